from __future__ import annotations

from pathlib import Path

import pytest

from wirecopy.errors import BaseBusy, NewerBase, NotABase
from wirecopy.store import pages
from wirecopy.store.layout import Layout, open_layout, writing
from wirecopy.store.takedown import Takedown, begin_takedown
from wirecopy.types import Page, Rejected


def page(name: str) -> Page:
    return Page(
        page_id=f"p_{name}",
        uri=f"{name}.txt",
        external_id=None,
        outlet=None,
        fetched_at=None,
        media_type="text/plain",
        raw=f"text of {name}",
    )


@pytest.fixture
def layout(tmp_path: Path) -> Layout:
    return open_layout(tmp_path / "base", create=True)


def add(layout: Layout, *found: Page | Rejected) -> pages.Intake:
    return pages.add_pages(layout, found, lambda count: None)


def test_add_pages_adds_only_what_is_new(layout: Layout) -> None:
    assert add(layout, page("one"), page("two")) == pages.Intake(2, 0, 0)
    assert add(layout, page("two"), page("three")) == pages.Intake(1, 1, 0)
    assert pages.page_ids(layout) == ["p_one", "p_three", "p_two"]


def test_add_pages_keeps_rejections_until_the_input_can_be_read(layout: Layout) -> None:
    add(layout, Rejected("one.txt", "read", "empty"), Rejected("two.txt", "read", "empty"))
    add(layout, page("one"))
    assert pages.rejected_rows(layout)["uri"].to_pylist() == ["two.txt"]


def test_forget_page_takes_the_text_out_of_every_file(layout: Layout) -> None:
    add(layout, page("one"), page("two"))
    begin_takedown(layout, Takedown(("p_one",)))
    pages.purge_pages(layout)
    assert pages.page_ids(layout) == ["p_two"]
    assert not [p for p in layout.root.rglob("*") if p.is_file() and b"text of one" in p.read_bytes()]


def test_a_forgotten_page_does_not_come_back(layout: Layout) -> None:
    add(layout, page("one"))
    begin_takedown(layout, Takedown(("p_one",)))
    pages.purge_pages(layout)
    assert add(layout, page("one")) == pages.Intake(0, 0, 1)
    assert pages.page_ids(layout) == []


def test_purge_mends_a_takedown_that_was_killed_halfway(layout: Layout) -> None:
    add(layout, page("one"), page("two"))
    before = {Path(path): Path(path).read_bytes() for path in pages.part_files(layout)}
    begin_takedown(layout, Takedown(("p_one",)))
    pages.purge_pages(layout)
    for path, content in before.items():  # the new part was written, the old one not yet removed
        path.write_bytes(content)
    pages.purge_pages(layout)
    assert pages.page_ids(layout) == ["p_two"]


def test_open_layout_names_a_folder_that_is_no_base(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello")
    with pytest.raises(NotABase, match="is not a news base"):
        open_layout(tmp_path, create=True)


@pytest.mark.parametrize("left", [(), ("pages",), ("pages", "stages"), ("pages", "stages", ".wirecopy.json.partial")])
def test_a_base_whose_making_was_killed_is_made_by_the_next_command(left: tuple[str, ...], tmp_path: Path) -> None:
    for name in left:
        (tmp_path / name).write_bytes(b"{") if "." in name else (tmp_path / name).mkdir()
    assert open_layout(tmp_path, create=True).published() is None


def test_open_layout_makes_no_base_over_pages_without_a_mark(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "letter.txt").write_text("hello")
    with pytest.raises(NotABase):
        open_layout(tmp_path, create=True)


def test_open_layout_does_not_read_a_base_of_a_later_format(layout: Layout) -> None:
    (layout.root / "wirecopy.json").write_text('{"format": 99}')
    with pytest.raises(NewerBase, match="Upgrade"):
        open_layout(layout.root)


def test_only_one_process_writes(layout: Layout) -> None:
    with writing(layout), pytest.raises(BaseBusy), writing(layout):
        pass

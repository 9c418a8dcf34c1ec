"""The Python API as the README shows it."""

from __future__ import annotations

import io
import json
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa
import pytest

import wirecopy
from wirecopy.errors import BadOption, NotFound
from wirecopy.serve.views.story import dossier
from wirecopy.store.base import BaseTables


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory, root: Path) -> wirecopy.NewsBase:
    base = wirecopy.open(tmp_path_factory.mktemp("api") / "base", create=True)
    base.run([root / "examples" / "founding"])
    return base


def test_table_comes_as_arrow_pandas_and_polars(base: wirecopy.NewsBase) -> None:
    edits = base.table("edits")
    assert isinstance(edits.to_arrow(), pa.Table)
    assert len(edits) == len(edits.to_pandas()) == len(edits.to_polars()) == 47


def test_stories_are_read_from_what_is_laid_out_and_no_table_is_read_whole(
    base: wirecopy.NewsBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = base.stories()
    expected = [dossier(base.tables, story.story_id) for story in listed]
    base.story(listed[0].story_id[:8])

    def whole(*asked: object) -> None:
        raise AssertionError(f"{asked[1:]} is read from the tables")

    monkeypatch.setattr(BaseTables, "rows", whole)
    assert asdict(base.story(listed[0].story_id)) == asdict(expected[0])
    assert list(base.dossiers()) == expected
    assert "".join(base.report()).count("<article") >= len(listed)
    assert base.ledger(listed[0].story_id)


def test_story_that_is_not_there_is_not_found(base: wirecopy.NewsBase) -> None:
    for wanted in ("s_none", ""):
        with pytest.raises(NotFound, match="No story"):
            base.story(wanted)


def test_story_shows_itself_in_a_notebook_without_leaving_its_frame(base: wirecopy.NewsBase) -> None:
    shown = base.story(base.stories()[0].story_id)._repr_html_()
    assert shown.startswith("<iframe sandbox srcdoc=")
    assert shown.count("<") == 2


def test_base_shows_its_story_list_in_a_notebook(base: wirecopy.NewsBase) -> None:
    assert "2 articles / 1 text / 1 origin" in base._repr_html_()


def test_export_writes_to_any_open_file(base: wirecopy.NewsBase) -> None:
    target = io.BytesIO()
    base.export("stories", "jsonl", target)
    assert len({json.loads(line)["story_id"] for line in target.getvalue().splitlines()}) == 1


def test_an_unknown_attribute_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'unheard'"):
        _ = wirecopy.unheard


def test_every_public_name_can_be_loaded() -> None:
    assert all(getattr(wirecopy, name) for name in wirecopy.__all__)


def test_an_empty_base_answers_with_nothing(tmp_path: Path) -> None:
    base = wirecopy.open(tmp_path / "base", create=True)
    assert base.stories() == ()
    assert base.search("anything") == []
    assert len(base.table("edits")) == 0


def test_dedup_from_python_writes_what_the_command_writes(tmp_path: Path) -> None:
    wire = " ".join(f"word{i}" for i in range(80))
    pages = tmp_path / "dump.jsonl"
    pages.write_text("".join(json.dumps({"id": str(i), "text": text}) + "\n" for i, text in enumerate((wire, wire))))
    done = wirecopy.dedup(pages, tmp_path / "out", wirecopy.DedupOptions(clean=False))
    (dropped,) = map(json.loads, (tmp_path / "out" / "drop.jsonl").read_text().splitlines())
    assert (done.kept, done.dropped, done.identical) == (1, 1, 1)
    assert (dropped["containment"], dropped["runs"][0]["end"]) == (1.0, len(wire))
    assert dropped["kept_because"]


FIRE = (
    "A fire closed the ferry quay at Brandt on Monday. Nobody was hurt, the harbour master said, and boats to the three"
    " islands leave from the old pier until the planks are laid anew."
)
YARD = "Six new boats will be built at Lund next year, said the yard that has won the order against two others."


def test_check_counts_copies_once_and_needs_no_base() -> None:
    found = wirecopy.check([{"text": FIRE, "outlet": "Brandt Mail"}, {"text": FIRE, "outlet": "Lund Post"}, YARD])
    assert (found.origins.least, found.origins.most) == (1, 1)
    assert [(group.members, group.verdict) for group in found.groups] == [
        ((0, 1), "same_text"), ((2,), "different_events"),
    ]  # fmt: skip
    assert found.events == ((0, 1), (2,))
    assert all(group.reasons for group in found.groups)


@pytest.mark.parametrize("sources", [[], [FIRE] * 1_001, [FIRE, 7], [{"article_id": "a_1"}]])
def test_check_says_what_it_can_be_asked(sources: list[str]) -> None:
    with pytest.raises(BadOption):
        wirecopy.check(sources)


def test_check_names_a_text_that_is_given_twice_by_both_places() -> None:
    (group,) = wirecopy.check([FIRE, FIRE]).groups
    assert group.members == (0, 1)


def test_check_and_compare_look_into_a_base(base: wirecopy.NewsBase, founding_raw: tuple[str, str]) -> None:
    found = wirecopy.check([*founding_raw, YARD], base=base)
    assert [group.members for group in found.groups] == [(0, 1), (2,)]
    assert {member for member, _ in found.in_base} == {0, 1}
    assert wirecopy.check([*founding_raw, YARD], base) == found
    changed = founding_raw[0].replace("over a dozen requests", "over 40 requests")
    compared = base.compare(changed, outlet="Harbour Times")
    assert {match.story_id for match in compared.matches} == {base.stories()[0].story_id}
    assert ("a dozen", "40") in [(edit.base_text, edit.text) for edit in compared.edits if edit.substantive]
    assert compared.origins
    assert base.compare(YARD).said.startswith("No copy in this base.")


def test_quotes_takes_a_text_or_a_file_and_never_a_text_for_a_file(tmp_path: Path) -> None:
    text = '"We are done," Mayor Jane Roe said in Paris.'
    (tmp_path / "page.txt").write_text(f"{text}\n", "utf-8")
    said = [wirecopy.quotes(given)[0].facts.quotes[0].speaker for given in (text, tmp_path / "page.txt")]
    assert said == ["Jane Roe"] * 2
    assert wirecopy.quotes(str(tmp_path / "page.txt"))[0].facts.quotes == ()

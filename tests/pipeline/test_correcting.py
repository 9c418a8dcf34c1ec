"""What a user knows better is kept over runs, changes the origins, and is shown as a correction."""

import json
from pathlib import Path

import pytest

import wirecopy
from wirecopy.errors import BadOption, NotFound, UnreadableInput

TEXT = (
    "The ferry Lind sank at noon off Port Adler, and 12 of its crew swam ashore, the port said on Monday.\n\n"
    "Two tugs stood by through the night. Nobody else was on board, the owner said on Monday.\n\n"
    "An inquiry into the loss opens next week, and its findings will be made known in the spring.\n"
)


@pytest.fixture
def base(tmp_path: Path) -> wirecopy.NewsBase:
    rows = [{"id": name, "outlet": f"{name}.example", "text": TEXT} for name in ("lind", "adler")]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    made = wirecopy.open(tmp_path / "base", create=True)
    made.run([tmp_path / "pages.jsonl"])
    return made


def told(base: wirecopy.NewsBase) -> tuple[str | None, list[str]]:
    base.run([])
    rows = base.table("origins").to_arrow().to_pylist()
    (name,) = {row["name"] for row in rows}
    return name, sorted({r["text"] for row in rows for r in row["reasons"] if r["code"] == "corrected"})


def test_the_credit_of_a_page_is_put_right_over_runs(base: wirecopy.NewsBase) -> None:
    assert told(base) == (None, [])
    page = base.table("pages").to_arrow()["page_id"].to_pylist()[0]
    base.correct("credit", page[:-1], "Reuters")
    assert told(base) == ("Reuters", [f"A correction says that the text of {page} is by Reuters."])
    assert told(base)[0] == "Reuters"
    base.correct("credit", page, None)
    assert told(base) == (None, [])


def test_a_corrected_credit_goes_before_what_other_pages_say(tmp_path: Path) -> None:
    lead = TEXT.replace("The ferry", "PORT ADLER (Reuters) - The ferry")
    rows = [{"id": f"{n}", "outlet": f"o{n}.example", "text": lead if n else TEXT} for n in range(3)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    assert told(base) == ("Reuters", [])
    page = next(row for row in base.table("pages").to_arrow().to_pylist() if row["external_id"] == "0")
    base.correct("credit", page["page_id"], "Lind Press")
    assert told(base) == ("Lind Press", [f"A correction says that the text of {page['page_id']} is by Lind Press."])


def test_the_owner_of_outlets_is_put_right(base: wirecopy.NewsBase) -> None:
    for name in ("lind", "adler"):
        base.correct("owner", f"{name}.example", "Roe Media")
    name, said = told(base)
    assert name == "Roe Media"
    assert said[0] == "A correction says that adler.example belongs to Roe Media."


def test_another_name_of_an_outlet_makes_two_pages_those_of_one(base: wirecopy.NewsBase) -> None:
    base.correct("outlet", "lind.example", "adler.example")
    assert told(base) == ("adler.example", ["A correction says that lind.example is adler.example."])


def test_what_cannot_be_right_is_refused_with_what_to_do(base: wirecopy.NewsBase) -> None:
    with pytest.raises(NotFound, match=r"No outlet 'unheard\.example'"):
        base.correct("owner", "unheard.example", "Roe Media")
    with pytest.raises(NotFound, match="No page 'p_nothing'"):
        base.correct("credit", "p_nothing", "Reuters")
    with pytest.raises(BadOption, match="give another name"):
        base.correct("outlet", "lind.example", "lind.example")
    base.correct("outlet", "lind.example", "adler.example")
    with pytest.raises(BadOption, match="a name that no correction calls another"):
        base.correct("outlet", "adler.example", "lind.example")
    with pytest.raises(NotFound, match="wirecopy correct BASE"):
        base.correct("owner", "lind.example", None)
    file = base.tables.layout.root / "corrections.jsonl"
    file.write_text('\n{"kind": "colour", "of": "lind.example", "says": "red"}\n')
    with pytest.raises(UnreadableInput, match=r"corrections.jsonl:2: a kind that is none of"):
        base.run([])

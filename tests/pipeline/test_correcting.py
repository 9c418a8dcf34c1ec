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


def test_a_page_that_credits_the_outlet_it_is_said_to_be_of_is_its_own(tmp_path: Path) -> None:
    lead = TEXT + "\nCopyright 2024 CNN. All rights reserved.\n"
    rows = [
        {"id": "a", "outlet": "lind.example", "text": lead},
        {"id": "b", "outlet": "adler.example", "text": TEXT},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    assert told(base)[0] == "CNN"
    base.correct("outlet", "LIND.example", "cnn.com")
    told(base)
    reasons = [r["text"] for row in base.table("origins").to_arrow().to_pylist() for r in row["reasons"]]
    assert not [text for text in reasons if "credit CNN" in text]


def test_pages_and_outlets_go_by_whatever_name_is_printed(base: wirecopy.NewsBase) -> None:
    page = next(row for row in base.table("pages").to_arrow().to_pylist() if row["external_id"] == "lind")
    article = next(row for row in base.table("articles").to_arrow().to_pylist() if row["page_id"] == page["page_id"])
    for name in ("lind", page["page_id"][:10], article["article_id"], page["uri"]):
        assert base.correct("credit", name, "Reuters").of == page["page_id"]
    assert base.correct("owner", "LIND.Example", "Roe Media").of == "lind.example"
    with pytest.raises(NotFound, match=r"Did you mean lind\.example"):
        base.correct("owner", "linde.example", "Roe Media")
    with pytest.raises(NotFound, match="2 pages are meant"):
        base.correct("credit", "p_", "Reuters")
    with pytest.raises(BadOption, match="what is kept of it: Roe Media"):
        base.correct("owner", "Lind.example", "Poe Press", drop=True)
    assert base.correct("owner", "Lind.example", "roe media", drop=True).says == "Roe Media"


def families(base: wirecopy.NewsBase) -> list[set[str]]:
    base.run([])
    name = {row["page_id"]: row["external_id"] for row in base.table("pages").to_arrow().to_pylist()}
    page = {row["article_id"]: row["page_id"] for row in base.table("articles").to_arrow().to_pylist()}
    found: dict[str, set[str]] = {}
    for row in base.table("families").to_arrow().to_pylist():
        found.setdefault(row["family_id"], set()).add(name[page[row["article_id"]]])
    return sorted(found.values(), key=sorted)


def test_two_pages_said_to_carry_two_texts_are_parted_and_it_is_said(base: wirecopy.NewsBase) -> None:
    assert families(base) == [{"lind", "adler"}]
    base.correct("two_texts", "lind", "adler")
    assert families(base) == []
    rows = base.table("origins").to_arrow().to_pylist()
    said = [{r["text"] for r in row["reasons"] if r["code"] == "corrected"} for row in rows]
    assert len(said) == 2
    assert all(len(texts) == 1 and min(texts).endswith("do not carry one text.") for texts in said)
    base.correct("two_texts", "adler", "lind", drop=True)
    assert families(base) == [{"lind", "adler"}]


OTHER = (
    "A fire closed the quay at Brandt for a day, and three boats were lost, the harbour master wrote on Friday.\n\n"
    "Insurers will look at the damage on Thursday. The cause is not known, and the quay stays shut until then.\n"
)


def test_pages_that_share_nothing_are_one_text_where_a_correction_says_so(tmp_path: Path) -> None:
    rows = [
        {"id": "lind", "outlet": "lind.example", "text": TEXT},
        {"id": "adler", "outlet": "adler.example", "text": TEXT},
        {"id": "brandt", "outlet": "brandt.example", "text": OTHER},
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    assert families(base) == [{"lind", "adler"}]
    base.correct("one_text", "brandt", "lind")
    assert families(base) == [{"lind", "adler", "brandt"}]
    base.correct("one_text", "adler", "lind")
    with pytest.raises(BadOption, match="no correction says otherwise"):
        base.correct("two_texts", "adler", "brandt")


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
    with pytest.raises(NotFound, match="wirecopy correct BASE --list"):
        base.correct("owner", "lind.example", None)
    file = base.tables.layout.root / "corrections.jsonl"
    file.write_text('\n{"kind": "colour", "of": "lind.example", "says": "red"}\n')
    with pytest.raises(UnreadableInput, match=r"corrections.jsonl:2: a kind that is none of"):
        base.run([])

"""What the corpus shows: repeated lines, other articles' titles, the layout; and what it must leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from clean_pages import MORE, PROSE
from hypothesis import given
from hypothesis import strategies as st

import wirecopy
from wirecopy.clean.corpus.body_extent import Piece, outside, text_stretch
from wirecopy.clean.corpus.furniture import corpus_pass, furniture_probability, is_wire, load_furniture_weights
from wirecopy.clean.corpus.line_table import LineRecord, line_hash, line_keys, title_key
from wirecopy.clean.lines import split_lines

BOX = "Readers keep this newsroom going, and every gift to it is counted twice until the end of the year."
WIRE = "The agency said that the two sides had met in secret for a month before the letter was written."
WORDS = [
    "harbour",
    "crane",
    "strike",
    "vote",
    "budget",
    "school",
    "river",
    "bridge",
    "flood",
    "winter",
    "fire",
    "market",
    "train",
    "road",
    "hospital",
]


def text(story: int) -> str:
    """Return a report of three paragraphs that shares none with any other story."""
    one, two = WORDS[story % 15], WORDS[(story * 7 + 3) % 15]
    return "\n\n".join(
        f"Officials in district {story} said on day {part} that the {one} and the {two} would be looked at again"
        f" before the council meets for its session number {story * 3 + part} of the year."
        for part in range(3)
    )


def page(name: str, outlet: str | None, day: int, body: str, title: str = "") -> dict[str, str | None]:
    stamp = f"2023-05-{day:02}T08:00:00Z"
    return {"id": name, "outlet": outlet, "published": stamp, "text": body, "title": title or None}


def kinds(tmp_path: Path, rows: list[dict[str, str | None]], line: str) -> set[tuple[str, str]]:
    """Return kind and evidence of every place where a line stands after a whole run over the rows."""
    import json

    source = tmp_path / "pages.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([source])
    pages = {row["page_id"]: row["raw"] for row in base.table("pages").to_arrow().to_pylist()}
    raw = {row["article_id"]: pages[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}
    return {
        (span["kind"], span["evidence"].split(":")[0])
        for span in base.table("spans").to_arrow().to_pylist()
        if line in raw[span["article_id"]][span["start"] : span["end"]]
    }


def test_corpus_line_of_many_stories_of_one_outlet_is_furniture(tmp_path: Path) -> None:
    rows = [page(f"{i}", "example.org", i + 1, f"{text(i)}\n\n{BOX}\n\n{text(i + 20)}") for i in range(6)]
    assert kinds(tmp_path, rows, BOX) == {("unknown_furniture", "lines")}


def test_corpus_line_of_one_story_on_many_pages_stays(tmp_path: Path) -> None:
    rows = [page(f"{i}", "example.org", i + 1, f"{text(1)}\n\n{BOX}\n\nUpdate {i}. {MORE}") for i in range(6)]
    assert kinds(tmp_path, rows, BOX) == {("body", "no furniture evidence")}


def test_corpus_text_that_another_story_of_the_outlet_repeats_in_part_stays(tmp_path: Path) -> None:
    shared = [text(40 + i).split("\n\n")[0] for i in range(5)]
    rows = [
        page("early", "example.org", 1, "\n\n".join([text(1), text(2), text(3), text(4), *shared])),
        page("late", "example.org", 2, "\n\n".join([text(11), text(12), text(13), text(14), *shared])),
    ]
    assert kinds(tmp_path, rows, shared[0]) == {("body", "no furniture evidence")}


def test_corpus_line_of_many_outlets_on_the_same_days_stays(tmp_path: Path) -> None:
    rows = [
        page(f"{i}-{o}", f"{o}.example.org", 1 + i % 2, f"{text(i + 30 * ord(o))}\n\n{WIRE}\n\n{text(i + 99 * ord(o))}")
        for i in range(3)
        for o in "abcd"
    ]
    assert kinds(tmp_path, rows, WIRE) == {("body", "no furniture evidence")}


def test_corpus_unknown_outlets_share_no_evidence(tmp_path: Path) -> None:
    rows = [page(f"{i}", None, i + 1, f"{text(i)}\n\n{BOX}\n\n{text(i + 20)}") for i in range(6)]
    assert kinds(tmp_path, rows, BOX) == {("body", "no furniture evidence")}


def test_corpus_title_of_another_article_is_a_promo(tmp_path: Path) -> None:
    headline = "Council to look at the harbour cranes again"
    rows = [
        page("a", "example.org", 1, text(1), headline),
        page("b", "example.org", 2, f"{text(2)}\n\n{headline}\n\n{text(3)}", "Budget vote put off until the summer"),
    ]
    assert kinds(tmp_path, rows, headline) == {("promo", "titles")}


def seen(**told: int) -> LineRecord:
    counts = {
        "start": 0,
        "pages": 4,
        "stories": 4,
        "days": 4,
        "of_pages": 100,
        "outlets": 1,
        "all_days": 4,
        "spread": 90,
    }
    return LineRecord(**{**counts, **told}, title_of=None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "wire"),
    [({"outlets": 2, "spread": 2}, True), ({"outlets": 2, "spread": 30}, False), ({"outlets": 1, "spread": 1}, False)],
)
def test_is_wire_is_several_outlets_within_days(told: dict[str, int], wire: bool) -> None:
    assert is_wire(split_lines(WIRE)[0], seen(**told)) is wire


def test_furniture_probability_grows_with_days() -> None:
    line, weights = split_lines(BOX)[0], load_furniture_weights()
    few, many = (furniture_probability(line, seen(days=days, stories=9, pages=9), weights) for days in (1, 9))
    assert few < many


def test_furniture_probability_of_one_story_is_none() -> None:
    assert furniture_probability(split_lines(BOX)[0], seen(stories=1), load_furniture_weights()) == 0.0


def test_line_hash_numbers_count_as_alike_in_short_lines_only() -> None:
    assert line_hash("3 hours ago", 3) == line_hash("14 hours ago", 3)
    long = "the {} sides had met in secret for a month before the letter was"
    assert line_hash(long.format(2), 13) != line_hash(long.format(3), 13)


def test_title_key_needs_a_few_words() -> None:
    assert title_key("Opinion") is None
    assert title_key("Ports to open again soon") == title_key("PORTS to open, again: soon")


def pieces(form: str) -> list[Piece]:
    """One letter a piece: p paragraph, u unknown short line, f furniture, r furniture that repeats."""
    return [
        Piece(i, words=30 if c == "p" else 4, prose=c == "p", repeated=c == "r", furniture=c in "fr")
        for i, c in enumerate(form)
    ]


@pytest.mark.parametrize(
    ("form", "out"),
    [
        ("rrurrpppurpprrurur", [2, 14, 16]),
        ("ppuppp", []),
        ("rrrr", []),
        ("rrppprrurrrrrrurr", [7, 14]),
        ("ppffuffpp", [4]),
    ],
)
def test_outside_is_what_lies_beyond_the_text(form: str, out: list[int]) -> None:
    assert outside(pieces(form)) == out


@given(st.text("pufr", max_size=60))
def test_text_stretch_lies_inside_and_holds_text(form: str) -> None:
    first, last = text_stretch(pieces(form))
    assert 0 <= first <= last <= len(form)
    assert last == first or "p" in form[first:last]


@given(st.lists(st.sampled_from([PROSE, MORE, BOX, "Share", "Jane Roe", "", "9 p.m."]), max_size=12))
def test_corpus_pass_keeps_the_partition(rules: wirecopy.clean.Rules, lines: list[str]) -> None:
    from clean_pages import page as bare

    from wirecopy.clean import clean_page
    from wirecopy.options import CleanOptions

    raw = "\n".join(lines)
    cleaned = clean_page(bare(raw), rules, CleanOptions())
    told = [seen(start=key.start) for key in line_keys(raw, cleaned.spans)]
    after = corpus_pass(cleaned, raw, told, weights=load_furniture_weights(), threshold=0.5)
    assert [(s.start, s.end) for s in after.spans] == [(s.start, s.end) for s in cleaned.spans]
    assert after.article.body == "".join(raw[s.start : s.end] for s in after.spans if s.kind == "body")

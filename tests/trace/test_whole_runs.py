"""What came or went in a row is told as one difference, and nothing of it that says nothing."""

from __future__ import annotations

from dataclasses import replace

from wirecopy.trace import as_told, collate, load_tables, prepare
from wirecopy.types import Article, Edit, Stretch

FULL = (
    "The ferry company Nordlinje will sail again on Monday, it said.\n"
    "Its 140 sailors had refused to work for nine days.\n"
    "The mayor of Tornholm thanked both sides for the agreement.\n"
    "A passenger, Ida Falk, said she had waited at the harbour since Tuesday.\n"
    "Fares rise by four crowns in March, the company announced.\n"
)


def told(base: Article, other: Article) -> list[Edit]:
    one, two = (prepare(article, load_tables()) for article in (base, other))
    return [edit for edit in as_told(collate(one, two, "").edits, one, two) if edit.substantive]


def article(text: str, spans: list[Stretch] | None = None) -> Article:
    body = text if spans is None else "".join(text[span.start : span.end] for span in spans)
    made = Article.of_text("a", body, language="en")
    return made if spans is None else replace(made, body_spans=tuple(spans))


def test_a_cut_page_differs_once() -> None:
    (edit,) = told(article(FULL), article(FULL[: FULL.index("Its 140")]))
    assert (edit.kind, edit.text) == ("paragraph_dropped", "")
    assert edit.base_text == FULL[edit.base_start : edit.base_end]
    assert edit.base_text.startswith("Its 140")
    assert edit.base_text.endswith("announced.")


def test_a_page_cut_inside_a_sentence_differs_once() -> None:
    (edit,) = told(article(FULL), article(FULL[: FULL.index(" for nine days")]))
    assert edit.base_text.startswith("nine days")
    assert edit.base_text.endswith("announced.")


def test_what_a_longer_page_goes_on_with_is_one_difference() -> None:
    (edit,) = told(article(FULL[: FULL.index("The mayor")]), article(FULL))
    assert edit.kind == "paragraph_added"
    assert edit.text == FULL[edit.start : edit.end]


def test_what_stands_apart_is_told_apart() -> None:
    lines = FULL.splitlines(keepends=True)
    edits = told(article(FULL), article(lines[0] + lines[2] + lines[4]))
    assert [edit.kind for edit in edits] == ["paragraph_dropped", "paragraph_dropped"]


def test_no_difference_reaches_over_furniture() -> None:
    cut = FULL.index("The mayor")
    raw = f"{FULL[:cut]}Share this article\n{FULL[cut:]}"
    shift = len("Share this article\n")
    base = article(raw, [Stretch(0, cut), Stretch(cut + shift, len(raw))])
    edits = told(base, article(FULL[: FULL.index("Its 140")]))
    assert len(edits) == 2
    assert all(edit.base_text == raw[edit.base_start : edit.base_end] for edit in edits)


def test_no_difference_is_part_of_a_word() -> None:
    (edit,) = told(article("The strike is over, he said.\n"), article("The strike isn't over, he said.\n"))
    assert (edit.base_text, edit.text) == ("is", "isn't")

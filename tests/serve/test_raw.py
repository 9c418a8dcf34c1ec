from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.serve.html.raw import FURNITURE_LIMIT, edit_anchor, quote_anchor, raw_page
from wirecopy.types import Edit, Mention, Span


def spans_of(*pieces: tuple[str, str]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for kind, text in pieces:
        spans.append(Span(article_id="a", kind=kind, start=at, end=at + len(text), score=1.0, evidence="rule"))
        at += len(text)
    return "".join(text for _, text in pieces), spans


def edit_at(start: int, end: int) -> Edit:
    return Edit(
        family_id="f",
        article_id="a",
        base_article_id="base",
        kind="word",
        substantive=True,
        in_quote=False,
        base_start=0,
        base_end=1,
        base_text="x",
        start=start,
        end=end,
        text="y" * (end - start),
    )


def test_raw_page_puts_neighbours_of_one_kind_together() -> None:
    raw, spans = spans_of(("ticker", "A 1\n"), ("ticker", "B 2\n"), ("body", "Text."))
    assert [(s.kind, s.spans) for s in raw_page(raw, spans)] == [("ticker", 2), ("body", 1)]


def test_raw_page_says_how_much_it_leaves_out() -> None:
    raw, spans = spans_of(("advertisement", "x" * 9_000_000), ("body", "Text."))
    first, second = raw_page(raw, spans)
    assert (first.left_out, second.segments[0].text) == (9_000_000 - FURNITURE_LIMIT, "Text.")


def test_raw_page_keeps_the_anchors_of_what_it_leaves_out() -> None:
    raw, spans = spans_of(("nav", "x" * (FURNITURE_LIMIT * 2)))
    mention = Mention("q", "a", FURNITURE_LIMIT + 5, FURNITURE_LIMIT + 9)
    (stretch,) = raw_page(raw, spans, quotes=[mention])
    assert stretch.segments[-1].anchors == (quote_anchor(mention),)


def test_raw_page_keeps_the_anchor_of_an_edit_at_the_very_end() -> None:
    raw, spans = spans_of(("body", "Text."))
    (stretch,) = raw_page(raw, spans, edits=[edit_at(5, 5)])
    assert stretch.segments[-1].anchors == (edit_anchor(edit_at(5, 5)),)


def test_raw_page_marks_the_words_of_an_edit_and_a_quotation() -> None:
    raw, spans = spans_of(("body", "He said no."))
    (stretch,) = raw_page(raw, spans, quotes=[Mention("q", "a", 8, 10)], edits=[edit_at(3, 7)])
    assert [(s.text, bool(s.edits), s.quotes) for s in stretch.segments if s.edits or s.quotes] == [
        ("said", True, ()),
        ("no", False, ("q",)),
    ]


@given(
    st.lists(st.tuples(st.sampled_from(["body", "nav"]), st.text(min_size=1, max_size=9)), max_size=9),
    st.data(),
)
def test_raw_page_shows_every_character_of_a_short_page_once(
    pieces: list[tuple[str, str]], data: st.DataObject
) -> None:
    raw, spans = spans_of(*pieces)
    offsets = st.integers(0, len(raw))
    mentions = [Mention("q", "a", *sorted(pair)) for pair in data.draw(st.lists(st.tuples(offsets, offsets)))]
    shown = raw_page(raw, spans, quotes=mentions)
    assert "".join(segment.text for stretch in shown for segment in stretch.segments) == raw

"""The twins' answers agree with their pages, whatever wirecopy makes of them."""

import re

import pytest

from twins import TwinPage, TwinPair, twin

SEEDS = range(50)


@pytest.fixture(scope="module", params=SEEDS)
def pair(request: pytest.FixtureRequest) -> TwinPair:
    return twin(request.param)


def body(page: TwinPage) -> str:
    return "\n".join(place.text for place in page.paragraphs)


def edited(pair: TwinPair) -> str:
    """Page a with every edit carried out."""
    raw = pair.a.raw
    for edit in sorted(pair.edits, key=lambda edit: edit.a.start, reverse=True):
        raw = raw[: edit.a.start] + edit.b.text + raw[edit.a.end :]
    starts = [place.start for place in pair.a.paragraphs]
    assert sorted(starts) == starts
    return raw


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_twin_same_seed_gives_same_pair() -> None:
    assert twin(7) == twin(7)
    assert twin(7) != twin(8)


def test_twin_spans_say_what_stands_there(pair: TwinPair) -> None:
    for page in (pair.a, pair.b):
        places = [span.place for span in page.spans] + [row.place for row in page.tickers] + list(page.paragraphs)
        assert all(page.raw[place.start : place.end] == place.text for place in places)


def test_twin_spans_cover_all_but_white_space(pair: TwinPair) -> None:
    for page in (pair.a, pair.b):
        at = 0
        for span in page.spans:
            assert not page.raw[at : span.place.start].strip()
            assert span.place.start >= at
            at = span.place.end
        assert not page.raw[at:].strip()


def test_twin_edits_say_what_stands_on_both_pages(pair: TwinPair) -> None:
    for edit in pair.edits:
        assert pair.a.raw[edit.a.start : edit.a.end] == edit.a.text
        assert pair.b.raw[edit.b.start : edit.b.end] == edit.b.text
        assert edit.a.text != edit.b.text


def test_twin_edits_turn_one_text_into_the_other(pair: TwinPair) -> None:
    raw = edited(pair)
    for span in reversed([span for span in pair.a.spans if span.kind != "body"]):
        moved = sum(len(e.b.text) - len(e.a.text) for e in pair.edits if e.a.end <= span.place.start)
        raw = raw[: span.place.start + moved] + raw[span.place.end + moved :]
    assert squeezed(raw) == squeezed(body(pair.b))


def test_twin_edits_seen_from_b_turn_back(pair: TwinPair) -> None:
    assert sorted(e.seen_from_b().a.start for e in pair.edits) == [e.a.start for e in pair.edits_from("b")]
    assert tuple(e.seen_from_b().seen_from_b() for e in pair.edits) == pair.edits


def test_twin_edits_in_quote_stand_inside_a_quotation(pair: TwinPair) -> None:
    for edit in pair.edits:
        inside = any(quote.a.start < edit.a.start and edit.a.end < quote.a.end for quote in pair.quotes)
        assert inside == edit.in_quote


def test_twin_has_one_edit_of_substance_or_none(pair: TwinPair) -> None:
    kinds = [edit.kind for edit in pair.edits if edit.substantive]
    if pair.substance == "sentence":
        assert kinds in (["sentence_dropped"], ["sentence_added"])
    else:
        assert kinds == ([pair.substance] if pair.substance else [])


def test_twin_quotations_carry_their_marks(pair: TwinPair) -> None:
    assert 4 <= len(pair.quotes) <= 8
    for quote in pair.quotes:
        for page, place in ((pair.a, quote.a), (pair.b, quote.b)):
            assert page.raw[place.start : place.end] == place.text
            assert place.text[0] + place.text[-1] in ('""', "“”")
        assert quote.speaker is None or quote.speaker.split()[-1] in body(pair.a)


def test_twin_tickers_are_right_to_the_digit(pair: TwinPair) -> None:
    for page in (pair.a, pair.b):
        assert len(page.tickers) == sum(span.kind == "ticker" for span in page.spans)
        for row in page.tickers:
            symbol, _, rest = row.place.text.partition(" ")
            numbers = [float(number.replace(",", "")) for number in re.findall(r"[-+]?\d[\d,.]*", rest)]
            assert (symbol, numbers) == (row.symbol, [row.price, row.change, row.percent])
            assert row.percent == pytest.approx(100 * row.change / (row.price - row.change), abs=0.006)


def test_twin_prose_has_no_mark_left(pair: TwinPair) -> None:
    for page in (pair.a, pair.b):
        assert not re.search(r"[{}$⟦⟧@~^|]|\.\.|  |\? [A-Z]", body(page))
        assert 8 <= len(page.paragraphs) <= 14


def test_twins_differ_in_every_way_the_generator_knows() -> None:
    pairs = [twin(seed) for seed in SEEDS]
    kinds = {span.kind for pair in pairs for page in (pair.a, pair.b) for span in page.spans}
    edits = {edit.kind for pair in pairs for edit in pair.edits}
    assert kinds == {"body", "ticker", "timestamp", "dateline", "promo", "comments"}
    assert edits >= {"abbreviation", "spelling", "quotation_mark", "preposition", "apostrophe", "bracket"}
    assert edits >= {
        "capitalisation",
        "honorific",
        "number",
        "name",
        "negation",
        "percent_form",
        "number_form",
    }
    assert {pair.event for pair in pairs} == {"envoy", "ceasefire", "flood", "pipeline", "spectrum"}
    assert 10 <= sum(pair.substance is not None for pair in pairs) <= 25

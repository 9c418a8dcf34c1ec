from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.serve.html.annotate import Annotated, annotate
from wirecopy.types import Edit, Mention, Stretch

RAW = "Six people were hurt on Monday.\n\nThe cause is not known.\n"
BODY = [Stretch(0, len(RAW))]


def change(words: str, text: str, kind: str = "word", copy: str = "b") -> Edit:
    start = RAW.index(words)
    end = start + len(words)
    return Edit(
        family_id="f",
        article_id=copy,
        base_article_id="a",
        kind=kind,
        substantive=kind != "spelling",
        in_quote=False,
        base_start=start,
        base_end=end,
        base_text=words,
        start=0,
        end=len(text),
        text=text,
    )


def add(after: str, text: str, kind: str = "word", copy: str = "b") -> Edit:
    at = RAW.index(after) + len(after)
    return Edit(
        family_id="f",
        article_id=copy,
        base_article_id="a",
        kind=kind,
        substantive=True,
        in_quote=False,
        base_start=at,
        base_end=at,
        base_text="",
        start=0,
        end=len(text),
        text=text,
    )


def shown(text: Annotated) -> list[str]:
    return ["".join(segment.text for segment in paragraph) for paragraph in text.paragraphs]


def test_annotate_cuts_paragraphs_at_blank_lines() -> None:
    assert shown(annotate(RAW, BODY, [])) == ["Six people were hurt on Monday.", "The cause is not known."]


def test_annotate_keeps_lines_wrapped_by_hand_in_one_paragraph() -> None:
    raw = "one two\nthree four\nfive six\nseven\n\neight nine\nten"
    assert shown(annotate(raw, [Stretch(0, len(raw))], [])) == [
        "one two\nthree four\nfive six\nseven",
        "eight nine\nten",
    ]


def test_annotate_takes_each_line_for_a_paragraph_where_none_is_wrapped() -> None:
    raw = "First.\nSecond.\nThird.\n"
    assert shown(annotate(raw, [Stretch(0, len(raw))], [])) == ["First.", "Second.", "Third."]


def test_annotate_leaves_furniture_out() -> None:
    raw = "One.\nREAD MORE\nTwo."
    assert shown(annotate(raw, [Stretch(0, 5), Stretch(15, 19)], [])) == ["One.", "Two."]


def test_annotate_groups_the_readings_of_one_place() -> None:
    edits = [
        change("Six", "Ten", "number", "b"),
        change("Six", "Nine", "number", "c"),
        change("Six", "Ten", "number", "d"),
    ]
    (variant,) = annotate(RAW, BODY, edits).variants
    assert [(r.text, [e.article_id for e in r.carriers]) for r in variant.readings] == [
        ("Ten", ["b", "d"]),
        ("Nine", ["c"]),
    ]


def test_annotate_gives_overlapping_edits_as_readings_of_the_whole_place() -> None:
    edits = [change("Six", "Ten", "number", "b"), change("Six people", "Nobody", "word", "c")]
    (variant,) = annotate(RAW, BODY, edits).variants
    assert (variant.base_text, [r.text for r in variant.readings]) == ("Six people", ["Ten people", "Nobody"])


def test_annotate_keeps_readings_inside_a_dropped_sentence() -> None:
    edits = [
        change("The cause is not known.", "", "sentence_dropped", "b"),
        change(" not", "", "negation", "c"),
    ]
    text = annotate(RAW, BODY, edits)
    assert [[v.layer for v in s.variants] for s in text.paragraphs[1]] == [
        ["block"],
        ["block", "substance"],
        ["block"],
    ]


def test_annotate_marks_an_addition_with_an_empty_segment_at_its_place() -> None:
    text = annotate(RAW, BODY, [add("hurt", " badly")])
    texts = [segment.text for segment in text.paragraphs[0]]
    assert texts == ["Six people were hurt", "", " on Monday."]


def test_annotate_numbers_substance_in_the_order_of_the_text() -> None:
    edits = [change("known", "clear"), change("hurt", "hurt", "spelling"), change("Six", "Ten", "number")]
    assert [(v.base_text, v.number) for v in annotate(RAW, BODY, edits).variants] == [
        ("Six", 1),
        ("hurt", None),
        ("known", 2),
    ]


def test_annotate_closes_a_variant_at_its_last_segment() -> None:
    text = annotate(RAW, BODY, [change("were hurt on", "fell"), change("hurt", "Hurt", "spelling", "c")])
    closing = [segment.text for segment in text.paragraphs[0] if any(v.layer == "substance" for v in segment.closes)]
    assert closing == [" on"]


def test_annotate_opens_a_quotation_once() -> None:
    text = annotate(RAW, BODY, [change("hurt", "ill")], quotes=[Mention("q", "a", 4, 30)])
    assert [segment.text for p in text.paragraphs for segment in p if segment.opens] == ["people were "]


def test_annotate_puts_a_headline_and_what_lies_in_furniture_outside() -> None:
    edits = [change("Six", "Ten", "headline"), change("known", "clear")]
    assert [edit.kind for edit in annotate(RAW, [Stretch(0, 33)], edits).outside] == ["headline", "word"]


def test_annotate_shows_a_dateline_quietly() -> None:
    text = annotate("PARIS: Rain.", [Stretch(7, 12)], [], quiet=[Stretch(0, 7)])
    assert [(s.text, s.quiet) for s in text.paragraphs[0]] == [("PARIS: ", True), ("Rain.", False)]


def test_annotate_shows_an_empty_body_as_no_paragraph() -> None:
    assert annotate("ad", [], [add("Six", "x")]).paragraphs == ()


@st.composite
def edited_texts(draw: st.DrawFn) -> tuple[str, list[Stretch], list[Edit], list[Mention]]:
    raw = draw(st.text("ab \n\r\x00é“", max_size=60))
    ends = sorted(draw(st.lists(st.integers(0, len(raw)), max_size=6)))
    body = [Stretch(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]
    places = st.tuples(st.integers(0, len(raw)), st.integers(0, 12)).map(lambda p: (p[0], min(len(raw), sum(p))))
    kinds = st.sampled_from(["word", "spelling", "sentence_dropped", "paragraph_added", "sentence_moved"])
    rows = draw(st.lists(st.tuples(places, kinds, st.sampled_from("bcd"), st.text("xy ", max_size=3)), max_size=8))
    edits = [
        Edit(
            family_id="f",
            article_id=copy,
            base_article_id="a",
            kind=kind,
            substantive=kind != "spelling",
            in_quote=False,
            base_start=a,
            base_end=b,
            base_text=raw[a:b],
            start=0,
            end=len(text),
            text=text,
        )
        for (a, b), kind, copy, text in rows
    ]
    quotes = [Mention(f"q{n}", "a", a, b) for n, (a, b) in enumerate(draw(st.lists(places, max_size=4)))]
    return raw, body, edits, quotes


@given(edited_texts())
def test_annotate_shows_every_word_once_whatever_the_edits(
    case: tuple[str, list[Stretch], list[Edit], list[Mention]],
) -> None:
    raw, body, edits, quotes = case
    text = annotate(raw, body, edits, quotes=quotes)
    assert "".join("".join(shown(text)).split()) == "".join("".join(raw[s.start : s.end] for s in body).split())


@given(edited_texts())
def test_annotate_loses_no_edit(case: tuple[str, list[Stretch], list[Edit], list[Mention]]) -> None:
    raw, body, edits, quotes = case
    text = annotate(raw, body, edits, quotes=quotes)
    placed = [edit for v in text.variants for reading in v.readings for edit in reading.edits]
    assert sorted(map(repr, [*placed, *text.outside])) == sorted(map(repr, edits))


@given(edited_texts())
def test_annotate_closes_every_shown_variant_once(
    case: tuple[str, list[Stretch], list[Edit], list[Mention]],
) -> None:
    raw, body, edits, quotes = case
    segments = [s for p in annotate(raw, body, edits, quotes=quotes).paragraphs for s in p]
    closed = [id(v) for s in segments for v in s.closes]
    assert sorted(closed) == sorted({id(v) for s in segments for v in s.variants})

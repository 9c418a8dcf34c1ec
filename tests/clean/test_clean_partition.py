from clean_pages import MORE, PROSE, page
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.clean import Cleaned, clean_page, load_rules, support
from wirecopy.clean.cleaning_result import body_stretches
from wirecopy.options import CleanOptions
from wirecopy.types import Span, Stretch

RULES = load_rules()
FRAGMENTS = [
    "KSE100 71,902 Increased By 1235.2 (1.75%)",
    "ABC 12.34 +0.56%",
    "▲ 1",
    "May 30, 2023 08:01 pm",
    "Updated",
    "IST - Washington",
    "WASHINGTON: ",
    "LONDON (AP) — ",
    "(CNN) - ",
    "By JANE ROE, Associated Press",
    "By ",
    "Comments are closed.",
    "___",
    "Share",
    "Related",
    "(Reporting by Jane Roe; Editing by John Doe)",
    " — AFP",
    "Photo: Jane Roe, AP",
    "\r\n",
    "\n",
    "\n\n",
    "\r",
    "\u2028",
    " ",
    "\t",
    "\x00",
    "\u200f",
    "\u200b",
    "\ufeff",
    "\ud800",
    "“",
    "”",
    "$",
    "12/07/2018",
    "A port reopened on Monday",
    PROSE,
    MORE,
]
TEXTS = st.one_of(st.text(), st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=4))).map("".join))


def cleaned(raw: str) -> Cleaned:
    return clean_page(page(raw), RULES, CleanOptions())


def assert_partition(raw: str, result: Cleaned) -> None:
    assert "".join(raw[span.start : span.end] for span in result.spans) == raw
    assert all(span.start < span.end for span in result.spans)
    assert all(not raw[span.start].isspace() for span in result.spans[1:])


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_clean_gives_every_character_one_span(raw: str) -> None:
    assert_partition(raw, cleaned(raw))


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_clean_body_is_the_text_at_its_spans(raw: str) -> None:
    article = cleaned(raw).article
    assert article.body == "".join(raw[s.start : s.end] for s in article.body_spans)
    assert article.label


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_clean_ticker_rows_stand_at_their_spans(raw: str) -> None:
    for row in cleaned(raw).tickers:
        assert raw[row.start : row.end].strip() == raw[row.start : row.end]
        written = "".join(filter(str.isprintable, raw[row.start : row.end]))  # a rule reads past control characters
        assert row.symbol.split()[0] in written


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.data())
def test_support_keeps_the_partition(raw: str, data: st.DataObject) -> None:
    at = st.integers(0, len(raw))
    stretches = [Stretch(*sorted(pair)) for pair in data.draw(st.lists(st.tuples(at, at), max_size=4))]
    before = cleaned(raw)
    after = support(before, raw, stretches)
    assert_partition(raw, after)
    assert {s for s in before.spans if s.kind != "body"} <= set(after.spans)


def test_clean_white_space_alone_is_one_furniture_span() -> None:
    result = cleaned(" \n\t ")
    assert [(s.kind, s.start, s.end) for s in result.spans] == [("unknown_furniture", 0, 4)]
    assert result.article.body == ""


def test_clean_empty_text_has_no_span() -> None:
    assert cleaned("").spans == ()


def test_body_stretches_take_the_standfirst_in() -> None:
    spans = [
        Span(article_id="a", kind=kind, start=2 * n, end=2 * n + 2, score=1.0, evidence="")
        for n, kind in enumerate(("standfirst", "body", "nav", "body"))
    ]
    assert body_stretches(spans) == (Stretch(0, 4), Stretch(6, 8))

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text.quotation import quotation_spans


def inner(text: str) -> list[str]:
    return [text[q.inner.start : q.inner.end] for q in quotation_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" and "yes".', ["no", "yes"]),
        ("He said “no” and ``yes''.", ["no", "yes"]),
        ("Er sagte „nein“ und «ja» und »doch«.", ["nein", "ja", "doch"]),
        ("Hon sade ”nej” igen.", ["nej"]),
        ('“Mixed marks," he said.', ["Mixed marks,"]),
        ("“He called it ‘odd’,” she said.", ["He called it ‘odd’,"]),
        ("'It is over,' he said of the boys' club.", ["It is over,"]),
        ("'The boys' club is shut,' he said.", ["The boys' club is shut,"]),
        ("The 'big one' came in the '90s, 'twas said.", ["big one"]),
        ("It's the firms' fault, isn't it?", []),
        ("‘She said “no” twice,’ he wrote.", ["She said “no” twice,"]),
        ('A 5" pipe and a 7" one.', []),
        ('Stray” mark and "good" pair.', ["good"]),
        ('The "first has no end. The "second" has.', ["second"]),
        ('"', []),
        ("", []),
    ],
)
def test_quotation_spans_pair(text: str, expected: list[str]) -> None:
    assert inner(text) == expected


def test_quotation_spans_run_on_into_a_paragraph_that_opens_with_a_mark() -> None:
    text = "“We began.\n\n“We ended,” he said."
    assert inner(text) == ["We began.", "We ended,"]
    assert [q.closed for q in quotation_spans(text)] == [False, True]


def test_quotation_spans_drop_an_unclosed_mark_otherwise() -> None:
    assert inner("“We began.\n\nHe went home.") == []


@given(st.text(alphabet="a \"'“”‘’«»„`\n.s9", max_size=60) | st.text(max_size=60))
def test_quotation_spans_are_ordered_and_inside_their_marks(text: str) -> None:
    at = 0
    for q in quotation_spans(text):
        assert at <= q.start <= q.inner.start <= q.inner.end <= q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        at = q.end


def test_quotation_spans_are_linear_on_hostile_lines() -> None:
    for mark in ('"', "'", " 'a", "a' ", "“", "‘", " 'as' a", "'a\""):
        quotation_spans(mark * 60_000)

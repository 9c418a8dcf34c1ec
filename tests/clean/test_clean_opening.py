"""A place of no table and a dash over the text: told from names, labels, lists and quotations."""

from collections.abc import Callable, Sequence

import pytest
from clean_pages import MORE, PROSE, page
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.clean import Cleaned, Rules, clean_page, copied_opening, load_rules
from wirecopy.clean.rules.unknown_dateline import parse_opening
from wirecopy.options import CleanOptions
from wirecopy.types import Stretch

Clean = Callable[..., Cleaned]
RULES = load_rules()


def opened(cleaned: Cleaned, raw: str, *, start: int, places: Sequence[str] = ()) -> Cleaned:
    return copied_opening(cleaned, raw, [Stretch(start, len(raw))], places=places, rules=RULES)


@pytest.mark.parametrize(
    ("opening", "more", "place"),
    [
        ("Port Alden – ", MORE, "Port Alden"),
        ("Saint Orrin -- ", MORE, "Saint Orrin"),
        ("Marsh Bay - ", MORE, "Marsh Bay"),
        ("Kvitsoey — ", "Nobody in Kvitsoey had seen the like of it, and nobody slept that night.", "Kvitsoey"),
        ("Grauhaven – ", "He spoke in the capital, Grauhaven, where the court is due to hear him.", "Grauhaven"),
    ],
)
def test_opening_place_is_a_dateline(clean: Clean, opening: str, more: str, place: str) -> None:
    raw = f"Ports to open again\n\nBy Jane Roe\n\n{opening}{PROSE}\n\n{more}"
    cleaned = clean(raw)
    assert cleaned.article.dateline_place == place
    assert cleaned.article.body.startswith(PROSE)
    assert [raw[s.start : s.end] for s in cleaned.spans if s.kind == "dateline"] == [opening]


@pytest.mark.parametrize(
    "raw",
    [
        f"Jane Roe – {PROSE}\n\n{MORE}",
        f"Jane Roe – “{PROSE}”\n\n{MORE}",
        f"Analysis – {PROSE}\n\n{MORE} He was in Analysis.",
        f"The Port – {PROSE}\n\n{MORE}",
        f"Port Alden–{PROSE}\n\n{MORE}",
        f"Port Alden – the largest – {PROSE}\n\n{MORE}",
        f"Port Alden – Its Harbour – {PROSE}\n\n{MORE}",
        f"Port Alden – {PROSE}\n\nPort Orrin – {MORE}",
        f"Port Alden – Talks Go On\n\n{PROSE}\n\n{MORE}",
        f"{PROSE}\n\nPort Alden – {MORE}",
        f"Kvitsoey – {PROSE}\n\n{MORE}",
        f"Port Alden – 2\n\n{PROSE}",
    ],
)
def test_opening_other_dashes_are_body(clean: Clean, raw: str) -> None:
    assert clean(raw).article.dateline_place is None


def test_opening_with_a_dateline_on_the_page_is_none(clean: Clean) -> None:
    assert clean(f"Port Alden – {PROSE}\n\nLONDON (AP) — {MORE}").article.dateline_place == "London"


def test_copied_opening_where_a_copy_begins_behind_it(clean: Clean) -> None:
    raw = f"Kvitsoey – {PROSE}\n\n{MORE}"
    after = opened(clean(raw), raw, start=raw.index(PROSE))
    assert (after.article.dateline_place, after.article.body) == ("Kvitsoey", f"{PROSE}\n\n{MORE}")
    assert [(s.kind, s.start, s.end) for s in after.spans[:2]] == [
        ("dateline", 0, 11),
        ("body", 11, after.spans[1].end),
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [(f"Kvitsoey – {PROSE}", 0), (f"Kvitsoey – {PROSE}", 30), (f"Analysis – {PROSE}", 11), (PROSE, 0)],
)
def test_copied_opening_is_left_where_copies_tell_nothing(clean: Clean, text: str, start: int) -> None:
    raw = f"{text}\n\n{MORE}"
    assert opened(clean(raw), raw, start=start) == clean(raw)


def test_copied_opening_where_a_copy_states_the_place(clean: Clean) -> None:
    raw = f"Kvitsoey – {PROSE}\n\n{MORE}"
    assert opened(clean(raw), raw, start=30, places=["Kvitsoey, Norway"]).article.dateline_place == "Kvitsoey"
    assert opened(clean(raw), raw, start=30, places=["Oslo"]) == clean(raw)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Port", " ", "–", "- ", "Alden", "\u200b", "\x00", "\u200f", "\ud800", "\n", "É", PROSE])
    ),
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=3),
)
def test_copied_opening_keeps_the_partition(pieces: list[str], ranges: list[tuple[int, int]]) -> None:
    raw = "".join(pieces)
    cleaned = clean_page(page(raw), RULES, CleanOptions())
    stretches = [Stretch(min(pair), max(pair)) for pair in ranges]
    after = copied_opening(cleaned, raw, stretches, places=["Port Alden"], rules=RULES)
    assert [s.end for s in after.spans[:-1]] == [s.start for s in after.spans[1:]]
    assert not raw or (after.spans[0].start, after.spans[-1].end) == (0, len(raw))


def test_parse_opening_reads_only_the_head(rules: Rules) -> None:
    assert parse_opening("Port " * 100_000 + "– The", rules) is None

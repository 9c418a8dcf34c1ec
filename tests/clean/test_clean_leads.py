"""A rule looks only at lines it could take: what it finds there is what it would find on all lines."""

from __future__ import annotations

import pytest
from clean_pages import MORE, PROSE, sheet
from hypothesis import given, settings
from hypothesis import strategies as st

from twins import twin
from wirecopy.clean import Rules, load_rules
from wirecopy.clean.language.rule_triggers import Leading, leading
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.passes import marks_near, rule_marks, run_passes

RULES = load_rules()
PIECES = [
    *sorted(RULES.phrases.lines)[::7], *sorted(RULES.phrases.start_kinds)[::5], *sorted(RULES.phrases.end_kinds),
    *(phrase for found in RULES.phrases.holds.values() for phrase, _ in found), *RULES.words["caption.starts"],
    *RULES.words["credit.reporting"], *RULES.words["credit.contributed"], "LONDON (AP) —", "By Jane Roe",
    "(AP Photo/Jane Roe)", "Picture: Jane Roe/Getty Images", "— Reuters", "9:40 p.m.", "3 hours ago", "2 March 2024",
    "KEL 4.35 ▲ 0.12 (2.84%)", "FACEBOOKTWITTEREMAIL", "Home | News | World", "desk@example.org", "PTI JR", PROSE, MORE,
    "Published: Nov. 19, 2019, 6:18 p.m. Updated: Nov. 19, 2019, 7:10 p.m.", "Reporting by Jane Roe; editing by Jo Poe",
]  # fmt: skip


def on_all_lines(raw: str, rules: Rules) -> list[object]:
    laid = sheet(raw, rules)
    every = Leading(*[laid.lines] * 5, *[frozenset(range(len(laid.lines)))] * 2)
    return list(run_passes(laid._replace(leads=every)))


HOSTILE = [
    "\x00",
    "\u200b",
    "\u202e",
    "\ud800",
    "\u00a0",
    "İ",
    "ß",
    "ﬁ",
    "(" * 90,
    "-" * 90,
    "1" * 90,
    "Port Alden – ",
    "'",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), min_size=1, max_size=8))
def test_leads_hide_no_line_from_its_rule(lines: list[list[str]]) -> None:
    raw = "\n".join(" ".join(pieces) for pieces in lines)
    assert list(rule_marks(sheet(raw, RULES))) == on_all_lines(raw, RULES)


@pytest.mark.parametrize("seed", range(6))
def test_leads_of_twins_are_enough(seed: int) -> None:
    raw = twin(seed).a.raw
    assert list(rule_marks(sheet(raw, RULES))) == on_all_lines(raw, RULES)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*HOSTILE, *PIECES[:40]]), max_size=6), min_size=1, max_size=8))
def test_leads_of_hostile_lines_are_enough(lines: list[list[str]]) -> None:
    raw = "\n".join("".join(pieces) for pieces in lines)
    assert list(rule_marks(sheet(raw, RULES))) == on_all_lines(raw, RULES)


def test_leads_leave_sentences_out() -> None:
    found = leading(split_lines(f"{PROSE}\n{PROSE}\nShare this story\n"), RULES)
    assert [line.number for line in found.phrases] == [2]
    assert (found.times, found.rows, found.captions, found.credits) == ((), (), (), ())


def test_marks_near_a_stretch_are_those_of_the_stretch_and_every_ticker_row() -> None:
    raw = f"KEL 4.35 ▲ 0.12 (2.84%)\nShare this story\n{PROSE}\nShare this story\n{MORE}\nShare this story"
    found = {(mark.kind, mark.line) for mark in marks_near(sheet(raw, RULES), range(2, 5))}
    assert found == {("ticker", 0), ("share", 3)}


def test_marks_near_the_whole_page_are_all() -> None:
    laid = sheet(f"{PROSE}\nShare this story", RULES)
    assert marks_near(laid, range(2)) == rule_marks(laid)

"""Bylines without "By": what a line of names is, and which of them is the page's byline."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from clean_pages import MORE, PROSE, sheet

from wirecopy.clean import Cleaned, Rules
from wirecopy.clean.labels.bare_names import bare_names
from wirecopy.clean.labels.byline_choice import WIDE, BylineChoice, byline_choice, is_answered
from wirecopy.clean.labels.chain import FIRST, LABELS
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.byline import parse_byline
from wirecopy.clean.rules.passes import rule_marks

Clean = Callable[..., Cleaned]
TITLE = "Ports of Kestria to open again before the month ends"
THIRD = "The union of the dockers has called its members to a vote, which will be held in all nine ports on Friday."


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Maria Velt", ("Maria Velt",)),
        ("MARIA VELT and OLE BRAND / AP", ("MARIA VELT", "OLE BRAND")),
        ("Maria Velt, Ole Brand and Karl T. RoeAssociated Press", ("Maria Velt", "Ole Brand", "Karl T. Roe")),
        ("Maria Velt The Columbus Dispatch   @mvelt", ("Maria Velt",)),
        ("Maria Velt | Senior Fellow, Norden Centre", ("Maria Velt",)),
        ("Maria Velt, The Associated Press •", ("Maria Velt",)),
        ("Maria Velt, Staff Writer", ("Maria Velt",)),
    ],
)
def test_bare_names_reads(rules: Rules, text: str, people: tuple[str, ...]) -> None:
    found = bare_names(split_lines(text)[0], rules)
    assert found is not None
    assert found.people == people
    assert text[: found.end].endswith(people[-1])


@pytest.mark.parametrize(
    "text",
    ["The Associated Press", "Privacy Policy", "Maria", "By Maria Velt", "Harbour vote: no", "Maria Velt said no.",
     "Maria Velt and the harbour board", "14 May 2024", "Velt/Reuters Brand/AP"],
)  # fmt: skip
def test_bare_names_leaves(rules: Rules, text: str) -> None:
    assert bare_names(split_lines(text)[0], rules) is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Karen Velt and Steven Brand", "Karen Velt and Steven Brand"),
        ("Karen VeltAssociated Press", "Karen Velt"),
        ("KAREN VELT / AP", "KAREN VELT"),
    ],
)
def test_clean_line_of_names_under_the_headline_is_the_byline(clean: Clean, line: str, names: str) -> None:
    told = clean("\n\n".join([TITLE, line, "May 14, 2024 10:05 am", PROSE, MORE, THIRD]))
    assert told.article.byline == names
    assert told.article.body.startswith(PROSE)


def test_clean_names_that_the_text_is_of_are_no_byline(clean: Clean) -> None:
    text = [PROSE, MORE, "The talks were led by Karen Velt, who heads the board.", THIRD, "Karen Velt", "Most read"]
    assert clean("\n\n".join([TITLE, *text])).article.byline is None


def test_clean_byline_that_opens_with_by_goes_before_other_names(clean: Clean) -> None:
    lines = [TITLE, "By Maria Velt", "Steven Brand", PROSE, MORE, THIRD]
    assert clean("\n\n".join(lines)).article.byline == "Maria Velt"


@pytest.mark.parametrize(
    ("lines", "byline"),
    [
        (("By", "Maria VeltNews Reporter", "Steven Brand"), "Maria Velt, Steven Brand"),
        (("Author:", "Maria Velt"), "Maria Velt"),
        (("By Maria Velt, Ole Roe", "and Steven Brand"), "Maria Velt, Ole Roe, Steven Brand"),
        (("Maria Velt", "12:43, 20 Apr 2026Updated 12:44, 20 Apr 2026"), "Maria Velt"),
        (("Maria Velt North Valley Leader", "Published 10:02 AM EST Nov 19, 2019"), "Maria Velt"),
        (("May 3, 2019 Maria Velt",), "Maria Velt"),
        (("Posted by Maria Velt on November 19, 2019, 6:21 AM EST",), "Maria Velt"),
        (("Maria Velt | Posted - May 3rd, 2019 @ 5:05pm",), "Maria Velt"),
        (("Steven Brand (AP)", "By Maria Velt | Sunday, 15 July 2018 09:27 PM"), "Maria Velt"),
    ],
)
def test_clean_byline_stands_in_many_shapes(clean: Clean, lines: tuple[str, ...], byline: str) -> None:
    assert clean("\n".join([TITLE, *lines, PROSE, MORE, THIRD])).article.byline == byline


def test_clean_tag_over_the_headline_is_no_byline(clean: Clean) -> None:
    page = ["Taylor Velt", "Published 1 day ago", TITLE, "By Maria Velt", PROSE, MORE, THIRD]
    assert clean("\n".join(page)).article.byline == "Maria Velt"


def test_clean_note_on_the_writer_names_who_wrote_the_page(clean: Clean) -> None:
    note = "Karen Velt is a reporter for the Norden Herald. Follow her on Twitter @karenvelt."
    assert clean("\n\n".join([TITLE, PROSE, MORE, THIRD, note])).article.byline == "Karen Velt"


def test_byline_choice_has_each_line_once(rules: Rules) -> None:
    page = sheet("\n\n".join([TITLE, "Karen Velt", PROSE, MORE, "Karen Velt", "Steven Brand"]), rules)
    chance = np.full((len(page.lines), len(LABELS)), 1 / len(LABELS))
    chance[2, FIRST] = 0.9
    choice = byline_choice(page, rule_marks(page), chance)
    assert [page.lines[number].text for number in choice.lines] == ["Karen Velt", "Steven Brand"]
    assert choice.traits.shape == (2, WIDE)


def test_byline_choice_without_lines_has_no_chances() -> None:
    assert not len(BylineChoice([], [], np.zeros((0, WIDE))).chances(np.ones(WIDE)))


def test_is_answered_by_a_byline_that_names_people_or_opens_with_by(rules: Rules) -> None:
    for line, answered in [("By The Associated Press", True), ("The Associated Press", False)]:
        page = sheet("\n\n".join([TITLE, line, PROSE, MORE]), rules)
        assert is_answered(page, rule_marks(page)) is answered


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Karen VeltStaff Writer", "Karen Velt"),
        ("By Karen VeltNew York Times", "Karen Velt"),
        ("Analysis by\xa0Karen Velt, Norden Editor-at-large", "Karen Velt"),
        ("By Karen MacVelt", "Karen MacVelt"),
    ],
)
def test_byline_stands_apart_from_what_is_glued_to_it(rules: Rules, line: str, names: str) -> None:
    found = parse_byline(line, rules)
    assert found is not None
    assert found.names == names


def test_clean_button_is_no_line_of_names(rules: Rules) -> None:
    assert bare_names(split_lines("JUST WATCHED")[0], rules) is None


@pytest.mark.parametrize(
    ("line", "names", "agency"),
    [
        ("By Karen Velt and The Associated Press", "Karen Velt", "AP"),
        ("By Karen Velt, Steven Brand and Reuters", "Karen Velt, Steven Brand", "Reuters"),
        ("By Karen Velt and CNN Wires", "Karen Velt", None),
        ("By Karen Velt, with Post Wires", "Karen Velt", None),
        ("By Karen Velt with wire reports", "Karen Velt", None),
    ],
)
def test_byline_s_houses_are_none_of_its_people(rules: Rules, line: str, names: str, agency: str | None) -> None:
    found = parse_byline(line, rules)
    assert found is not None
    assert (found.names, found.agency) == (names, agency)


@pytest.mark.parametrize(
    "note",
    [
        "Karen Velt covers the harbour for the Norden Herald. Follow her on Twitter @karenvelt.",
        "Karen Velt has been a columnist since 2008. Follow her on Twitter @karenvelt.",
    ],
)
def test_byline_is_whom_a_note_says_to_cover_or_to_have_been_something(clean: Clean, note: str) -> None:
    assert clean("\n\n".join([TITLE, PROSE, MORE, THIRD, note])).article.byline == "Karen Velt"


def test_byline_of_two_in_two_places_is_both(rules: Rules) -> None:
    named = bare_names(split_lines("Karen Velt in Port Alden and Ole Brand in Kelso")[0], rules)
    assert named is not None
    assert named.people == ("Karen Velt", "Ole Brand")


def test_byline_with_an_agency_over_a_time_stands_under_a_picture_too(clean: Clean) -> None:
    over = [TITLE, "Max Low | AP", "Two ports are seen from the sea, left, and from the old town, on May 2, 2022."]
    signed = ["Karen Velt, The Associated Press", "May 3, 2022 8:21 am", PROSE, MORE, THIRD]
    assert clean("\n".join([*over, *signed])).article.byline == "Karen Velt"

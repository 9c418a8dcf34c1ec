"""What the report and the desk share: marks in running text, and the text with its parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wirecopy.serve.html import render_report
from wirecopy.serve.html.annotate import Segment
from wirecopy.serve.html.marks import CHIPS_LIMIT, FOLDED_LIMIT, carriers, chip, chips, classes
from wirecopy.serve.views.story import Dossier
from wirecopy.serve.views.wording import Handle, letter


def places(number: int) -> list[tuple[Handle, str]]:
    return [(Handle(letter(n), f"Gazette {n}"), f"#copy-{n}") for n in range(number)]


def test_chip_shows_a_name_as_text() -> None:
    shown = str(chip(Handle("A", '<b>"x"\u202e'), "#a&b"))
    assert "<b>" not in shown
    assert "\u202e" not in shown
    assert 'href="#a&amp;b"' in shown


@pytest.mark.parametrize(("number", "folded"), [(CHIPS_LIMIT, False), (CHIPS_LIMIT + 1, True)])
def test_chips_fold_what_is_too_many(number: int, folded: bool) -> None:
    shown = chips(places(number))
    assert shown.count('class="chip"') == number
    assert ("<details" in shown) is folded


def test_chips_count_what_they_do_not_list() -> None:
    shown = chips(places(CHIPS_LIMIT + FOLDED_LIMIT + 5))
    assert shown.count('class="chip"') == CHIPS_LIMIT + FOLDED_LIMIT
    assert "and 5 not listed" in shown


def test_carriers_name_a_few_and_give_letters_of_many() -> None:
    assert "Gazette 2</bdi>" in carriers(places(3))
    assert "<bdi>" not in carriers(places(4))


def test_classes_tell_quoted_from_told() -> None:
    segment = Segment(0, "words", quotes=("q_1",))
    assert (classes(segment, {"q_1"}), classes(segment, set())) == ("quote", "told")
    assert not segment.plain
    assert Segment(0, "words").plain


def test_texts_of_a_story_are_numbered(ferry: Dossier) -> None:
    alone = tuple(replace(member, family=None, edits=(), containment=None) for member in ferry.members)
    story = replace(ferry, members=alone, copies=())
    page = "".join(render_report([story.headline], [story], title="t", generated="now", packed=False))
    assert [f"Text {n} of 3" in page for n in (1, 2, 3, 4)] == [True, True, True, False]

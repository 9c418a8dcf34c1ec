from __future__ import annotations

import pytest

from checking.test_check import source
from wirecopy.pipeline.checking.check import SourceChecker

SHORT = "The mayor of Lund resigned on Friday after a vote of the council, her office said."
LONGER = "Two people died when a tram hit a bus in Lund on Monday. Police closed the street. The cause is unknown."


@pytest.mark.parametrize(("text", "words"), [(SHORT, "on Friday "), (SHORT, "of the council"), (LONGER, " on Monday")])
def test_short_text_without_a_few_words_is_the_same_text(checker: SourceChecker, text: str, words: str) -> None:
    answer = checker.check([source(text, "A"), source(text.replace(words, ""), "B", 12)])
    assert [(group.members, group.verdict) for group in answer.groups] == [((0, 1), "same_text")]
    assert (answer.origins.least, answer.origins.most) == (1, 1)


def test_short_texts_in_one_form_on_two_places_are_two_texts(checker: SourceChecker) -> None:
    other = LONGER.replace("Lund", "Kelm").replace(" on Monday", "")
    answer = checker.check([source(LONGER, "A"), source(other, "B", 12)])
    assert [group.members for group in answer.groups] == [(0,), (1,)]

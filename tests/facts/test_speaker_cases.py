"""Who speaks a quotation, in the ways that news puts it: one sentence of our own for each."""

from __future__ import annotations

import pytest

from facts.made import article
from wirecopy.facts import Knowledge, extract

CASES = (
    ("Footage of Jane Roe asking, “Where did they all go?” was shown in court.", "Where did they all go?", "Jane Roe"),
    ("They turned to the Harbour Ministry which reported “forty new berths” in May.", "forty new berths", "Harbour"),
    ("Ana Brandt, the dean, who in 2010 said the aim was a “wholly open school,” left.", "wholly open", "Ana Brandt"),
    ("On the air, House Speaker Jane Roe (R-Ohio) said everyone needs “more rest than this.”", "more rest", "Jane Roe"),
    ("Jane Roe said she believed we must go on, saying that “it still counts for us.”", "it still counts", "Jane Roe"),
    ("Several unions granted him a week, saying his “first offer was too low.”", "first offer", "Several unions"),
    ("Jane Roe said the road was closed for good. “Nobody will open it again.”", "Nobody will open", "Jane Roe"),
    ("“Does anybody know the way?” Jane Roe asked. “Neither Do I.”", "Neither Do I", "Jane Roe"),
    ("Drew Roe, a law professor and a sailor, called the plan “quite useless” on Monday.", "quite useless", "Drew Roe"),
    (
        "Gov. Ana Brandt spoke late. The tide was high, the governor said, adding it “may rise.”",
        "may rise",
        "Ana Brandt",
    ),
    ("Vanessa Roe met Darrell Lund. “We shall see,” she said.", "We shall see", "Vanessa Roe"),
    ("Drew Roe listens to Max Lund. Lund is “a bit odd,” he said.", "a bit odd", "Drew Roe"),
    ("Jane Roe noted that yards added 300 jobs, making it “a good year for us.”", "a good year", "Jane Roe"),
    ("Jane Roe noted that employers added 300 jobs, making it “the best of years.”", "the best of", "Jane Roe"),
    ("The plan was, as the Harbour Ministry put it in a note, “quite out of reach.”", "quite out of", "Harbour"),
)


@pytest.mark.parametrize(("text", "words", "speaker"), CASES)
def test_speaker_is_settled_by_what_stands_around(text: str, words: str, speaker: str, knowledge: Knowledge) -> None:
    found = [quote for quote in extract("s", article(text), knowledge).quotes if words in quote.text]
    assert [quote.kind != "indirect" for quote in found] == [True]
    assert speaker in (found[0].speaker or "")


def test_chants_of_a_crowd_are_quotations_and_titles_are_not(knowledge: Knowledge) -> None:
    text = "He was met with chants of “Shame!” and later seen on “Late Night Ferry.”"
    assert [q.text for q in extract("s", article(text), knowledge).quotes] == ["Shame!"]


def test_paragraph_that_opens_with_a_closing_mark_still_quotes(knowledge: Knowledge) -> None:
    text = "Jane Roe spoke.\n\n” … we saw nothing of the kind that day,” Roe wrote."
    assert [q.speaker for q in extract("s", article(text), knowledge).quotes] == ["Jane Roe"]

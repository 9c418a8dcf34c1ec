"""Texts in the furniture of invented outlets: what stands where is told right."""

import random

import numpy as np
from lines.dressed import dressed
from lines.gold import Gold, page_of
from pages.folding import letters

from wirecopy.clean.labels.chain import BODY, FIRST, INSIDE, LABELS, LAST, TITLE
from wirecopy.clean.lines import split_lines

LINES = ("Menu", "Ports to open again", "The ministry said the two ports would open again before the month ends.",
         "Ships already at anchor are to be served first, the harbour master told reporters.", "Most read")  # fmt: skip


def gold(title: str, *labels: int) -> Gold:
    allowed = np.zeros((len(labels), len(LABELS)), dtype=bool)
    allowed[np.arange(len(labels)), labels] = True
    return Gold("pages", "herald.example", "learn", page_of(title, "\n".join(LINES)), allowed, title)


def test_dressed_text_keeps_its_lines_and_its_headline() -> None:
    one, other = gold(LINES[1], 0, TITLE, FIRST, LAST, 7), gold("Rain falls in Oslo", 0, 0, FIRST, LAST, 7)
    for page in dressed([one, other], random.Random(3)):
        lines = split_lines(page.page.raw)
        assert len(lines) == len(page.allowed)
        core = [line.text for line in lines if page.allowed[line.number, [FIRST, BODY, LAST]].any()]
        assert [text.split("— ")[-1].split("-- ")[-1] for text in core] == list(LINES[2:4])
        assert {letters(lines[int(i)].text) for i in np.flatnonzero(page.allowed[:, TITLE])} == {letters(page.title)}
        assert not page.allowed[:, INSIDE][: next(iter(np.flatnonzero(page.allowed[:, FIRST])))].any()


def test_dressed_page_shows_whom_its_byline_names() -> None:
    pages = list(
        dressed([gold(LINES[1], 0, TITLE, FIRST, LAST, 7), gold("Rain falls", 0, 0, FIRST, LAST, 7)], random.Random(5))
    )
    assert any(page.authors for page in pages)
    assert all(name in letters(page.page.raw) for page in pages for name in page.authors or ())

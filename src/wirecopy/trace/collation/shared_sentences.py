"""Which runs of sentences two texts have in common, whatever the dress, and how the dress differs."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace
from itertools import pairwise

from wirecopy.text.view import View
from wirecopy.trace.collation.align import increasing
from wirecopy.trace.collation.blocks import row_blocks
from wirecopy.trace.collation.gap import Pair, matched_edits
from wirecopy.trace.collation.phrasebook import Dressed, Phrasebook, Wording
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.similar_sentences import Groups, nearly_same
from wirecopy.trace.collation.token_layout import Run, Strip, laid_out
from wirecopy.types import Stretch


def in_one_book(base: Prepared, copy: Prepared) -> Prepared:
    """Return the copy with its sentences looked up in the base's phrasebook."""
    if copy.phrasebook is base.phrasebook:
        return copy
    wordings = [base.phrasebook.wording(wording.text) for wording in copy.wordings]
    meaning = {old.meaning: new.meaning for old, new in zip(copy.wordings, wordings, strict=True)}
    once = {meaning[number]: k for number, k in copy.once.items()}
    return replace(copy, phrasebook=base.phrasebook, wordings=wordings, once=once)


def shared_runs(base: Prepared, copy: Prepared) -> list[Run]:
    """Return the runs of sentences both texts have, in order in both: from sentences that stand once in each."""
    runs: list[Run] = []
    a_end = b_end = 0
    for a, b in _in_order(base, copy):
        if a >= a_end:
            run = _grown(base, copy, (a, b), (a_end, b_end))
            runs.append(run)
            a_end, b_end = run[0] + run[2], run[1] + run[2]
    return runs


def _in_order(base: Prepared, copy: Prepared) -> list[tuple[int, int]]:
    """Return the sentences that stand once in each text and mean the same, in order in both.

    Of two stretches that change places the heavier is in order. Sentences that are nearly the same weigh too: a
    moved one is no link though it alone is kept to the letter.
    """
    there = copy.once
    same = {k: there[meaning] for meaning, k in base.once.items() if meaning in there}
    anchors = [(a, b, len(base.wordings[a].keys)) for a, b in same.items()]
    anchors += nearly_same(_left_groups(base, same.keys()), _left_groups(copy, set(same.values())))
    anchors.sort()
    if any(one[1] > other[1] for one, other in pairwise(anchors)):
        anchors = increasing(anchors)
    return [(a, b) for a, b, _ in anchors if a in same]


def _left_groups(text: Prepared, taken: Container[int]) -> dict[int, Groups]:
    rest = (k for k, wording in enumerate(text.wordings) if wording.telling and k not in taken)
    return {k: text.phrasebook.groups(text.wordings[k]) for k in rest}


def _grown(base: Prepared, copy: Prepared, at: tuple[int, int], least: tuple[int, int]) -> Run:
    """Return the run around two sentences that mean the same, no further back than `least`."""
    ours, theirs = base.wordings, copy.wordings
    (a, b), n = at, 1
    while a > least[0] and b > least[1] and ours[a - 1].meaning == theirs[b - 1].meaning:
        a, b, n = a - 1, b - 1, n + 1
    most = min(len(ours) - a, len(theirs) - b)
    while n < most and ours[a + n].meaning == theirs[b + n].meaning:
        n += 1
    return a, b, n


def dressed(base: Wording, copy: Wording, book: Phrasebook) -> Dressed:
    """Return how two wordings of one meaning differ, worked out once for each two."""
    dressed_pair = book.dressed.get((base.text, copy.text))
    if dressed_pair is None:
        dressed_pair = book.dressed[base.text, copy.text] = _dressed(base, copy, book)
    return dressed_pair


def _dressed(base: Wording, copy: Wording, book: Phrasebook) -> Dressed:
    pair = Pair(_as_text(base, book), _as_text(copy, book))
    row = (0, 0, len(base.keys))
    edits = (
        (draft.kind, draft.base.start, draft.base.end, draft.copy.start, draft.copy.end)
        for draft in matched_edits(pair, [row])
    )
    blocks = ((b.base_start, b.base_end, b.start, b.end) for b in row_blocks(pair.base, pair.copy, row))
    return Dressed(tuple(edits), tuple(blocks))


def _as_text(wording: Wording, book: Phrasebook) -> Strip:
    """Return a sentence as a text of its own."""
    text = wording.text
    view = View.joined(text, [Stretch(0, len(text))])
    return laid_out(Prepared("", text, view, book, [0], [len(text)], [wording], frozenset([0]), [], [], {}), [])

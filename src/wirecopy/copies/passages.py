"""Short stretches that two texts share word for word: a sentence, a quotation; found by an index of every gram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wirecopy.kernels import Kernels
from wirecopy.kernels.hashing import mix
from wirecopy.kernels.shapes import Words
from wirecopy.text.quotation import quotation_spans

QUOTED_WORDS = 8
"""Words in a row that are one quotation where both texts have them in quotation marks."""
SENTENCE_WORDS = 12
"""Words in a row that are one passage wherever they stand."""
_QUOTED_SHARE = 0.7  # of a passage: the words of who said it often stand in both texts too
MOST_HOLDERS = 40  # texts with one gram: beyond them it is a form of words, and pairs would grow without bound
_FACTOR = 0x9E3779B97F4A7C15

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage:
    """Words that stand in two texts, `texts[a][a_start:a_end]` and so in `b`; `quoted` mostly, in both."""

    a: int
    b: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int
    words: int
    quoted: bool


def shared_passages(texts: Sequence[str], kernels: Kernels) -> list[SharedPassage]:
    """Return every passage that two of some texts share: 12 words in a row, or 8 of a quotation.

    Words count as in matching: case, marks and spelling of houses make no difference. Meant for some hundred texts.

    >>> from wirecopy.kernels import load_kernels
    >>> said = "we will sail on Monday whatever the wind may say"
    >>> texts = [f'The master said: "{said}."', f'"{said}," he told us.']
    >>> [(p.words, p.quoted) for p in shared_passages(texts, load_kernels("reference"))]
    [(10, True)]
    """
    words = kernels.words(list(texts))
    firsts, seconds = _pairs(words)
    if not len(firsts):
        return []
    text_of = np.repeat(np.arange(words.texts), np.diff(words.offsets))
    order = np.lexsort((firsts, seconds - firsts, text_of[seconds], text_of[firsts]))
    firsts, seconds = firsts[order], seconds[order]
    apart = (np.diff(firsts) != 1) | (np.diff(seconds) != 1) | (np.diff(text_of[firsts]) != 0)
    apart |= np.diff(text_of[seconds]) != 0
    opens = np.concatenate([[0], np.flatnonzero(apart) + 1])
    lengths = np.diff(np.concatenate([opens, [len(firsts)]])) + QUOTED_WORDS - 1
    quoted_before = np.concatenate([[0], np.cumsum(_inside_quotations(texts, words))])
    starts, others = firsts[opens], seconds[opens]
    both = np.minimum(
        quoted_before[starts + lengths] - quoted_before[starts], quoted_before[others + lengths] - quoted_before[others]
    )
    marked = both >= _QUOTED_SHARE * lengths
    long_enough = marked | (lengths >= SENTENCE_WORDS)
    rows = []
    for row in zip(*(array[long_enough].tolist() for array in (starts, others, lengths, marked)), strict=True):
        i, j, length, quoted = row
        rows.append(
                SharedPassage(
                    a=int(text_of[i]), b=int(text_of[j]),
                    a_start=int(words.starts[i]), a_end=int(words.ends[i + length - 1]),
                    b_start=int(words.starts[j]), b_end=int(words.ends[j + length - 1]),
                    words=length, quoted=quoted,
                )
            )  # fmt: skip
    return rows


def _pairs(words: Words) -> tuple[Numbers, Numbers]:
    """Return the places of every gram that two texts share, as pairs of places among all words."""
    hashes = mix(words.hashes)
    count = len(hashes) - QUOTED_WORDS + 1
    none = np.zeros(0, np.int64)
    if count < 2:
        return none, none
    grams = np.zeros(count, np.uint64)
    factor = np.uint64(_FACTOR)
    for k in range(QUOTED_WORDS):
        grams = grams * factor + hashes[k : k + count]
    text_of = np.repeat(np.arange(words.texts), np.diff(words.offsets))
    whole = text_of[:count] == text_of[QUOTED_WORDS - 1 :]
    places = np.flatnonzero(whole)
    grams = grams[whole]
    order = np.lexsort((places, grams))
    grams, places = grams[order], places[order]
    opens = np.flatnonzero(np.concatenate([[True], grams[1:] != grams[:-1]]))
    sizes = np.diff(np.concatenate([opens, [len(grams)]]))
    shared = (sizes > 1) & (sizes <= MOST_HOLDERS)
    firsts, seconds = [none], [none]
    for size in np.unique(sizes[shared]).tolist():
        held = places[opens[shared & (sizes == size)][:, None] + np.arange(size)]
        a, b = np.triu_indices(size, 1)
        one, other = held[:, a].ravel(), held[:, b].ravel()
        apart = text_of[one] != text_of[other]
        firsts.append(one[apart])
        seconds.append(other[apart])
    return np.concatenate(firsts), np.concatenate(seconds)


def _inside_quotations(texts: Sequence[str], words: Words) -> npt.NDArray[np.bool_]:
    inside = np.zeros(len(words.hashes), bool)
    for number, text in enumerate(texts):
        first, last = int(words.offsets[number]), int(words.offsets[number + 1])
        starts = words.starts[first:last]
        for quotation in quotation_spans(text):
            low, high = np.searchsorted(starts, [quotation.inner.start, quotation.inner.end])
            inside[first + low : first + high] = True
    return inside

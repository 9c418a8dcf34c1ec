"""Kernels: the counting work over flat arrays, in two backends that give the same to the bit.

They know of words, grams and runs; nothing of pages, engines or disks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from wirecopy.kernels.column import TextColumn
    from wirecopy.kernels.hashing import Hashes, Offsets
    from wirecopy.kernels.shapes import Fingerprints, Matches, Words, WordTable

COMPILE_FROM_CHARACTERS = 4_000_000
"""Texts above this size (some 2,400 pages) are worth the seconds that a first compilation takes: it is kept, and
each run after it is a twentieth cheaper (benchmarks/run)."""


@dataclass(frozen=True, slots=True)
class Kernels:
    """The kernels of one backend, with the tables they look characters and words up in.

    >>> kernels = load_kernels("reference")
    >>> found = kernels.words(["The U.S. said 1,000 men"])
    >>> found.starts.tolist(), found.ends.tolist()
    ([0, 4, 9, 14, 20], [3, 7, 13, 19, 23])
    """

    backend: Literal["reference", "compiled"]
    fold: npt.NDArray[np.uint32] = field(repr=False)
    table: WordTable = field(repr=False)
    index: Any = field(repr=False, default=None)
    """Of the table, for the compiled backend: see `compiled_words.index_table`."""
    numbers: bool = False
    """Whether the hashes of numbers are marked: see `hashing.is_number`."""

    def words(self, texts: Sequence[str], breaks: Sequence[Sequence[int]] | None = None) -> Words:
        """Return the words of each text; a word also ends at each of the text's `breaks` (code points, ascending)."""
        breaks = [()] * len(texts) if breaks is None else breaks
        if self.backend == "reference":
            from wirecopy.kernels import reference

            return reference.words(texts, breaks, self.fold, self.table, self.numbers)
        from wirecopy.kernels.column import column_of

        return _compiled_words(column_of(texts), breaks, self)

    def words_in(self, column: TextColumn) -> Words:
        """Return the words of each text of a column, read where it lies."""
        if self.backend == "reference":
            from wirecopy.kernels import reference

            texts = [column.text(number) for number in range(column.texts)]
            return reference.words(texts, [()] * column.texts, self.fold, self.table, self.numbers)
        return _compiled_words(column, [], self)

    def fingerprints(self, words: Words, size: int, window: int) -> Fingerprints:
        """Return the winnowed grams of each text: any `window + size - 1` words shared share one."""
        if self.backend == "reference":
            from wirecopy.kernels import reference

            return reference.fingerprints(words, size, window)
        return _compiled_fingerprints(words, size, window)

    def matches(self, words: Words, a: Offsets, b: Offsets, size: int) -> Matches:
        """Return the runs of `size` words and more that each pair of texts `a[p]`, `b[p]` shares, moved ones too."""
        from wirecopy.kernels import reference

        if self.backend == "reference":
            return reference.matches(words.hashes, words.offsets, a, b, size)
        return _compiled_matches(words, a, b, size)

    def heaviest_chains(
        self, begin: Offsets, end: Offsets, weights: Offsets, offsets: Offsets, gram: int
    ) -> npt.NDArray[np.bool_]:
        """Return which blocks of each text make its heaviest chain of blocks in order; see `reference`."""
        from wirecopy.kernels import reference

        if self.backend == "reference":
            return reference.heaviest_chains(begin, end, weights, offsets, gram)
        from wirecopy.kernels import compiled_matches

        flags: npt.NDArray[np.bool_] = compiled_matches.heaviest_chains(begin, end, weights, offsets, gram)
        return flags

    def shared_fingerprints(self, prints: Fingerprints, a: Offsets, b: Offsets) -> npt.NDArray[np.bool_]:
        """Return which pairs of texts `a[p]`, `b[p]` share a fingerprint."""
        from wirecopy.kernels import reference

        if self.backend == "reference":
            return reference.shared_fingerprints(prints, a, b)
        from wirecopy.kernels import compiled

        flags: npt.NDArray[np.bool_] = compiled.shared_fingerprints(prints.hashes, prints.offsets, a, b)
        return flags


def load_kernels(
    backend: Literal["auto", "reference", "compiled"] = "auto",
    characters: int = 0,
    counts_as: Mapping[str, str | None] | WordTable | None = None,
    numbers: bool = False,
) -> Kernels:
    """Return the kernels; `auto` compiles only when there are enough `characters` to pay for it.

    `counts_as` maps a word to the word it counts as when texts are compared, or to null: it counts as none; or it is
    the table `word_table` made of such a map. With `numbers` a word's hash says whether it is a number.
    """
    from wirecopy.kernels.fold import load_fold

    chosen = backend
    if chosen == "auto":
        chosen = "compiled" if characters >= COMPILE_FROM_CHARACTERS else "reference"
    fold = load_fold()
    bare = _with_table(Kernels(chosen, fold, _no_table(), numbers=numbers))
    if not counts_as:
        return bare
    table = word_table(counts_as, bare) if isinstance(counts_as, Mapping) else counts_as
    return _with_table(replace(bare, table=table))


def _with_table(kernels: Kernels) -> Kernels:
    """Return the kernels with the index over their table."""
    if kernels.backend == "reference":
        return kernels
    import numpy as np

    from wirecopy.kernels import compiled_words
    from wirecopy.kernels.hashing import NUMBER

    keys, values, mark = kernels.table.keys, kernels.table.values, np.uint64(NUMBER if kernels.numbers else 0)
    return replace(kernels, index=(*compiled_words.index_table(keys), keys, values, mark))


def _no_table() -> WordTable:
    import numpy as np

    from wirecopy.kernels.shapes import WordTable

    return WordTable(np.zeros(0, np.uint64), np.zeros(0, np.uint64))


def word_table(counts_as: Mapping[str, str | None], kernels: Kernels) -> WordTable:
    """Return the table by the hashes of its words, told by kernels without one that mark numbers or do not."""
    import numpy as np

    from wirecopy.kernels.shapes import WordTable

    other = np.array([counted is not None for counted in counts_as.values()], dtype=bool)
    keys, values = _hashed(list(counts_as), kernels), np.zeros(len(counts_as), dtype=np.uint64)
    values[other] = _hashed([counted for counted in counts_as.values() if counted is not None], kernels)
    order = np.argsort(keys, kind="stable")
    return WordTable(keys[order], values[order])


def _hashed(words: Sequence[str], kernels: Kernels) -> Hashes:
    """Return the hash of each word; raise ValueError when one of them is none or several."""
    import numpy as np

    columns = kernels.words(["\n".join(words)])
    lines = np.cumsum([0, *(len(word) + 1 for word in words)])[:-1]
    if not np.array_equal(columns.starts, lines):
        raise ValueError("every entry of the word table must be one word")
    return columns.hashes


# The arrays to fill are made here: NumPy asks for large pages of memory where numba does not.


def _compiled_words(column: TextColumn, breaks: Sequence[Sequence[int]], kernels: Kernels) -> Words:
    import numpy as np

    from wirecopy.kernels import compiled_words
    from wirecopy.kernels.shapes import Words

    places = np.fromiter((place for row in breaks for place in row), dtype=np.int64)
    offsets = np.zeros(column.texts + 1, dtype=np.int64)
    np.cumsum([len(row) for row in breaks], out=offsets[1 : len(breaks) + 1])
    room = int(column.offsets[-1] - column.offsets[0]) // 2 + column.texts + len(places) + 1
    hashes, starts, ends = np.empty(room, np.uint64), np.empty(room, np.int32), np.empty(room, np.int32)
    text_offsets = np.zeros(column.texts + 1, np.int64)
    count: Any = compiled_words.words(
        column.raw, column.offsets, places, offsets, kernels.fold, kernels.index, hashes, starts, ends, text_offsets
    )
    return Words(hashes[:count], starts[:count], ends[:count], text_offsets)


def _compiled_fingerprints(words: Words, size: int, window: int) -> Fingerprints:
    import numpy as np

    from wirecopy.kernels import compiled
    from wirecopy.kernels.shapes import Fingerprints

    prints, places = np.empty(len(words.hashes), np.uint64), np.empty(len(words.hashes), np.int32)
    offsets = np.zeros(len(words.offsets), np.int64)
    count: Any = compiled.fingerprints(words.hashes, words.offsets, size, window, prints, places, offsets)
    return Fingerprints(prints[:count].copy(), places[:count].copy(), offsets)


def _compiled_matches(words: Words, a: Offsets, b: Offsets, size: int) -> Matches:
    import numpy as np

    from wirecopy.kernels import compiled_matches
    from wirecopy.kernels.shapes import Matches

    room = int((np.diff(words.offsets)[a] // size).sum()) + len(a) + 1
    in_a, in_b, lengths = np.empty(room, np.int32), np.empty(room, np.int32), np.empty(room, np.int32)
    offsets = np.zeros(len(a) + 1, np.int64)
    count: Any = compiled_matches.matches(words.hashes, words.offsets, a, b, size, in_a, in_b, lengths, offsets)
    return Matches(in_a[:count].copy(), in_b[:count].copy(), lengths[:count].copy(), offsets)

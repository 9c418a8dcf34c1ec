"""Copies among any list of texts, with nothing else of the package: no base, no cleaning, no file."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, field, replace
from functools import partial
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.bodies import Bodies, Stretches
from wirecopy.copies.candidates_memory import NO_DAY, UNKNOWN, candidate_pairs, furniture_of_outlets, holders_of
from wirecopy.copies.families import ALONE, find_families, pair_relations, pairs_to_prove
from wirecopy.copies.int_sets import unique_not_in, unique_values
from wirecopy.copies.one_text.running import entries_in
from wirecopy.copies.pairs import Links, Numbers
from wirecopy.copies.passages import shared_passages
from wirecopy.copies.quote_regions import marked_stretches
from wirecopy.copies.repeated_lines import without_repeated_lines
from wirecopy.copies.roundup_pairs import pairs_through_others
from wirecopy.copies.verify import prove, runs_array
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.column import TextColumn, column_of
from wirecopy.kernels.hashing import Positions
from wirecopy.kernels.shapes import Words
from wirecopy.options import CopyOptions
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.spelling import counts_as
from wirecopy.times import days_of

BATCH_BYTES = 256_000_000  # of text whose words are counted at once: bounds what is copied when they are joined

FEW_TEXTS = 1_000
"""Texts up to which single sentences and quotations are looked for: the index of every gram is kept in memory."""
PASSAGES = pa.schema(
    [(name, pa.int64()) for name in ("a", "b", "a_start", "a_end", "b_start", "b_end", "words")]
    + [("quoted", pa.bool_())]
)

Proofs = tuple[Links, npt.NDArray[np.int32]]
"""Proved pairs, and the longest run of each in words."""


@dataclass(frozen=True, slots=True)
class FoundCopies:
    """What `find_copies` found. Texts are named by their place in the list.

    `pairs` has the columns a, b (int64, a < b), relation, containment_a, containment_b, quoted, longest_run (words)
    and runs (a_start, a_end, b_start, b_end: code points). `families` holds for each text the number of the first
    member of its family; a text without copies is its own. `passages` are single sentences (12 words) and quotations
    (8 words) that two texts of different families share word for word, with the columns of `PASSAGES`; they are
    looked for among up to a thousand texts.
    """

    pairs: pa.Table
    families: npt.NDArray[np.int64]
    passages: pa.Table = field(default_factory=PASSAGES.empty_table)


def find_copies(
    texts: Iterable[str],
    *,
    outlets: Iterable[str | None] | None = None,
    published: Iterable[str | None] | None = None,
    options: CopyOptions | None = None,
) -> FoundCopies:
    """Return every pair of texts that share text, proved with its runs, and the families they make.

    Takes any list or column of strings (Arrow, pandas, polars too); null counts as empty. With `outlets` and
    `published` (ISO 8601), what one outlet repeats on several days is its furniture and proves nothing. Texts of
    fewer than five words are copies when they are the same words; an empty one has no copies.

    >>> wire = "The ferry will sail again on Monday after the two sides agreed on a new timetable, the port said."
    >>> found = find_copies([wire, "Nothing of the kind happened here.", wire + " More was to follow."])
    >>> found.families.tolist()
    [0, 1, 0]
    """
    chosen = options or CopyOptions()
    column = column_of(texts)
    kernels = load_kernels(chosen.backend, int(column.offsets[-1] - column.offsets[0]), counts_as(), numbers=True)
    copies = copies_among(column, kernels, outlets=outlets, published=published, options=chosen)
    if column.texts > FEW_TEXTS:
        return copies
    shared = shared_passages([column.text(number) for number in range(column.texts)], kernels)
    apart = [asdict(one) for one in shared if copies.families[one.a] != copies.families[one.b]]
    return replace(copies, passages=pa.Table.from_pylist(apart, PASSAGES))


def copies_among(
    column: TextColumn,
    kernels: Kernels,
    *,
    outlets: Iterable[str | None] | None = None,
    published: Iterable[str | None] | None = None,
    options: CopyOptions,
) -> FoundCopies:
    """Return what `find_copies` does, with kernels that are loaded."""
    chosen = options
    codes, days = _codes(outlets, column.texts), _days(published, column.texts)
    words = _words(column, kernels)
    words, cuts = without_repeated_lines(column, codes, days, words=words, kernels=kernels)
    prints = kernels.fingerprints(words, chosen.gram_words, chosen.window)
    holders = holders_of(prints, np.diff(words.offsets), codes, days)
    furniture = furniture_of_outlets(holders)
    a, b = candidate_pairs(holders, furniture, chosen.within_days)
    places = prints.positions + words.offsets[holders.texts]
    bodies = Bodies(
        words=words,
        cuts=cuts,
        quoted=partial(_quoted_words, column, words),
        marked=_QuotationBounds(column, words, kernels),
        prints=places,
        furniture=places[furniture],
        outlets=codes,
        entries=_Entries(column),
    )
    proving = partial(prove, bodies, kernels=kernels, options=chosen)
    proofs = proving(a, b)
    leaders = find_families(proofs[0], chosen)
    proofs = _with_proofs(proofs, *pairs_to_prove(leaders, proofs[0].words), prove=proving)
    leaders = find_families(proofs[0], chosen)
    a, b = pairs_through_others(proofs[0], leaders, chosen.link_containment)
    alike = kernels.shared_fingerprints(prints, a, b)
    links, longest = _with_proofs(proofs, a[alike], b[alike], prove=proving)
    return FoundCopies(_pairs(links, longest, leaders, chosen), _first_members(leaders))


def _words(column: TextColumn, kernels: Kernels) -> Words:
    """Return the words of all texts, counted in batches."""
    ends = np.arange(column.offsets[0] + BATCH_BYTES, column.offsets[-1], BATCH_BYTES)
    cuts = [0, *np.unique(np.searchsorted(column.offsets, ends)).tolist(), column.texts]
    parts = [kernels.words_in(column.part(first, last)) for first, last in pairwise(cuts)]
    if len(parts) == 1:
        return parts[0]
    shifts = np.cumsum([0, *(len(part.hashes) for part in parts)])
    offsets = [part.offsets[1:] + shift for part, shift in zip(parts, shifts, strict=False)]
    return Words(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([np.zeros(1, np.int64), *offsets]),
    )


def _quoted_words(column: TextColumn, words: Words, asked: Numbers) -> Stretches:
    """Return the words in quotation marks of the texts asked for."""
    quotes = [(number, quote) for number in asked.tolist() for quote in quotation_spans(column.text(number))]
    texts = np.array([number for number, _ in quotes], dtype=np.int64)
    starts = np.array([quote.start for _, quote in quotes], dtype=np.int32)
    ends = np.array([quote.end for _, quote in quotes], dtype=np.int32)
    return _stretches(words, texts, starts, ends)


@dataclass(slots=True)
class _QuotationBounds:
    """The stretches outside which no quotation stands; each text is gone through once, however often asked for."""

    column: TextColumn
    words: Words
    kernels: Kernels
    _known: npt.NDArray[np.bool_] = field(init=False)
    _found: Stretches = field(init=False)

    def __post_init__(self) -> None:
        self._known = np.zeros(self.column.texts, dtype=bool)
        self._found = Stretches(np.zeros(0, np.int64), np.zeros(0, np.int64))

    def __call__(self, asked: Numbers) -> Stretches:
        """Return the stretches of the texts asked for, and of those that were asked for before."""
        asked = asked[~self._known[asked]]
        if len(asked):
            self._known[asked] = True
            more = _stretches(self.words, *marked_stretches(self.column, asked, self.kernels))
            firsts = np.concatenate([self._found.firsts, more.firsts])
            lasts, order = np.concatenate([self._found.lasts, more.lasts]), np.argsort(firsts, kind="stable")
            self._found = Stretches(firsts[order], lasts[order])
        return self._found


@dataclass(slots=True)
class _Entries:
    """How many entries under a time each text has; each text is gone through once, however often asked for."""

    column: TextColumn
    _counts: Numbers = field(init=False)

    def __post_init__(self) -> None:
        self._counts = np.full(self.column.texts, -1, dtype=np.int64)

    def __call__(self, asked: Numbers) -> Numbers:
        """Return the number of entries of each text asked for."""
        new = unique_values(asked[self._counts[asked] < 0])
        self._counts[new] = [entries_in(self.column.text(number)) for number in new.tolist()]
        counts: Numbers = self._counts[asked]
        return counts


def _stretches(words: Words, texts: Numbers, starts: Positions, ends: Positions) -> Stretches:
    """Return stretches of characters of texts, which are in order, as stretches of words."""
    bounds = words.offsets[texts], words.offsets[texts + 1]
    return Stretches(_first_words(words, *bounds, starts), _first_words(words, *bounds, ends))


def _first_words(words: Words, low: Numbers, high: Numbers, places: Positions) -> Numbers:
    """Return the first word from `low` to `high` that starts at a place or later, by halving all at once."""
    while len(low) and np.any(low < high):
        middle = (low + high) >> 1
        before = (low < high) & (words.starts[np.minimum(middle, len(words.starts) - 1)] < places)
        low, high = np.where(before, middle + 1, low), np.where(before | (low >= high), high, middle)
    return low


def _with_proofs(proofs: Proofs, a: Numbers, b: Numbers, *, prove: Callable[[Numbers, Numbers], Proofs]) -> Proofs:
    """Return the links and their longest runs with those of further pairs, each proved once."""
    links, longest = proofs
    new = unique_not_in(b * links.articles + a, links.b * links.articles + links.a)
    if not len(new):
        return proofs
    b, a = np.divmod(new, links.articles)
    added, longer = prove(a, b)
    return _joined_links(links, added), np.concatenate([longest, longer])


def _joined_links(one: Links, other: Links) -> Links:
    (a_start, a_end, b_start, b_end) = (np.concatenate(pair) for pair in zip(one.runs, other.runs, strict=True))
    return replace(
        one,
        a=np.concatenate([one.a, other.a]),
        b=np.concatenate([one.b, other.b]),
        inside_a=np.concatenate([one.inside_a, other.inside_a]),
        inside_b=np.concatenate([one.inside_b, other.inside_b]),
        quoted=np.concatenate([one.quoted, other.quoted]),
        furniture=np.concatenate([one.furniture, other.furniture]),
        odds=np.concatenate([one.odds, other.odds]),
        offsets=np.concatenate([one.offsets, other.offsets[1:] + one.offsets[-1]]),
        runs=(a_start, a_end, b_start, b_end),
    )


def _pairs(links: Links, longest: npt.NDArray[np.int32], leaders: Numbers, options: CopyOptions) -> pa.Table:
    table = pa.table(
        {
            "a": links.a,
            "b": links.b,
            "relation": pa.array(pair_relations(links, leaders, options), pa.string()),
            "containment_a": links.inside_a,
            "containment_b": links.inside_b,
            "quoted": links.quoted,
            "longest_run": longest,
            "runs": runs_array(links),
        }
    )
    return table.filter(pc.is_valid(table["relation"])).sort_by([("a", "ascending"), ("b", "ascending")])


def _first_members(leaders: Numbers) -> npt.NDArray[np.int64]:
    first = np.arange(len(leaders), dtype=np.int64)
    members = np.flatnonzero(leaders != ALONE)
    least = np.full(len(leaders), len(leaders), dtype=np.int64)
    np.minimum.at(least, leaders[members], members)
    first[members] = least[leaders[members]]
    return first


def _codes(names: Iterable[str | None] | None, count: int) -> Numbers:
    if names is None:
        return np.full(count, UNKNOWN, dtype=np.int64)
    codes: dict[str, int] = {}
    return np.array(
        [UNKNOWN if name is None else codes.setdefault(str(name), len(codes)) for name in names], dtype=np.int64
    )


def _days(published: Iterable[str | None] | None, count: int) -> npt.NDArray[np.int32]:
    if published is None:
        return np.full(count, NO_DAY, dtype=np.int32)
    days = days_of(None if time is None else str(time) for time in published)
    return np.array([NO_DAY if one is None else one for one in days], dtype=np.int32)

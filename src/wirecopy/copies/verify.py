"""Every candidate proved: exact containment both ways, with the matching runs as evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.copies.blocks import runs_that_count, words_covered
from wirecopy.copies.bodies import Bodies, bodies_of
from wirecopy.copies.captions import pairs_with_captions, with_captions
from wirecopy.copies.int_sets import unique_values
from wirecopy.copies.one_text.features import COLUMNS, PagePair, Runs, Sides, pair_features
from wirecopy.copies.one_text.odds import NEITHER, NO_ODDS, UNTOLD, one_text_odds
from wirecopy.copies.one_text.running import RUNNING
from wirecopy.copies.one_text.running import UNKNOWN as NO_FRAME
from wirecopy.copies.pairs import MOSTLY_QUOTED, Flags, Links, Numbers, Shares
from wirecopy.copies.words import WORDS
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.shapes import Matches
from wirecopy.options import CopyOptions
from wirecopy.tables import SCHEMAS, Batches, Paired

MANY_TIMES = 3  # as long as the other: of texts of like length two states may share less than half
HALF = 0.5  # of the shorter; of 4,500 invented pairs one of one text is such a pair, and 350 of two texts are
_RUNS = SCHEMAS["copies"].field("runs").type
VERIFIED = pa.schema(
    [
        ("article_a", pa.string()),
        ("article_b", pa.string()),
        ("count_a", pa.int32()),
        ("count_b", pa.int32()),
        ("containment_a", pa.float64()),
        ("containment_b", pa.float64()),
        ("quoted", pa.float64()),
        ("furniture", pa.float64()),
        ("odds", pa.float64()),
        ("longest_run", pa.int32()),
        ("runs", _RUNS),
    ]
)
"""`quoted`: the share of the matching words that stand inside quotation marks, in whichever article more do;
`furniture`: the share of the larger containment that rests on captions of the other page; `odds`: the logarithm of
the odds that the pair is one text."""


@dataclass(frozen=True, slots=True)
class VerifyKernel:
    """Pairs of rows of `WORDS` in, `VERIFIED` out; a pair that shares no run has none: that too is evidence."""

    takes: ClassVar[pa.Schema] = WORDS
    gives: ClassVar[pa.Schema] = VERIFIED
    rowwise: ClassVar[str] = ""
    options: CopyOptions
    characters: int = field(default=0, compare=False)

    def __call__(self, paired: Iterator[Paired]) -> Batches:
        """Yield one `VERIFIED` batch for each batch of pairs."""
        kernels = load_kernels(self.options.backend, self.characters)
        for batch in paired:
            yield verify_pairs(batch.rows, batch.a, batch.b, kernels, self.options)


def verify_pairs(
    words: pa.RecordBatch, a: Numbers, b: Numbers, kernels: Kernels, options: CopyOptions
) -> pa.RecordBatch:
    """Return the rows of `VERIFIED` of pairs of rows of `WORDS`: containment both ways, longest run, runs in raw."""
    links, longest = prove(bodies_of(words), a, b, kernels, options)
    some = pairs_with_captions(words, a, b)
    if len(some):
        whole = prove(bodies_of(words, captions=True), a[some], b[some], kernels, options)
        links, longest = with_captions(links, longest, some, *whole)
    ids = (words.column("article_id").take(pa.array(side)) for side in (a, b))
    counts = (pa.array(links.words[side].astype(np.int32)) for side in (a, b))
    shares = (pa.array(share) for share in (links.inside_a, links.inside_b, links.quoted, links.furniture, links.odds))
    return pa.RecordBatch.from_arrays([*ids, *counts, *shares, pa.array(longest), runs_array(links)], schema=VERIFIED)


def prove(
    bodies: Bodies, a: Numbers, b: Numbers, kernels: Kernels, options: CopyOptions
) -> tuple[Links, npt.NDArray[np.int32]]:
    """Return the pairs of texts `a[p]`, `b[p]` as links, and the longest run of each in words.

    The runs are in raw offsets, cut where furniture stands inside them on either side. The odds are told, and the
    share in quotation marks, of pairs worth keeping; the second is nothing where the pair shares more than a quotation.
    """
    proved_runs = _proved_runs(bodies, a, b, kernels, options)
    runs, sides = proved_runs.runs, proved_runs.sides
    at_a, at_b = (part + bodies.words.offsets[side[runs.pair]] for part, side in ((runs.a, a), (runs.b, b)))
    longest = np.zeros(len(a), dtype=np.int32)
    np.maximum.at(longest, runs.pair, runs.lengths)
    owner, places = _raw_runs(bodies, runs.pair, at_a, at_b, runs.lengths)
    odds = np.where(_some_run(bodies, a, b), UNTOLD, NO_ODDS)
    kept, rows = proved_runs.features(bodies, options)
    odds[kept] = one_text_odds(rows)
    quotation = (proved_runs.quoted >= MOSTLY_QUOTED) & (np.minimum(sides.inside_a, sides.inside_b) < MOSTLY_QUOTED)
    odds[quotation] = NO_ODDS
    shorter, longer = np.sort([proved_runs.counts[a], proved_runs.counts[b]], axis=0)
    little = (np.maximum(sides.inside_a, sides.inside_b) < HALF) & (longer >= MANY_TIMES * shorter)
    odds[little] = np.minimum(odds[little], NEITHER)  # others may join them still, as states of one text
    offsets = np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=len(a)))]).astype(np.int64)
    links = Links(
        articles=len(proved_runs.counts), a=a, b=b, words=proved_runs.counts, inside_a=sides.inside_a,
        inside_b=sides.inside_b, quoted=proved_runs.quoted, furniture=np.zeros(len(a)), odds=odds, offsets=offsets,
        runs=places,
    )  # fmt: skip
    return links, longest


def features_of(words: pa.RecordBatch, a: Numbers, b: Numbers, kernels: Kernels, options: CopyOptions) -> Shares:
    """Return a row of `features.COLUMNS` for each pair of rows of `WORDS`; zeros for what shares too little."""
    bodies = bodies_of(words)
    table = np.zeros((len(a), len(COLUMNS)))
    kept, rows = _proved_runs(bodies, a, b, kernels, options).features(bodies, options)
    table[kept] = rows
    return table


@dataclass(frozen=True, slots=True)
class _ProvedRuns:
    """The runs of pairs that prove something, and what share of each text they are."""

    sides: Sides
    counts: Numbers
    runs: Runs
    quoted: Shares

    def features(self, bodies: Bodies, options: CopyOptions) -> tuple[Numbers, Shares]:
        """Return the pairs worth keeping, and what their runs look like."""
        sides, runs = self.sides, self.runs
        rows = np.flatnonzero(np.maximum(sides.inside_a, sides.inside_b) >= options.link_containment)
        places = np.full(len(sides.a), -1)
        places[rows] = np.arange(len(rows))
        some = places[runs.pair] >= 0
        runs = Runs(places[runs.pair[some]], runs.a[some], runs.b[some], runs.lengths[some])
        sides = Sides(sides.a[rows], sides.b[rows], sides.inside_a[rows], sides.inside_b[rows])
        return rows, pair_features(bodies.words, self.counts, sides, runs, self.quoted[rows], _about(bodies, sides))


def _about(bodies: Bodies, sides: Sides) -> PagePair:
    """Return what is known of the pages of each pair."""
    nothing = np.zeros(len(sides.a), np.int64)
    about = PagePair(nothing > 0, nothing, nothing)
    if bodies.outlets is not None:
        one, other = bodies.outlets[sides.a], bodies.outlets[sides.b]
        about = replace(about, one_outlet=(one >= 0) & (one == other))
    if bodies.entries is not None:
        about = replace(about, entries=np.minimum(bodies.entries(sides.a), bodies.entries(sides.b)))
    if bodies.frames is not None:
        one, other = bodies.frames[sides.a], bodies.frames[sides.b]
        known = (one != NO_FRAME) & (other != NO_FRAME)
        about = replace(about, one_frame=np.where(known, np.where(one == other, 1, -1), 0))
    return about


def _some_run(bodies: Bodies, a: Numbers, b: Numbers) -> Flags:
    """Return which pairs have a running text among their two; the other may be the beginning of a state of it."""
    if bodies.entries is None:
        return np.zeros(len(a), dtype=bool)
    flags: Flags = np.maximum(bodies.entries(a), bodies.entries(b)) >= RUNNING
    return flags


def _proved_runs(bodies: Bodies, a: Numbers, b: Numbers, kernels: Kernels, options: CopyOptions) -> _ProvedRuns:
    matches = kernels.matches(bodies.words, a, b, options.gram_words)
    pair, in_a, in_b, lengths = _runs_kept(bodies, a, b, matches, kernels, options)
    counts, body_a, body_b = np.diff(bodies.words.offsets), lengths, lengths
    if bodies.counts is not None:
        counts = bodies.counts
        body_a = np.clip(counts[a[pair]] - in_a, 0, lengths)
        body_b = np.clip(counts[b[pair]] - in_b, 0, lengths)
        has_body = np.maximum(body_a, body_b) > 0  # what is a caption on both pages says nothing of their texts
        pair, in_a, in_b, lengths = pair[has_body], in_a[has_body], in_b[has_body], lengths[has_body]
        body_a, body_b = body_a[has_body], body_b[has_body]
    matching, covered_a = np.bincount(pair, lengths, len(a)), np.bincount(pair, body_a, len(a))
    covered_b = words_covered(pair, in_b, in_b + body_b, len(a))
    inside_a = covered_a / np.maximum(1, counts[a])
    inside_b = covered_b / np.maximum(1, counts[b])
    proving = np.maximum(inside_a, inside_b) >= options.link_containment
    unsure = proving & (matching > 0) & (np.minimum(inside_a, inside_b) < MOSTLY_QUOTED)
    quoted = np.zeros(len(a))
    for side, within in ((a, in_a), (b, in_b)):  # what one page tells without marks is speech where the other has them
        at = within + bodies.words.offsets[side[pair]]
        words, sure = _words_quoted(bodies, side, pair, unsure=unsure, at=at, lengths=lengths)
        quoted = np.maximum(quoted, np.where(sure, words / np.maximum(1, matching), 0.0))
    return _ProvedRuns(Sides(a, b, inside_a, inside_b), counts, Runs(pair, in_a, in_b, lengths), quoted)


def runs_array(links: Links) -> pa.ListArray:
    """Return the runs of the links as the column `runs` of the tables."""
    columns = [pa.array(column.astype(np.int32)) for column in links.runs]
    entries = pa.StructArray.from_arrays(columns, fields=list(_RUNS.value_type))
    return pa.ListArray.from_arrays(pa.array(links.offsets.astype(np.int32)), entries).cast(_RUNS)


def _runs_kept(
    bodies: Bodies, a: Numbers, b: Numbers, matches: Matches, kernels: Kernels, options: CopyOptions
) -> tuple[Numbers, npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Return the runs that prove something: pair, place in both texts, length."""
    pair = np.repeat(np.arange(len(a)), np.diff(matches.offsets))
    ours = ~_of_an_outlet(bodies, a, b, matches, pair)
    pair, in_a, in_b, lengths = pair[ours], matches.a[ours], matches.b[ours], matches.lengths[ours]
    moved = options.window + options.gram_words - 1
    counts = runs_that_count(pair, in_a, in_b, lengths, gram=options.gram_words, moved=moved, kernels=kernels)
    return pair[counts], in_a[counts], in_b[counts], lengths[counts]


def _words_quoted(
    bodies: Bodies, side: Numbers, pair: Numbers, *, unsure: Flags, at: Numbers, lengths: npt.NDArray[np.int32]
) -> tuple[Shares, Flags]:
    """Return the matching words of each unsure pair that one side has in marks, and which pairs are still unsure.

    Most have too few words between marks to share no more than a quotation; their quotations are not looked for.
    """
    matching, quoted = np.bincount(pair, lengths, len(side)), np.zeros(len(side))
    for look in (bodies.marked, bodies.quoted):
        if look is not None and unsure.any():
            runs = np.flatnonzero(unsure[pair])
            found = look(unique_values(side[unsure])).words_in(at[runs], at[runs] + lengths[runs])
            quoted = np.bincount(pair[runs], found, len(side)).astype(np.float64)
            if look is bodies.marked:
                unsure = unsure & (quoted >= MOSTLY_QUOTED * matching)
    return quoted, unsure


def _of_an_outlet(bodies: Bodies, a: Numbers, b: Numbers, matches: Matches, pair: Numbers) -> Flags:
    """Return which runs are an outlet's furniture: both texts are of that outlet, most fingerprints its furniture."""
    none = np.zeros(len(pair), dtype=bool)
    if bodies.furniture is None or bodies.prints is None or bodies.outlets is None:
        return none
    same = np.flatnonzero((bodies.outlets[a] >= 0) & (bodies.outlets[a] == bodies.outlets[b]))
    if not len(bodies.furniture) or not len(same):
        return none
    runs = np.flatnonzero(np.isin(pair, same))
    start = matches.a[runs] + bodies.words.offsets[a[pair[runs]]]
    end = start + matches.lengths[runs]
    marked, prints = (
        np.searchsorted(places, end) - np.searchsorted(places, start) for places in (bodies.furniture, bodies.prints)
    )
    none[runs] = (marked > 0) & (2 * marked >= prints)
    return none


def _raw_runs(
    bodies: Bodies, pair: Numbers, at_a: Numbers, at_b: Numbers, lengths: npt.NDArray[np.int32]
) -> tuple[Numbers, tuple[Numbers, Numbers, Numbers, Numbers]]:
    """Return the pair and the raw places of every run, with those that furniture stands in cut there."""
    cuts = bodies.cuts
    across = _is_cut(cuts, at_a, lengths) | _is_cut(cuts, at_b, lengths)
    if across.any():
        whole, cut = np.flatnonzero(~across), np.flatnonzero(across)
        run, first, size = _pieces(cuts, at_a[cut], at_b[cut], lengths[cut])
        runs = np.concatenate([whole, cut[run]])
        shift = np.concatenate([np.zeros(len(whole), np.int64), first])
        lengths = np.concatenate([lengths[whole], size])
        order = np.lexsort((shift, runs))
        runs, shift, lengths = runs[order], shift[order], lengths[order]
        pair, at_a, at_b = pair[runs], at_a[runs] + shift, at_b[runs] + shift
    words = bodies.words
    last_a, last_b = at_a + lengths - 1, at_b + lengths - 1
    sides = words.starts[at_a], words.ends[last_a], words.starts[at_b], words.ends[last_b]
    a_start, a_end, b_start, b_end = (side.astype(np.int64) for side in sides)
    return pair, (a_start, a_end, b_start, b_end)


def _is_cut(cuts: Numbers, at: Numbers, lengths: npt.NDArray[np.int32]) -> Flags:
    """Return which stretches of words furniture stands inside of."""
    if not len(cuts):
        return np.zeros(len(at), dtype=bool)
    before, inside = (np.searchsorted(cuts, place, side="right") for place in (at, at + lengths - 1))
    flags: Flags = before != inside
    return flags


def _pieces(
    cuts: Numbers, at_a: Numbers, at_b: Numbers, lengths: npt.NDArray[np.int32]
) -> tuple[Numbers, Numbers, Numbers]:
    """Return (run, first word, words) of the parts of runs that no furniture stands in on either side."""
    inside = []
    for at in (at_a, at_b):
        first, last = np.searchsorted(cuts, at, side="right"), np.searchsorted(cuts, at + lengths)
        run = np.repeat(np.arange(len(at)), last - first)
        place = np.arange(len(run)) + np.repeat(first - np.cumsum(last - first) + (last - first), last - first)
        inside.append((run << 32) | (cuts[place] - at[run]))
    opens = np.unique(np.concatenate([np.arange(len(at_a)) << 32, *inside]))
    run, first = opens >> 32, opens & 0xFFFFFFFF
    ends = np.where(np.append(run[1:] == run[:-1], False), np.append(first[1:], 0), lengths[run])
    return run, first, ends - first

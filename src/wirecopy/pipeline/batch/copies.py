"""Articles to proved copies: once on the first bodies, to find families; once on the final ones, to tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.candidates_sql import TO_FINGERPRINTS, FingerprintsKernel, candidates
from wirecopy.copies.families import ALONE, every_pair, find_families, pairs_to_prove, relate
from wirecopy.copies.int_sets import once_not_in
from wirecopy.copies.pairs import Links, Numbers, links_of, names_in
from wirecopy.copies.roundup_pairs import pairs_through_others
from wirecopy.copies.settled import Pair, settled_families
from wirecopy.copies.words import WordsKernel
from wirecopy.corrections import CorrectionKind
from wirecopy.engine.contract import Stage
from wirecopy.kernels import load_kernels, word_table
from wirecopy.kernels.shapes import WordTable
from wirecopy.pipeline.batch.canonical import pairs_of
from wirecopy.pipeline.batch.units import parted_pages, rests_on_a_unit
from wirecopy.pipeline.proving import verify
from wirecopy.pipeline.selecting import telling_pairs
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS
from wirecopy.text.spelling import counts_as

_ALL = "Every pair that was proved and can say something of a family."
_PAIRS = pa.schema([("article_a", pa.string()), ("article_b", pa.string())])
_LEADERS = pa.schema([("article_id", pa.string()), ("leader", pa.string())])
_BODIES = """
WITH captioned AS (
    SELECT pages.page_id, pages.raw FROM pages JOIN cleaned ON cleaned.page_id = pages.page_id WHERE cleaned.captioned
)
SELECT cleaned.article_id, cleaned.outlet, cleaned.title, cleaned.published, cleaned.fetched_at, cleaned.body,
    cleaned.body_spans, cleaned.spans, cleaned.entries, captioned.raw
FROM cleaned LEFT JOIN captioned ON captioned.page_id = cleaned.page_id
ORDER BY cleaned.article_id
"""
"""The raw text is asked for where captions are to be cut from it; for all articles it would be sorted with the rest."""
_VERSIONS = f"""
SELECT {", ".join(f"related.{name}" for name in SCHEMAS["copies"].names if name not in ("relation", "runs"))},
    CASE WHEN related.relation = 'copy' AND a.version <> b.version THEN 'version' ELSE related.relation END AS relation,
    related.runs
FROM related
LEFT JOIN families AS a ON a.article_id = related.article_a
LEFT JOIN families AS b ON b.article_id = related.article_b
ORDER BY related.article_a, related.article_b
"""
_PAIRS_OF_BOTH = """
SELECT article_a, article_b FROM one UNION ALL SELECT article_a, article_b FROM other ORDER BY article_a, article_b
"""
_UNION = "SELECT * FROM one UNION ALL SELECT * FROM other ORDER BY article_a, article_b"


@dataclass(frozen=True, slots=True)
class Proved:
    """All pairs that were compared, what the telling ones show, and the leader of each article that has copies."""

    words: Stage
    pairs: Stage
    verified: Stage
    led: Stage
    counted: WordTable
    """What words count as, made once for all who compare texts."""

    def leaders(self) -> dict[str, str]:
        """Return the leader of the family of every article that has copies."""
        return pairs_of(self.led)


@dataclass(frozen=True, slots=True)
class FinalCopies:
    """The pairs as the texts relate, and each family by its leader with its canonical article."""

    words: Stage
    related: Stage
    led: Stage
    heads: Stage
    counted: WordTable

    def leaders(self) -> dict[str, str]:
        """Return the leader of the family of every article that has copies."""
        return pairs_of(self.led)


def first_copies(steps: Steps, pages: Stage, cleaned: Stage) -> Proved:
    """Return candidates proved, and those pairs of their families that the candidates left out proved too."""
    options, size = steps.options.copies, steps.characters(cleaned)
    counted = counted_words()
    words = _words(steps, "first_words", pages, cleaned, size, counted)
    prints = steps.map(
        "fingerprints",
        "The fingerprints of every article.",
        TO_FINGERPRINTS,
        FingerprintsKernel(options, size),
        words=words,
    )
    paired = steps.sql(
        "candidates",
        "Pairs of articles that share a fingerprint.",
        candidates(options.within_days),
        fingerprints=prints,
    )
    parted = parted_pages(steps, "first_parted", cleaned)
    proved = telling_pairs(steps, "first_telling", verify(steps, "first_verified", words, paired, size), parted)
    led = _families(steps, "first_families", cleaned, proved, parted)
    more = steps.whole(
        "family_pairs",
        "Pairs of the first families that were not candidates.",
        partial(_family_pairs, steps, led, proved),
    )
    added = verify(steps, "family_verified", words, more, size)
    pairs = steps.sql("first_pairs", "All pairs that were compared.", _PAIRS_OF_BOTH, one=paired, other=more)
    return Proved(words, pairs, steps.sql("all_first_verified", _ALL, _UNION, one=proved, other=added), led, counted)


def prove_again(steps: Steps, pages: Stage, cleaned: Stage, first: Proved) -> Proved:
    """Return the same pairs proved anew on the final bodies, and the families they make."""
    size = steps.characters(cleaned)
    words = _words(steps, "words", pages, cleaned, size, first.counted)
    parted = parted_pages(steps, "parted", cleaned)
    proved = telling_pairs(steps, "telling", verify(steps, "verified", words, first.pairs, size), parted)
    led = _families(steps, "final_families", cleaned, proved, parted)
    return Proved(words, first.pairs, proved, led, first.counted)


def final_copies(steps: Steps, cleaned: Stage, proved: Proved, heads: Stage) -> FinalCopies:
    """Return what pairs are to each other: those proved, and every member of a family with its canonical article."""
    size = steps.characters(cleaned)
    more = steps.whole(
        "head_pairs",
        "Pairs that the final families ask for and that are not proved yet.",
        partial(_head_pairs, steps, proved.led, heads, proved.verified),
    )
    added = verify(steps, "head_verified", proved.words, more, size)
    verified = steps.sql("all_verified", _ALL, _UNION, one=proved.verified, other=added)
    parted = parted_pages(steps, "parted", cleaned)
    related = steps.whole(
        "related",
        "The pairs worth keeping, with what the two texts are to each other.",
        partial(_related, steps, verified, proved.led, parted),
    )
    return FinalCopies(proved.words, related, proved.led, heads, proved.counted)


def tell_versions(steps: Steps, copied: FinalCopies, families: Stage) -> Stage:
    """Return the table `copies`: a pair of a family that carries two versions of its text is so called."""
    return steps.sql(
        "copies",
        "The table of pairs of articles that share text.",
        _VERSIONS,
        related=copied.related,
        families=families,
    )


def counted_words() -> WordTable:
    """Return what words count as where texts are compared."""
    return word_table(counts_as(), load_kernels("reference", numbers=True))


def _words(steps: Steps, name: str, pages: Stage, cleaned: Stage, size: int, counted: WordTable) -> Stage:
    kernel = WordsKernel(steps.options.copies.backend, size, counted, captions=True)
    return steps.map(
        name,
        "The words of every body and caption, hashed, with their places.",
        _BODIES,
        kernel,
        cleaned=cleaned,
        pages=pages,
    )


def _families(steps: Steps, name: str, cleaned: Stage, verified: Stage, parted: Stage) -> Stage:
    def work() -> pa.Table:
        table = verified.read()
        names, links = _links(table.filter(pc.invert(rests_on_a_unit(table, parted))))
        leaders = find_families(links, steps.options.copies)
        members = np.flatnonzero(leaders >= 0)
        columns = [[names[i] for i in column.tolist()] for column in (members, leaders[members])]
        return _settled(steps, cleaned, table, pa.table(columns, schema=_LEADERS))

    return steps.whole(name, "The leader of the family of each article that has copies.", work)


def _settled(steps: Steps, cleaned: Stage, verified: pa.Table, led: pa.Table) -> pa.Table:
    """Return the leaders as the corrections have them that speak of two pages."""
    one, two = (_corrected_pairs(steps, cleaned, kind) for kind in ("one_text", "two_texts"))
    if not one and not two:
        return led
    columns = [verified[name].to_pylist() for name in ("article_a", "article_b", "odds", "count_a", "count_b")]
    words = dict(zip([*columns[0], *columns[1]], [*columns[3], *columns[4]], strict=True))
    found = settled_families(
        dict(zip(*(led[name].to_pylist() for name in led.column_names), strict=True)),
        zip(*columns[:3], strict=True),
        words,
        one=one,
        two=two,
    )
    return pa.table([list(found), list(found.values())], schema=_LEADERS).sort_by("article_id")


def _corrected_pairs(steps: Steps, cleaned: Stage, kind: CorrectionKind) -> list[Pair]:
    """Return the pairs of articles that corrections of a kind speak of; pages that are gone are in none."""
    told = [(one.of, one.says) for one in steps.options.stories.corrections if one.kind == kind]
    if not told:
        return []
    named = cleaned.read(["page_id", "article_id"])
    named = named.filter(pc.is_in(named["page_id"], value_set=pa.array([page for pair in told for page in pair])))
    of = dict(zip(named["page_id"].to_pylist(), named["article_id"].to_pylist(), strict=True))
    return [_ordered(of[a], of[b]) for a, b in told if a in of and b in of]


def _family_pairs(steps: Steps, led: Stage, proved: Stage) -> pa.Table:
    names, links = _links(proved.read(), pairs_of(led))
    leaders = _leaders(names, led)
    options = steps.options.copies
    wanted = np.stack(pairs_to_prove(leaders, links.words))
    if options.all_pairs:
        every = np.array(list(every_pair(links, options)), dtype=np.int64).reshape(-1, 2)
        wanted = np.concatenate([wanted, every.T], axis=1)
    left = once_not_in(wanted[0] * len(names) + wanted[1], links.a * len(names) + links.b)
    ids = pa.array(names, pa.string())
    return pa.Table.from_arrays(
        [ids.take(pa.array(side)) for side in np.divmod(left, max(1, len(names)))], schema=_PAIRS
    )


def _head_pairs(steps: Steps, led: Stage, heads: Stage, proved: Stage) -> pa.Table:
    """Return the pairs that the final families ask for: every member with its head, round-ups with their texts."""
    head_of = pairs_of(heads)
    wanted = {_ordered(article, head_of[leader]) for article, leader in pairs_of(led).items()}
    names, links = _links(proved.read(), pairs_of(led))
    through = pairs_through_others(links, _leaders(names, led), steps.options.copies.link_containment)
    wanted.update((names[a], names[b]) for a, b in zip(*(side.tolist() for side in through), strict=True))
    wanted.difference_update((names[a], names[b]) for a, b in zip(links.a.tolist(), links.b.tolist(), strict=True))
    return _pairs(pair for pair in wanted if pair[0] != pair[1])


def _leaders(names: Sequence[str], led: Stage) -> Numbers:
    """Return the leader of each article by number, -1 for one without copies."""
    numbers = {name: i for i, name in enumerate(names)}
    leaders = np.full(len(names), ALONE, dtype=np.int64)
    for article, leader in pairs_of(led).items():
        leaders[numbers[article]] = numbers[leader]
    return leaders


def _pairs(pairs: Iterable[tuple[str, str]]) -> pa.Table:
    ordered = sorted(pairs)
    return pa.table([[a for a, _ in ordered], [b for _, b in ordered]], schema=_PAIRS)


def _related(steps: Steps, verified: Stage, led: Stage, parted: Stage) -> pa.Table:
    table = verified.read()
    names, links = _links(table)
    leader_of, numbers = pairs_of(led), {name: i for i, name in enumerate(names)}
    leaders = np.array([numbers.get(leader_of.get(name, ""), ALONE) for name in names], dtype=np.int64)
    relations = pa.array(relate(links, leaders, steps.options.copies), pa.string())
    held = pc.and_(rests_on_a_unit(table, parted), pc.equal(relations, "excerpt"))
    relations = pc.if_else(pc.fill_null(held, False), "roundup", relations)
    kept = table.append_column("relation", relations).filter(pc.is_valid(relations))
    return kept.select(SCHEMAS["copies"].names).cast(SCHEMAS["copies"])


def _links(table: pa.Table, others: Iterable[str] = ()) -> tuple[list[str], Links]:
    """Return the articles of the pairs, and `others`, with the pairs between them."""
    names = sorted({*names_in(table), *others})
    return names, links_of(table, names)


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)

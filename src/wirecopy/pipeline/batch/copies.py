"""Articles to proved copies: once on the first bodies, to find families; once on the final ones, to tell."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.copies import TO_FINGERPRINTS, FingerprintsKernel, WordsKernel, candidate_query
from wirecopy.engine.contract import Query, Stage
from wirecopy.kernels import load_kernels, word_table
from wirecopy.kernels.shapes import WordTable
from wirecopy.pipeline.batch.copy_groups import (
    PAIR,
    FamiliesKernel,
    FamilyPairsKernel,
    Judged,
    RelateKernel,
    ThroughOthersKernel,
)
from wirecopy.pipeline.batch.corrected_families import corrected_pairs, settled_leaders
from wirecopy.pipeline.batch.units import parted_pages
from wirecopy.pipeline.family_pairs import telling_pairs
from wirecopy.pipeline.pair_proof import verify
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Kernel
from wirecopy.text.spelling import counts_as

_ALL = "Every pair that was proved and can say something of a family."
_BODIES = """
WITH captioned AS (
    SELECT pages.page_id, pages.raw FROM pages JOIN cleaned ON cleaned.page_id = pages.page_id WHERE cleaned.captioned
)
SELECT cleaned.article_id, cleaned.outlet, cleaned.title, cleaned.published, cleaned.fetched_at, cleaned.body,
    cleaned.body_spans, cleaned.spans, cleaned.entries, captioned.raw
FROM cleaned LEFT JOIN captioned ON captioned.page_id = cleaned.page_id
"""
"""The raw text is asked for where captions are to be cut from it; for all articles it would go along with the rest."""
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
_WORDED = "SELECT leader, article_id, words FROM led"
_LEFT = """
SELECT wanted.article_a, wanted.article_b FROM wanted
LEFT JOIN proved ON proved.article_a = wanted.article_a AND proved.article_b = wanted.article_b
WHERE proved.article_a IS NULL
ORDER BY wanted.article_a, wanted.article_b
"""
_EVERY = """
SELECT article_a, article_b FROM wanted UNION
SELECT a.name AS article_a, b.name AS article_b
FROM components AS a JOIN components AS b ON b.component = a.component AND a.name < b.name
"""
_WITH_HEADS = """
SELECT LEAST(led.article_id, heads.article_id) AS article_a, GREATEST(led.article_id, heads.article_id) AS article_b
FROM led JOIN heads ON heads.leader = led.leader WHERE led.article_id <> heads.article_id
UNION SELECT article_a, article_b FROM through
"""


@dataclass(frozen=True, slots=True)
class ProvedPairs:
    """All pairs that were compared, what the telling ones show, and the leader of each article that has copies."""

    words: Stage
    pairs: Stage
    verified: Stage
    judged: Judged
    led: Stage
    counted: WordTable
    """What words count as, made once for all who compare texts."""
    corrected: Stage
    """The pairs of articles that a correction calls one text or two."""


@dataclass(frozen=True, slots=True)
class FinalCopies:
    """The pairs as the texts relate, and each family by its leader with its canonical article."""

    words: Stage
    related: Stage
    led: Stage
    heads: Stage
    counted: WordTable


def first_copies(steps: Steps, pages: Stage, cleaned: Stage) -> ProvedPairs:
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
        candidate_query(options.within_days),
        fingerprints=prints,
    )
    parted = parted_pages(steps, "first_parted", cleaned)
    corrected = corrected_pairs(steps, cleaned)
    verified = verify(steps, "first_verified", words, paired, size)
    judged = telling_pairs(steps, "first_telling", verified, parted=parted, corrected=corrected)
    led = _families(steps, "first_families", judged, corrected)
    more = _family_pairs(steps, led, judged)
    added = verify(steps, "family_verified", words, more, size)
    pairs = steps.sql("first_pairs", "All pairs that were compared.", _PAIRS_OF_BOTH, one=paired, other=more)
    proved = steps.sql("all_first_verified", _ALL, _UNION, one=judged.pairs, other=added)
    return ProvedPairs(words, pairs, proved, judged, led, counted, corrected)


def prove_again(steps: Steps, pages: Stage, cleaned: Stage, first: ProvedPairs) -> ProvedPairs:
    """Return the same pairs proved anew on the final bodies, and the families they make."""
    size = steps.characters(cleaned)
    words = _words(steps, "words", pages, cleaned, size, first.counted)
    parted = parted_pages(steps, "parted", cleaned)
    verified = verify(steps, "verified", words, first.pairs, size)
    judged = telling_pairs(steps, "telling", verified, parted=parted, corrected=first.corrected)
    led = _families(steps, "final_families", judged, first.corrected)
    return ProvedPairs(words, first.pairs, judged.pairs, judged, led, first.counted, first.corrected)


def final_copies(steps: Steps, cleaned: Stage, proved: ProvedPairs, heads: Stage) -> FinalCopies:
    """Return what pairs are to each other: those proved, and every member of a family with its canonical article."""
    options, size = steps.options.copies, steps.characters(cleaned)
    through = _by_component(
        steps,
        "through_others",
        "Texts with the families that a round-up of them has besides.",
        ThroughOthersKernel(options.link_containment),
        proved.judged.query(led=proved.led),
    )
    wanted = steps.sql(
        "head_wanted",
        "The pairs that the final families ask for.",
        _WITH_HEADS,
        led=proved.led,
        heads=heads,
        through=through,
    )
    more = steps.sql(
        "head_pairs", "Of those, the pairs that are not proved yet.", _LEFT, wanted=wanted, proved=proved.verified
    )
    added = verify(steps, "head_verified", proved.words, more, size)
    verified = steps.sql("all_verified", _ALL, _UNION, one=proved.verified, other=added)
    judged = Judged(verified, proved.judged.components, proved.judged.parted)
    related = _by_component(
        steps,
        "related",
        "The pairs worth keeping, with what the two texts are to each other.",
        RelateKernel(options),
        judged.query(led=proved.led),
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


def _by_component(steps: Steps, name: str, holds: str, kernel: Kernel, rows: Query) -> Stage:
    return steps.map_groups(name, holds, rows.text, kernel, by="component", order=PAIR, **rows.tables)


def _families(steps: Steps, name: str, judged: Judged, corrected: Stage) -> Stage:
    """Return the leader of the family of each article that has copies, as the corrections have them."""
    holds = "The leader of the family of each article that has copies."
    led = _by_component(steps, name, holds, FamiliesKernel(steps.options.copies), judged.query())
    return settled_leaders(steps, f"{name}_settled", led, judged.pairs, corrected)


def _family_pairs(steps: Steps, led: Stage, judged: Judged) -> Stage:
    wanted = steps.map_groups(
        "family_wanted",
        "The pairs that the final shape of the first families rests on.",
        _WORDED,
        FamilyPairsKernel(),
        by="leader",
        order=("article_id",),
        led=led,
    )
    if steps.options.copies.all_pairs:
        holds = "Every pair of articles that share text, directly or not."
        wanted = steps.sql("every_pair", holds, _EVERY, wanted=wanted, components=judged.components)
    holds = "Pairs of the first families that were not candidates."
    return steps.sql("family_pairs", holds, _LEFT, wanted=wanted, proved=judged.pairs)

"""Articles to proved copies: once on the first bodies, to find families; once on the final ones, to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from wirecopy.copies.candidates import CANDIDATES, FINGERPRINTS, FingerprintsKernel
from wirecopy.copies.families import every_pair, find_families, pairs_to_prove, relate
from wirecopy.copies.links import Link, links_of
from wirecopy.copies.verify import PAIRED, VERIFIED, VerifyKernel
from wirecopy.copies.words import WORDS, WordsKernel
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.heads import pairs_of
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS
from wirecopy.text.spelling import counts_as

Rows = list[dict[str, Any]]
Wanted = Callable[[dict[str, str], Rows], set[tuple[str, str]]]

_PAIRS = pa.schema([("article_a", pa.string()), ("article_b", pa.string())])
_LEADERS = pa.schema([("article_id", pa.string()), ("leader", pa.string())])
_BODIES = "SELECT article_id, outlet, published, fetched_at, body, body_spans FROM cleaned ORDER BY article_id"
_UNION = "SELECT * FROM one UNION ALL SELECT * FROM other ORDER BY article_a, article_b"


@dataclass(frozen=True, slots=True)
class Proved:
    """Proved pairs, and the leader of the family of every article that has copies."""

    words: Stage
    verified: Stage
    led: Stage

    def leaders(self) -> dict[str, str]:
        """Return the leader of the family of every article that has copies."""
        return pairs_of(self.led)


@dataclass(frozen=True, slots=True)
class FinalCopies:
    """The table `copies`, and each family by its leader with its canonical article."""

    copies: Stage
    led: Stage
    heads: Stage

    def leaders(self) -> dict[str, str]:
        """Return the leader of the family of every article that has copies."""
        return pairs_of(self.led)


def first_copies(steps: Steps, cleaned: Stage) -> Proved:
    """Return candidates proved, and those pairs of their families that the candidates left out proved too."""
    options, size = steps.options.copies, steps.characters(cleaned)
    words = _words(steps, "first_words", cleaned, size)
    prints = steps.map(
        "fingerprints", "SELECT * FROM words", FingerprintsKernel(options, size), FINGERPRINTS, words=words
    )
    candidates = steps.sql("candidates", CANDIDATES, fingerprints=prints)
    proved = _verify(steps, "first_verified", words, candidates, size)
    led = _families(steps, "first_families", proved)
    more = steps.whole("family_pairs", partial(_missing_pairs, led, proved, _family_pairs(steps)))
    added = _verify(steps, "family_verified", words, more, size)
    return Proved(words, steps.sql("all_first_verified", _UNION, one=proved, other=added), led)


def prove_again(steps: Steps, cleaned: Stage, first: Proved) -> Proved:
    """Return the same pairs proved anew on the final bodies, and the families they make."""
    size = steps.characters(cleaned)
    words = _words(steps, "words", cleaned, size)
    pairs = steps.sql("pairs", "SELECT article_a, article_b FROM v ORDER BY article_a, article_b", v=first.verified)
    proved = _verify(steps, "verified", words, pairs, size)
    return Proved(words, proved, _families(steps, "final_families", proved))


def final_copies(steps: Steps, cleaned: Stage, proved: Proved, heads: Stage) -> FinalCopies:
    """Return the table `copies`: what was proved, and every member of a family with its canonical article."""
    size = steps.characters(cleaned)
    more = steps.whole("head_pairs", partial(_missing_pairs, proved.led, proved.verified, _head_pairs(heads)))
    added = _verify(steps, "head_verified", proved.words, more, size)
    verified = steps.sql("all_verified", _UNION, one=proved.verified, other=added)
    copies = steps.whole("copies", partial(_copies, steps, verified, proved.led))
    return FinalCopies(copies, proved.led, heads)


def _words(steps: Steps, name: str, cleaned: Stage, size: int) -> Stage:
    kernel = WordsKernel(steps.options.copies.backend, size, counts_as())
    return steps.map(name, _BODIES, kernel, WORDS, cleaned=cleaned)


def _verify(steps: Steps, name: str, words: Stage, pairs: Stage, size: int) -> Stage:
    return steps.map(name, PAIRED, VerifyKernel(steps.options.copies, size), VERIFIED, pairs=pairs, words=words)


def _families(steps: Steps, name: str, verified: Stage) -> Stage:
    def work() -> pa.Table:
        leaders = find_families(_links(verified), steps.options.copies)
        rows = [{"article_id": article, "leader": leader} for article, leader in sorted(leaders.items())]
        return pa.Table.from_pylist(rows, schema=_LEADERS)

    return steps.whole(name, work)


def _missing_pairs(led: Stage, proved: Stage, wanted: Wanted) -> pa.Table:
    rows = proved.read().to_pylist()
    missing = wanted(pairs_of(led), rows) - {(row["article_a"], row["article_b"]) for row in rows}
    return pa.Table.from_pylist([{"article_a": a, "article_b": b} for a, b in sorted(missing)], schema=_PAIRS)


def _family_pairs(steps: Steps) -> Wanted:
    def wanted(leaders: dict[str, str], rows: Rows) -> set[tuple[str, str]]:
        words = {row[f"article_{side}"]: row[f"count_{side}"] for row in rows for side in "ab"}
        pairs = set(pairs_to_prove(leaders, words))
        if steps.options.copies.all_pairs:
            pairs.update(every_pair(links_of(rows), steps.options.copies))
        return pairs

    return wanted


def _head_pairs(heads: Stage) -> Wanted:
    def wanted(leaders: dict[str, str], rows: Rows) -> set[tuple[str, str]]:
        head_of = pairs_of(heads)
        pairs = ((article, head_of[leader]) for article, leader in leaders.items())
        return {(min(pair), max(pair)) for pair in pairs if pair[0] != pair[1]}

    return wanted


def _copies(steps: Steps, verified: Stage, led: Stage) -> pa.Table:
    rows = verified.read().to_pylist()
    kept = relate(rows, pairs_of(led), links_of(rows), steps.options.copies)
    return pa.Table.from_pylist([_copy_row(row, relation) for row, relation in kept], schema=SCHEMAS["copies"])


def _copy_row(row: dict[str, Any], relation: str) -> dict[str, Any]:
    return {name: relation if name == "relation" else row[name] for name in SCHEMAS["copies"].names}


def _links(verified: Stage) -> dict[str, list[Link]]:
    rows: Iterable[dict[str, Any]] = verified.read().to_pylist()
    return links_of(rows)

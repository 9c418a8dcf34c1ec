"""The made corpus: news with known copies, a row per page, and how a clustering of it is scored."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

ROUND_UP = 6  # the level whose rows carry pieces of several texts and are copies of none


@dataclass(frozen=True, slots=True)
class Corpus:
    """The rows of a made corpus as columns."""

    clean: list[str]
    raw: list[str]
    carries: list[tuple[int, ...]]
    round_up: list[bool]
    outlets: list[str]
    published: list[str]

    def head(self, count: int) -> Corpus:
        """Return its first rows."""
        return Corpus(*(getattr(self, name)[:count] for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of copies: gold, found and right."""

    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Return the share of the found pairs that are right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Return the share of the gold pairs that are found."""
        return self.right / self.gold if self.gold else 1.0


def make(script: Path, target: Path, pages: int) -> Path:
    """Write a corpus of that many pages, unless it is there."""
    if not target.exists():
        partial = target.with_suffix(".partial")
        subprocess.run([sys.executable, str(script), "--pages", str(pages), "--out", str(partial)], check=True)
        partial.rename(target)
    return target


def load(path: Path) -> Corpus:
    rows: dict[str, list[object]] = defaultdict(list)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            rows["clean"].append(row["clean"])
            rows["raw"].append(row["text"])
            rows["carries"].append(tuple(row["fam"]))
            rows["round_up"].append(row["lvl"] == ROUND_UP)
            rows["outlets"].append(str(row["outlet"]))
            rows["published"].append(row["published"])
    return Corpus(**rows)  # type: ignore[arg-type]


def score_clusters(corpus: Corpus, clusters: Sequence[int]) -> Pairs:
    """Two rows of one family are copies; a round-up is a copy of nothing. Counted, never enumerated."""
    families = [
        -1 - i if alone else own[0] for i, (own, alone) in enumerate(zip(corpus.carries, corpus.round_up, strict=True))
    ]
    return Pairs(
        gold=_pairs_in(families),
        found=_pairs_in(clusters),
        right=_pairs_in(zip(clusters, families, strict=True)),
    )


def round_up_links(corpus: Corpus, pairs: pa.Table) -> tuple[int, int]:
    """Return how many links from a round-up to a family it carries there are, and how many some found pair makes."""
    members = Counter(own[0] for own, alone in zip(corpus.carries, corpus.round_up, strict=True) if not alone)
    wanted = {
        (i, family)
        for i, (carried, alone) in enumerate(zip(corpus.carries, corpus.round_up, strict=True))
        if alone
        for family in carried
        if members[family]
    }
    flags = pa.array(corpus.round_up)
    touching = pairs.filter(pc.or_(flags.take(pairs["a"]), flags.take(pairs["b"])))
    linked = set()
    for a, b in zip(touching["a"].to_pylist(), touching["b"].to_pylist(), strict=True):
        for one, other in ((a, b), (b, a)):
            if corpus.round_up[one] and not corpus.round_up[other]:
                linked.add((one, corpus.carries[other][0]))
    return len(wanted), len(wanted & linked)


def _pairs_in(groups: Iterable[object]) -> int:
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def page(row: Mapping[str, object]) -> dict[str, object]:
    """Return a row of a made corpus as a page to run."""
    outlet = f"outlet {row['outlet']}"
    return {"id": str(row["i"]), "text": row["text"], "outlet": outlet, "published": row["published"]}


def hash_of(base: Any) -> str:
    """Return a hash of every table of a base but for where its pages were read from."""
    from wirecopy.ids import content_id
    from wirecopy.tables import SCHEMAS

    told = []
    for name in SCHEMAS:
        table = base.table(name).to_arrow()
        told.append(str(table.drop_columns([c for c in ("uri",) if c in table.schema.names]).to_pylist()))
    return content_id("t", *told)

"""Score copy detection on real scraped pages: `python -m origins.copies --data FOLDER [--write]`, from `evals`.

The pages go through `wirecopy run --all-pairs` as a user's would. Found pairs are the rows of `copies` whose
larger containment is at least .5; gold pairs are those of `pairs.tsv` from .5 on; those at .4 to .5 count
neither way. Sixty pairs of pages of different outlets, drawn over all shares by `copies_draw.py`, were labelled by
one reader (`copies_pairs.csv`), who had seen the score of at least one before; families and oracle are scored against
them. Ends with status 1 when pair
F1 falls below the floor.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from figures import DATA, RESULTS, today
from halves import half_of
from scores import Pair, Score, adjusted_rand, b_cubed, pair, pair_score

import wirecopy
from origins.base import CLI, made_base, stage
from origins.pairs import linked

LABELS = Path(__file__).parent / "copies_pairs.csv"
ONE_TEXT = 0.5  # containment from which two pages are copies
UNSURE = 0.4  # from here to ONE_TEXT the oracle itself is not sure enough to count
RELATED = 0.3  # containment from which two pages in one family plausibly belong there
FLOOR = 0.95  # of pair F1; goes down only with a written reason
WORST = 10
COLUMNS = {
    "pages": ["page_id", "external_id", "outlet"],
    "articles": ["article_id", "page_id"],
    "copies": ["article_a", "article_b", "containment_a", "containment_b"],
    "families": ["article_id", "family_id"],
    "rejected": ["uri"],
}


@dataclass(frozen=True, slots=True)
class Gold:
    """What the oracle says of the pages, and which of them may be learned from."""

    containment: dict[Pair, float]
    families: dict[str, str]
    learn: frozenset[str]

    def learns(self, both: Pair) -> bool:
        """Whether both pages are of the learning half."""
        return self.learn.issuperset(both)


@dataclass(frozen=True, slots=True)
class Found:
    """What wirecopy says of them, by the pages' own ids."""

    containment: dict[Pair, float]
    families: dict[str, str]
    outlets: dict[str, str]
    prints: dict[str, frozenset[int]]
    """The fingerprints of each page by which candidates are found."""
    candidates: set[Pair]
    pages: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Of the oracle's pairs from `ONE_TEXT` on, the shares that the search can find, and how many pairs it looks at."""

    linked: float
    """Themselves one of the linear links."""
    joined: float
    """Joined through the linear links, directly or by others."""
    sharing: float
    """Both hold some fingerprint: what `--all-pairs` can reach."""
    pairs: int


@dataclass(frozen=True, slots=True)
class Result:
    """All that is printed and written."""

    date: str
    version: str
    pages: int
    rejected: int
    pairs: Score
    families: Score
    families_ari: float
    inside: float
    """Of the pairs inside our families, the share whose oracle containment is `RELATED` or more."""
    candidates: Candidates
    across: tuple[int, int, float]
    """Families of two outlets and more, pairs of different outlets inside families, and their `RELATED` share."""
    labelled: dict[str, Score]
    """Against the labels: our families, our pairs from `ONE_TEXT` on, the oracle's."""
    halves: tuple[Score, Score]
    """Pairs of the learning half, and all others."""
    missed: list[tuple[str, str, float, float]]
    wrong: list[tuple[str, str, float, float]]


def read_gold(folder: Path) -> Gold:
    with (folder / "pairs.tsv").open(encoding="utf-8", newline="") as lines:
        pairs = {
            pair(row["id1"], row["id2"]): float(row["containment"]) for row in csv.DictReader(lines, delimiter="\t")
        }
    with (folder / "families.tsv").open(encoding="utf-8", newline="") as lines:
        families = {row["id"]: row["family"] for row in csv.DictReader(lines, delimiter="\t")}
    keys = linked(folder.parent)
    return Gold(pairs, families, frozenset(page for page, key in keys.items() if half_of("linked", key) == "learn"))


def read_found(base: Path) -> Found:
    """Return what the base of the pages holds, its steps among it."""
    with tempfile.TemporaryDirectory() as scratch:
        tables = {name: export(str(base), name, Path(scratch)) for name in COLUMNS}
    prints, links = (stage(base, name) for name in ("fingerprints", "candidates"))
    page_of = {row["page_id"]: row["external_id"] for row in tables["pages"]}
    name_of = {row["article_id"]: page_of[row["page_id"]] for row in tables["articles"]}
    held: dict[str, set[int]] = {}
    for article_id, number in zip(prints["article_id"].to_pylist(), prints["hash"].to_pylist(), strict=True):
        held.setdefault(name_of[article_id], set()).add(number)
    both = zip(links["article_a"].to_pylist(), links["article_b"].to_pylist(), strict=True)
    return Found(
        outlets={row["external_id"]: row["outlet"] for row in tables["pages"]},
        prints={name: frozenset(numbers) for name, numbers in held.items()},
        candidates={pair(name_of[a], name_of[b]) for a, b in both},
        containment={
            pair(name_of[row["article_a"]], name_of[row["article_b"]]): max(row["containment_a"], row["containment_b"])
            for row in tables["copies"]
        },
        families={name_of[row["article_id"]]: row["family_id"] for row in tables["families"]},
        pages=len(tables["articles"]),
        rejected=len(tables["rejected"]),
    )


def export(base: str, name: str, folder: Path) -> list[dict[str, Any]]:
    path = folder / f"{name}.parquet"
    subprocess.run([*CLI, "export", base, name, "--format", "parquet", "-o", str(path)], check=True, stdout=sys.stderr)
    rows: list[dict[str, Any]] = pq.read_table(path, columns=COLUMNS[name]).to_pylist()
    return rows


def score(found: Found, gold: Gold) -> Result:
    wanted = {both for both, share in gold.containment.items() if share >= ONE_TEXT}
    unsure = {both for both, share in gold.containment.items() if UNSURE <= share < ONE_TEXT}
    copies = {both for both, share in found.containment.items() if share >= ONE_TEXT}

    def shown(both: Pair) -> tuple[str, str, float, float]:
        return (*both, gold.containment.get(both, 0.0), round(found.containment.get(both, 0.0), 3))

    return Result(
        date=today(),
        version=wirecopy.__version__,
        pages=found.pages,
        rejected=found.rejected,
        pairs=pair_score(copies, wanted, unsure),
        families=b_cubed(found.families, gold.families),
        families_ari=adjusted_rand(found.families, gold.families),
        inside=related_share(found.families, gold.containment),
        candidates=candidate_recall(found, wanted),
        across=across_outlets(found, gold.containment),
        labelled=against_labels(found, gold),
        halves=half_scores(copies, wanted, unsure, gold),
        missed=sorted(map(shown, filter(gold.learns, wanted - copies)), key=lambda row: (-row[2], row))[:WORST],
        wrong=sorted(map(shown, filter(gold.learns, copies - wanted - unsure)), key=lambda row: (row[2], row))[:WORST],
    )


def candidate_recall(found: Found, wanted: set[Pair]) -> Candidates:
    joined = {name: name for name in found.outlets}

    def root(name: str) -> str:
        while joined[name] != name:
            joined[name] = joined[joined[name]]
            name = joined[name]
        return name

    for a, b in found.candidates:
        joined[root(a)] = root(b)
    none: frozenset[int] = frozenset()
    sharing = sum(bool(found.prints.get(a, none) & found.prints.get(b, none)) for a, b in wanted)
    return Candidates(
        linked=len(wanted & found.candidates) / len(wanted),
        joined=sum(root(a) == root(b) for a, b in wanted) / len(wanted),
        sharing=sharing / len(wanted),
        pairs=len(found.candidates),
    )


def across_outlets(found: Found, containment: Mapping[Pair, float]) -> tuple[int, int, float]:
    outlets: dict[str, set[str]] = {}
    for name, family in found.families.items():
        outlets.setdefault(family, set()).add(found.outlets[name])
    inside = [both for both in pairs_inside(found.families) if found.outlets[both[0]] != found.outlets[both[1]]]
    related = sum(containment.get(both, 0.0) >= RELATED for both in inside)
    return sum(len(named) > 1 for named in outlets.values()), len(inside), related / max(1, len(inside))


def against_labels(found: Found, gold: Gold) -> dict[str, Score]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        labels = {pair(row["id1"], row["id2"]): row["same_text"] == "1" for row in csv.DictReader(lines)}
    same = {both for both, one_text in labels.items() if one_text}
    told = {
        "our families": {(a, b) for a, b in labels if found.families.get(a, a) == found.families.get(b, b)},
        f"our pairs from {ONE_TEXT}": {both for both in labels if found.containment.get(both, 0.0) >= ONE_TEXT},
        f"oracle from {ONE_TEXT}": {both for both in labels if gold.containment.get(both, 0.0) >= ONE_TEXT},
    }
    return {name: pair_score(pairs, same) for name, pairs in told.items()}


def half_scores(copies: set[Pair], wanted: set[Pair], unsure: set[Pair], gold: Gold) -> tuple[Score, Score]:
    """Return the score of the pairs of the learning half, and of all others."""
    learn, rest = (
        pair_score(*({both for both in pairs if gold.learns(both) == learns} for pairs in (copies, wanted, unsure)))
        for learns in (True, False)
    )
    return learn, rest


def pairs_inside(families: Mapping[str, str]) -> list[Pair]:
    members: dict[str, list[str]] = {}
    for name, family in families.items():
        members.setdefault(family, []).append(name)
    return [pair(a, b) for names in members.values() for a, b in combinations(names, 2)]


def related_share(families: Mapping[str, str], containment: Mapping[Pair, float]) -> float:
    inside = pairs_inside(families)
    return sum(containment.get(both, 0.0) >= RELATED for both in inside) / max(1, len(inside))


def as_text(result: Result) -> str:
    pairs, families = result.pairs, result.families
    lines = [
        f"# Copies on real pages, {result.date}",
        "",
        f"wirecopy {result.version}; {result.pages} articles, {result.rejected} rejected.",
        "Again: `make eval-copies`. Gold: exact alignment, containment >= .5 (.4-.5 counts neither way).",
        "",
        "| | gold | found | right | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|",
        f"| pairs | {pairs.gold} | {pairs.found} | {pairs.right} "
        f"| {pairs.precision:.3f} | {pairs.recall:.3f} | {pairs.f1:.3f} |",
        f"| families, B-cubed | | | | {families.precision:.3f} | {families.recall:.3f} | {families.f1:.3f} |",
        "",
        f"Families, adjusted Rand index: {result.families_ari:.3f}. Floor of pair F1: {FLOOR:.2f}.",
        f"Of the pairs inside our families, {result.inside:.3f} have oracle containment {RELATED} or more.",
    ]
    lines += _more(result)
    for title, rows in (
        ("Missed in the learning half, surest first", result.missed),
        ("Wrong in the learning half, worst first", result.wrong),
    ):
        lines += ["", f"## {title}", ""]
        lines += [f"- {a} {b}: oracle {gold:.3f}, wirecopy {ours:.3f}" for a, b, gold, ours in rows] or ["none"]
    return "\n".join(lines) + "\n"


def _more(result: Result) -> list[str]:
    held, (families, pairs, related) = result.candidates, result.across
    halves = " and ".join(
        f"{one.f1:.3f} (precision {one.precision:.3f}, recall {one.recall:.3f})" for one in result.halves
    )
    lines = [
        f"Across outlets: {families} families of two outlets and more; of their {pairs} pairs of different outlets,"
        f" {related:.3f} have oracle containment {RELATED} or more.",
        f"Pair F1 of the learning half and of all other pairs: {halves}.",
        "",
        "## Candidates",
        "",
        f"Of the oracle's copies {held.sharing:.3f} share a fingerprint (what `--all-pairs` can reach),"
        f" {held.joined:.3f} are joined through the linear links, {held.linked:.3f} are themselves one of the"
        f" {held.pairs} links.",
        "",
        "## Against people",
        "",
        "Sixty pairs of different outlets, drawn evenly over oracle containment .1 to 1, labelled by one reader from"
        " the opening, the middle and the end of long pages: same text or not. The scores were not shown beside the"
        " pages, but the reader had seen that of at least one pair before. An even draw holds more doubtful pairs than"
        " the pages do.",
        "",
        "| | precision | recall | F1 |",
        "|---|---|---|---|",
    ]
    rows = [f"| {name} | {s.precision:.3f} | {s.recall:.3f} | {s.f1:.3f} |" for name, s in result.labelled.items()]
    return lines + rows


def write(result: Result) -> Path:
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"copies-{result.date}.md"
    path.write_text(as_text(result), encoding="utf-8")
    rounded = json.loads(json.dumps(asdict(result)), parse_float=lambda number: round(float(number), 4))
    path.with_suffix(".json").write_text(json.dumps(rounded, indent=1) + "\n", encoding="utf-8")
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description="Score copy detection on real scraped pages.")
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--base", type=Path, help="keep the pages' base there, for the next time")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args()
    pages = chosen.data / "copies/pages.jsonl.gz"
    if not pages.is_file():
        print(f"skipped: evals/origins/copies (no {pages})")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        found = read_found(made_base(pages, chosen.base or Path(scratch)))
    result = score(found, read_gold(pages.parent))
    print(as_text(result), end="")
    if chosen.write:
        print(f"\nwritten to {write(result)}")
    return 0 if result.pairs.f1 >= FLOOR else 1


if __name__ == "__main__":
    sys.exit(main())

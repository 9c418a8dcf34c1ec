"""Each text once: what to keep and what to drop of a pile of pages, every dropped one with its proof."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.clean import Cleaned, load_rules
from wirecopy.copies import FoundCopies, find_copies
from wirecopy.errors import BadOption, UnreadableInput
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.options import Options
from wirecopy.pipeline.batch.clean import clean_or_reject
from wirecopy.pipeline.dedup.keep_rule import (
    KEEP,
    Candidate,
    Dropped,
    Keep,
    Pair,
    Prover,
    SharedText,
    choose,
    members_by_family,
)
from wirecopy.pipeline.dedup.own_names import OwnNames
from wirecopy.pipeline.pair_verification import prove_pairs, words_of
from wirecopy.pipeline.progress import Progress, quiet
from wirecopy.read import read_pages
from wirecopy.text.spelling import counts_as
from wirecopy.times import instant
from wirecopy.trace import canonical
from wirecopy.types import Article, Page, Rejected

FILES = {
    "keep.jsonl": ("page_id", "copies_dropped"),
    "drop.jsonl": ("kept_page_id", "kept_because"),
    "rejected.jsonl": ("uri", "stage", "reason"),
}
"""What is written, and by which keys a row of it is known: other files of these names are not replaced."""
BATCH_ROWS = 1000
BATCH_CHARS = 16 << 20  # of rows that are held in memory at once, where they are long
_FIRST_LINE = 1 << 30
PROOFS_AT_ONCE = 4096  # pairs proved in one go: their words are held in memory
_SPOOLED = pa.schema(
    [
        (name, pa.large_string())
        for name in ("page_id", "uri", "external_id", "outlet", "url", "title", "published", "columns", "text")
    ]
)
_SHOWN = ("page_id", "uri", "external_id", "outlet", "published")  # of a dropped page: what names it

_OURS = (
    *(name for name in _SPOOLED.names if name != "columns"), *(f"kept_{name}" for name in _SHOWN), "copies_dropped",
    "containment", "kept_containment", "longest_run", "runs", "kept_because",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DedupOptions:
    """How a pile of pages is thinned."""

    keep: Keep = "longest"
    clean: bool = True
    """Compare and write the pages' text without their furniture; otherwise as it is given."""
    share: float = 0.5
    """A copy is dropped when this share of its words stands in the one kept."""
    run: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Thinned:
    """What came of it: pages read, kept, dropped (of them exact ones) and rejected, and families found."""

    pages: int
    kept: int
    dropped: int
    identical: int
    families: int
    rejected: int
    not_kept: Mapping[str, str] = field(default_factory=dict)
    """Own columns that some rows come back without, and why."""
    dated: int | None = None
    """How many pages state when they were published, where the earliest is to be kept."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Own columns that are called like ours, and what they are written as."""


def dedup(
    inputs: Sequence[str | os.PathLike[str]],
    folder: str | os.PathLike[str],
    options: DedupOptions | None = None,
    progress: Progress | None = None,
) -> Thinned:
    """Write `keep.jsonl`, `drop.jsonl` and `rejected.jsonl` into the folder, and return what came of it.

    Round-ups and texts that only share a quotation are kept. The texts lie on disk meanwhile, not in memory; the
    files appear whole or not at all.
    """
    chosen, tell = _checked_options(options or DedupOptions()), progress or quiet
    paths = sorted({os.fspath(path) for path in inputs})
    target = _folder(folder, paths)
    with TemporaryDirectory(prefix=".dedup-", dir=target) as scratch:
        rejected: list[Rejected] = []
        not_kept: dict[str, str] = {}
        read = replace(chosen.run.read, own_column_lost=not_kept.setdefault)
        page_texts = _texts(read_pages(paths, read), chosen, rejected, tell)
        pages = _spooled(Path(scratch) / "pages.arrow", page_texts)
        tell("candidates", 0, None)
        texts = pages["text"]
        copies = find_copies(texts, outlets=pages["outlet"], published=pages["published"], options=chosen.run.copies)
        members = members_by_family(copies.families.tolist())
        families = [_candidates(pages, family, chosen.keep) for family in members]
        dropped = choose(families, chosen.keep, chosen.share, _prover(texts, copies, chosen.run))
        dated = _dated(pages) if chosen.keep == "earliest" else None
        names = OwnNames(_OURS, read.columns)
        _write(target, Path(scratch), pages, dropped, rejected, names)
    identical = sum(drop.match.inside == drop.match.other_inside == 1.0 for drop in dropped)
    texts_kept = pages.num_rows - len(dropped)
    return Thinned(
        pages.num_rows, texts_kept, len(dropped), identical, len(members), len(rejected), not_kept, dated, names.renamed
    )


def _checked_options(options: DedupOptions) -> DedupOptions:
    if options.keep not in KEEP:
        raise BadOption("--keep", options.keep, f"one of {', '.join(KEEP)}")
    if not 0 < options.share <= 1:
        raise BadOption("--share", options.share, "a share above 0, up to 1")
    return options


def _folder(path: str | os.PathLike[str], inputs: Sequence[str]) -> Path:
    folder = Path(path)
    for given in inputs:
        if folder.resolve().is_relative_to(Path(given).resolve()):
            raise BadOption("-o", str(path), f"a folder outside of what is read ({given})")
    for name, marks in FILES.items():
        if (folder / name).exists() and not _is_ours(folder / name, marks):
            raise BadOption("-o", str(path), f"a folder without a {name} that dedup did not write")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        why = f"no folder can be made there: {error.strerror}"
        raise UnreadableInput(str(path), why, "Name another with -o.") from error
    return folder


def _is_ours(path: Path, marks: Sequence[str]) -> bool:
    """Return whether a file is empty or begins with a row as we write it."""
    try:
        with path.open(encoding="utf-8") as file:
            line = file.readline(_FIRST_LINE)
            row = json.loads(line) if line else dict.fromkeys(marks)
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(row, dict) and all(mark in row for mark in marks)


def _texts(
    pages: Iterable[Page | Rejected], options: DedupOptions, rejected: list[Rejected], tell: Progress
) -> Iterator[dict[str, str | None]]:
    """Yield a row of `_SPOOLED` for each page that can be used; the others go to `rejected`."""
    rules = load_rules(options.run.clean.language) if options.clean else None
    for count, page in enumerate(pages, 1):
        tell("read", count, None)
        cleaned = page if rules is None or isinstance(page, Rejected) else _clean(page, rules, options)
        if isinstance(cleaned, Rejected):
            rejected.append(cleaned)
            continue
        assert isinstance(page, Page)
        row = {name: getattr(page, name) for name in _SPOOLED.names if name != "text"}
        if isinstance(cleaned, Cleaned):
            article = cleaned.article
            stated = {"title": article.title or page.title, "published": article.published or page.published}
            yield row | stated | {"text": article.body}
        else:
            yield row | {"text": page.raw}


def _clean(page: Page, rules: Any, options: DedupOptions) -> Cleaned | Rejected:
    return clean_or_reject(page, rules, options.run.clean)


def _spooled(path: Path, rows: Iterable[dict[str, str | None]]) -> pa.Table:
    """Return the rows as a table that lies on disk and is mapped into memory page by page."""
    with pa.OSFile(str(path), "wb") as sink, pa.ipc.new_file(sink, _SPOOLED) as writer:
        batch: list[dict[str, str | None]] = []
        size = 0
        for row in rows:
            batch.append(row)
            size += len(row["text"] or "") + len(row["columns"] or "")
            if len(batch) == BATCH_ROWS or size > BATCH_CHARS:
                writer.write_batch(pa.RecordBatch.from_pylist(batch, _SPOOLED))
                batch, size = [], 0
        writer.write_batch(pa.RecordBatch.from_pylist(batch, _SPOOLED))
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()


def _candidates(pages: pa.Table, family: Sequence[int], keep: Keep) -> list[Candidate]:
    rows = pages.select(["published", "text"]).take(pa.array(family)).to_pylist()
    first = _canonical(rows) if keep == "canonical" else None
    return [
        Candidate(
            number=number,
            length=len(row["text"]),
            moment=instant(row["published"]),
            agreement=int(place != first),
        )
        for place, (number, row) in enumerate(zip(family, rows, strict=True))
    ]


def _dated(pages: pa.Table) -> int:
    """Return how many of the pages state when they were published."""
    return sum(instant(text) is not None for batch in pages["published"].chunks for text in batch.to_pylist())


def _canonical(rows: Sequence[Mapping[str, str]]) -> int:
    """Return the place of the text that agrees most with the others."""
    articles = [Article.of_text(f"{place:012}", row["text"]) for place, row in enumerate(rows)]
    return int(canonical(articles))


def _prover(texts: pa.ChunkedArray, copies: FoundCopies, options: Options) -> Prover:
    """Return a prover that takes what was proved when the families were found, and proves the rest itself."""
    stored = _Stored.of(copies)
    kernels = load_kernels(options.copies.backend, 0, counts_as(), numbers=True)

    def prover(pairs: Sequence[Pair]) -> dict[Pair, SharedText]:
        proved = stored.matches(pairs)
        missing = [pair for pair in pairs if pair not in proved]
        for at in range(0, len(missing), PROOFS_AT_ONCE):
            proved |= _shared_texts(texts, missing[at : at + PROOFS_AT_ONCE], kernels, options)
        return proved

    return prover


@dataclass(frozen=True, slots=True)
class _Stored:
    """The pairs that are proved already, looked up by both their numbers without unpacking the others."""

    pairs: pa.Table
    texts: int
    keys: npt.NDArray[np.int64]
    rows: npt.NDArray[np.int64]

    @staticmethod
    def of(copies: FoundCopies) -> _Stored:
        texts = len(copies.families)
        keys = copies.pairs["a"].to_numpy() * texts + copies.pairs["b"].to_numpy()
        rows = np.argsort(keys, kind="stable")
        return _Stored(copies.pairs, texts, keys[rows], rows)

    def matches(self, pairs: Sequence[Pair]) -> dict[Pair, SharedText]:
        """Return those of the pairs that are stored, whichever way round."""
        if not len(self.keys) or not pairs:
            return {}
        keys = np.array([min(pair) * self.texts + max(pair) for pair in pairs], dtype=np.int64)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        there = np.flatnonzero(self.keys[places] == keys)
        rows = self.pairs.take(pa.array(self.rows[places[there]])).to_pylist()
        return {pairs[k]: _match(row, pairs[k]) for k, row in zip(there.tolist(), rows, strict=True)}


def _match(row: Mapping[str, Any], pair: Pair) -> SharedText:
    runs = tuple((run["a_start"], run["a_end"], run["b_start"], run["b_end"]) for run in row["runs"])
    match = SharedText(row["containment_a"], row["containment_b"], row["longest_run"], runs)
    return match if pair[0] == row["a"] else match.turned()


def _shared_texts(
    texts: pa.ChunkedArray, pairs: Sequence[Pair], kernels: Kernels, options: Options
) -> dict[Pair, SharedText]:
    numbers = sorted({number for pair in pairs for number in pair})
    place = {number: k for k, number in enumerate(numbers)}
    held: list[str] = texts.take(pa.array(numbers)).to_pylist()
    words = words_of(held, kernels)
    sides = [(place[a], place[b]) for a, b in pairs]
    matches = {}
    for row in prove_pairs(words, sides, kernels, options.copies).to_pylist():
        pair = numbers[int(row["article_a"])], numbers[int(row["article_b"])]
        matches[pair] = _match({**row, "a": pair[0]}, pair)
    for a, b in pairs:  # texts too short to share a run can still be the same text
        if (a, b) not in matches and held[place[a]] == held[place[b]]:
            whole = len(held[place[a]])
            count = words.column("count")[place[a]].as_py()
            matches[a, b] = SharedText(1.0, 1.0, count, ((0, whole, 0, whole),))
    return matches


def _write(
    target: Path,
    scratch: Path,
    pages: pa.Table,
    dropped: Sequence[Dropped],
    rejected: Iterable[Rejected],
    names: OwnNames,
) -> None:
    """Write the three files; each takes its place whole."""
    rows = (_kept_rows(pages, dropped, names), _dropped_rows(pages, dropped, names), map(asdict, rejected))
    for name, lines in zip(FILES, rows, strict=True):
        with open(scratch / name, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            file.flush()
            os.fsync(file.fileno())
    for name in FILES:
        os.replace(scratch / name, target / name)


def _kept_rows(pages: pa.Table, dropped: Sequence[Dropped], names: OwnNames) -> Iterator[dict[str, Any]]:
    copies: dict[int, int] = {}
    for drop in dropped:
        copies[drop.kept] = copies.get(drop.kept, 0) + 1
    gone = {drop.number for drop in dropped}
    number = 0
    for batch in pages.to_batches(BATCH_ROWS):
        for row in batch.to_pylist():
            if number not in gone:
                yield _with_own(row | {"copies_dropped": copies.get(number, 0)}, names)
            number += 1


def _dropped_rows(pages: pa.Table, dropped: Sequence[Dropped], names: OwnNames) -> Iterator[dict[str, Any]]:
    at_once = max(1, min(BATCH_ROWS, BATCH_CHARS * pages.num_rows // max(1, pages.nbytes)))
    for at in range(0, len(dropped), at_once):
        some = dropped[at : at + at_once]
        rows = pages.take(pa.array([drop.number for drop in some])).to_pylist()
        keepers = pages.select(list(_SHOWN)).take(pa.array([drop.kept for drop in some])).to_pylist()
        for drop, row, other in zip(some, rows, keepers, strict=True):
            record = {
                **{name: row[name] for name in _SHOWN},
                **{f"kept_{name}": other[name] for name in _SHOWN},
                "containment": round(drop.match.inside, 4),
                "kept_containment": round(drop.match.other_inside, 4),
                "longest_run": drop.match.longest_run,
                "runs": [
                    dict(zip(("start", "end", "kept_start", "kept_end"), run, strict=True)) for run in drop.match.runs
                ],
                "kept_because": drop.kept_because,
                "columns": row["columns"],
                "text": row["text"],
            }
            yield _with_own(record, names)


def _with_own(row: dict[str, Any], names: OwnNames) -> dict[str, Any]:
    """Return a written row with the own columns of the row it was behind ours."""
    columns = row.pop("columns")
    return row | names.own(columns, row)

"""Score stories on labelled articles: `python evals/stories.py [train|event] --data FOLDER [--bases FOLDER] [--write]`.

The articles go through `wirecopy run`; a base that stands in the folder of bases is taken as it is, and its texts are
grouped with the code and the weights of today. The weights were learned from half of the labelled stories (`train`,
by a hash of the label); the other half is what the first line scores. `event` learns anew what two texts that stand
alone may score at most. Ends with status 1 below the floors.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from scores import Score, adjusted_rand, b_cubed, cluster_pairs
from stories_cases import (
    Cases,
    in_held_out_half,
    labels,
    mended,
    part_of,
    read_pairs,
    read_rows,
    run_base,
    texts_of,
)
from stories_train import event_bound, train

import wirecopy
from wirecopy.kernels import load_kernels
from wirecopy.options import StoryOptions
from wirecopy.stories.batch import StoryText, StoryTools, in_order, settle_texts
from wirecopy.stories.model import load_model, to_json
from wirecopy.stories.sparse_kernels import load_sparse

HERE = Path(__file__).parent
RESULTS = HERE / "results"
MODEL = HERE.parent / "src" / "wirecopy" / "stories" / "model.json"
MENDED = HERE / "stories_mended.tsv"
READ = HERE / "stories_read.tsv"
WINDOW = StoryOptions().window_days
FLOORS = {"held-out half": 0.945, "held-out half in the stream": 0.925, "basil": 0.99}  # B-cubed F1


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the result."""

    name: str
    texts: int
    labelled: int
    b_cubed: Score
    pairs: Score
    ari: float


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        bases = chosen.bases or Path(scratch)
        labelled = Cases(_base(bases, "allsides", chosen.data), labels(chosen.data / "stories/allsides_stories.tsv"))
        if chosen.task != "score":
            model = train(labelled, WINDOW) if chosen.task == "train" else load_model()
            tools = StoryTools(model, load_kernels("compiled"), load_sparse(0, "compiled"), WINDOW)
            mixed = _base(bases, "allsides-and-stream", chosen.data)
            model = replace(model, event=event_bound(mixed, read_pairs(READ), tools))
            MODEL.write_text(json.dumps(to_json(model)) + "\n", "utf-8")
            return 0
        report = list(_report(labelled, bases, chosen.data))
    lines = [line for line in report if isinstance(line, Line)]
    text = "\n".join(line if isinstance(line, str) else _row(line) for line in report)
    print(text)
    if chosen.write:
        today = datetime.now(UTC).date().isoformat()
        told = {"date": today, "version": wirecopy.__version__, "scores": [_plain(line) for line in lines]}
        (RESULTS / f"stories-{today}.json").write_text(json.dumps(told, indent=1) + "\n", "utf-8")
        (RESULTS / f"stories-{today}.md").write_text(f"# Stories, {today}\n\n{text}\n", "utf-8")
    low = [line for line in lines if line.b_cubed.f1 < FLOORS.get(line.name, 0.0)]
    for line in low:
        print(f"below the floor: {line.name}", file=sys.stderr)
    return 1 if low else 0


def _report(labelled: Cases, bases: Path, data: Path) -> Iterator[str | Line]:
    """Yield what is said and the lines of scores."""
    yield "| articles | texts | labelled | B-cubed F1 | precision | recall | pair F1 | ARI |"
    yield "|---|---|---|---|---|---|---|---|"
    right = mended(labelled.story_of, MENDED)
    held = part_of(labelled, in_held_out_half)
    yield _scored("held-out half", held.texts, held.story_of)
    yield _scored("held-out half, labels mended", held.texts, _of(right, held.story_of, in_held_out_half))
    yield _scored("held-out half, no days", [replace(text, time=None) for text in held.texts], held.story_of)
    found = _grouped(labelled.texts)
    yield _line("all labelled", labelled.texts, found, labelled.story_of)
    yield _line("held-out half among all labelled", labelled.texts, found, held.story_of, in_held_out_half)
    yield _line("all labelled, labels mended", labelled.texts, found, right)
    mixed = _base(bases, "allsides-and-stream", data)
    stream = _grouped(mixed)
    yield _line("held-out half in the stream", mixed, stream, held.story_of, in_held_out_half)
    told = Counter(one for (a, b), one in read_pairs(READ).items() if stream[a] == stream[b])
    yield _line("all labelled in the stream", mixed, stream, labelled.story_of)
    yield _line("all labelled in the stream, labels mended", mixed, stream, right)
    basil = _base(bases, "basil", data)
    events = {text.text_id: text.text_id.rsplit("_", 1)[0] for text in basil}
    yield _scored("basil", basil, events)
    yield _scored("basil, no days", [replace(text, time=None) for text in basil], events)
    undated = {text.text_id for text in labelled.texts if text.time is None}
    yield ""
    yield from _undated(undated, found, labelled.story_of)
    every = Counter(read_pairs(READ).values())
    yield (
        f"Of pairs of the stream that were read (and teach the bound), {told[True]} of {every[True]} of one event and "
        f"{told[False]} of {every[False]} of two are told as one story."
    )
    yield from _copies(_base(bases, "copies", data), data)


def _base(bases: Path, name: str, data: Path) -> list[StoryText]:
    files = {
        "allsides": ["stories/allsides"], "allsides-and-stream": ["stories/allsides", "stories/allsides_stream"],
        "basil": ["stories/basil"], "copies": ["copies/pages"],
    }  # fmt: skip
    rows = (row for file in files[name] for row in read_rows(data / f"{file}.jsonl.gz"))
    run_base(bases / name, rows)
    return texts_of(bases / name)


def _grouped(texts: Sequence[StoryText]) -> dict[str, str]:
    tools = StoryTools(load_model(), load_kernels("compiled"), load_sparse(0, "compiled"), WINDOW)
    started = time.process_time()
    found = settle_texts(in_order(texts), tools)
    print(f"{len(texts)} texts in {time.process_time() - started:.1f} s", file=sys.stderr)
    return found


def _of(story_of: Mapping[str, str], before: Mapping[str, str], wanted: Callable[[str], bool]) -> dict[str, str]:
    return {name: story for name, story in story_of.items() if wanted(before[name])}


def _scored(name: str, texts: Sequence[StoryText], story_of: Mapping[str, str]) -> Line:
    return _line(name, texts, _grouped(texts), story_of)


def _line(
    name: str,
    texts: Sequence[StoryText],
    found: Mapping[str, str],
    story_of: Mapping[str, str],
    wanted: Callable[[str], bool] = bool,
) -> Line:
    ids = {text.text_id for text in texts}
    gold = {text_id: story for text_id, story in story_of.items() if text_id in ids and wanted(story)}
    scores = b_cubed(found, gold), cluster_pairs(found, gold), adjusted_rand(found, gold)
    return Line(name, len(texts), len(gold), *scores)


def _undated(undated: set[str], found: Mapping[str, str], story_of: Mapping[str, str]) -> Iterator[str]:
    """Yield where the articles without a day fall."""
    groups: dict[str, set[str]] = defaultdict(set)
    events: dict[str, set[str]] = defaultdict(set)
    for name, story in story_of.items():
        groups[found[name]].add(name)
        events[story].add(name)
    fates = Counter(_fate(name, groups[found[name]], events[story_of[name]]) for name in undated)
    yield (
        f"{len(undated)} articles state no day: " + ", ".join(f"{n} {fate}" for fate, n in sorted(fates.items())) + "."
    )


def _fate(name: str, group: set[str], event: set[str]) -> str:
    if group == event:
        return "stand in exactly their story"
    if len(event) > 1 and len(group) == 1:
        return "stand alone and should not"
    if not group - event:
        return "stand with a part of their story"
    return "stand with some of another story" if group & event - {name} or len(event) == 1 else "stand with others only"


def _copies(pages: Sequence[StoryText], data: Path) -> Iterator[str]:
    """Yield whether the copies of one text, taken as articles of their own, land in one story."""
    families: dict[str, set[str]] = defaultdict(set)
    for name, family in labels(data / "copies/families.tsv", "id", "family").items():
        families[family].add(name)
    found = _grouped([replace(text, outlets=()) for text in pages])
    several = [names for names in families.values() if len(names) > 1]
    whole = sum(len({found[name] for name in names if name in found}) == 1 for names in several)
    yield f"Of {len(several)} families of copies, {whole} land whole in one story when their copies are not collapsed."


def _row(line: Line) -> str:
    b3 = line.b_cubed
    return (
        f"| {line.name} | {line.texts:,} | {line.labelled:,} | {b3.f1:.4f} | {b3.precision:.3f} | {b3.recall:.3f}"
        f" | {line.pairs.f1:.4f} | {line.ari:.4f} |"
    )


def _plain(line: Line) -> dict[str, object]:
    return asdict(line) | {"b_cubed_f1": line.b_cubed.f1, "pair_f1": line.pairs.f1}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", nargs="?", choices=("score", "train", "event"), default="score")
    parser.add_argument("--data", type=Path, required=True, help="the folder of evaluation data")
    parser.add_argument("--bases", type=Path, help="a folder in which bases are kept and found again")
    parser.add_argument("--write", action="store_true", help="write the dated result")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""Learn which differences are of substance: `python -m origins.edits_fit --data FOLDER --base FOLDER`, from `evals`.

Examples are the invented ones of `training/edits` and the learning half of the labelled differences, all of them seen
through the collation. It prints how the labelled ones come out when their pages were left out, and writes the weights.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from halves import half_of

from origins.articles_read import articles_base, read_keys
from origins.base import Told, made_base, read_base, read_json
from origins.edits import HALF, covered
from origins.pairs import linked
from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.trace import Prepared, Title, load_tables, prepare
from wirecopy.trace.collation.collate import differences
from wirecopy.trace.collation.raw_offsets import Placing
from wirecopy.trace.collation.shared_sentences import in_one_book
from wirecopy.trace.collation.substance import odds as substance_odds
from wirecopy.types import Article

EXAMPLES = Path(__file__).parents[2] / "training/edits"
READ = Path(__file__).with_name("edits_read.tsv")
_WORDS = ("base_page", "page", "label")
_NO_EXAMPLE = ("not_same_text", "misaligned")
_MARK = re.compile(r"\[\[([^|\]]*)\|([^|\]]*)\]\]")
_RIDGE = 1.0
_INVENTED = 0.2  # what an invented example weighs beside a labelled one
_FURNITURE = 4.0  # what stands outside the text is never to be told as substance
_LEAST = 0.4
_TEXTS, _ECHO, _CUT = 3, 0.6, 0.5  # texts of each invented example, and how often its words recur or a line is cut
Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Example:
    """One difference as the collation sees it; `group` is left out as a whole."""

    row: Row
    substance: bool
    label: str
    group: str


def invented() -> Iterator[Example]:
    """Yield the differences of the invented examples, each in a text of its own."""
    chance, tables = random.Random(1), load_tables()
    lines = {name: (EXAMPLES / f"{name}.txt").read_text("utf-8").splitlines() for name in LABELS}
    everything = [line for texts in lines.values() for line in texts]
    for label, texts in lines.items():
        for line in texts * _TEXTS:
            sides, places = in_texts(line, [other for other in chance.sample(everything, 8) if other != line], chance)
            articles = [prepare(Article.of_text("a", text, language="en"), tables) for text in sides]
            for place, row in rows(*articles):
                if _inside(place, places):
                    yield Example(row, label == "substance", label, "")
    for line in (EXAMPLES / "titles.txt").read_text("utf-8").splitlines() * _TEXTS:
        label, one, other, lead = line.split("\t")
        around = "\n".join(_MARK.sub(r"\1", text) for text in chance.sample(everything, 4))
        body = Article.of_text("a", re.sub(r" *¶ *", "\n", f"{lead}\n{around}"), language="en")
        base, copy = (prepare(body, tables, title=Title(0, title)) for title in (one, other))
        yield from (Example(row, label == "substance", label, "") for _, row in rows(base, copy))


LABELS = ("style", "substance", "furniture")


def in_texts(line: str, others: list[str], chance: random.Random) -> tuple[list[str], list[tuple[int, int]]]:
    """Return both texts around an example and where it stands in each.

    Around it stand other examples; now and then a line that has its words again, or one that only one text
    has, for words of news recur, and most copies are cut.
    """
    around = [_MARK.sub(r"\1", other) for other in others]
    if chance.random() < _ECHO:
        words = _MARK.sub(r"\1 \2", line).replace("¶", "").split() + around.pop().split()
        chance.shuffle(words)
        around.append(" ".join(words) + ".")
    at = chance.randint(0, len(around) - 1)
    gone = chance.choice([at + 1 + k for k in range(len(around) - at)]) if chance.random() < _CUT else 0
    texts, places = [], []
    for side in (1, 2):
        before, own, after = around[:at], _MARK.sub(rf"\{side}", line), around[at:]
        kept = [text for k, text in enumerate(after, start=at + 1) if k != gone or side == 1]
        head = "".join(f"{text}\n" for text in before)
        begin = len(re.sub(r" *¶ *", "\n", head))
        own = re.sub(r" *¶ *", "\n", own)
        places.append((begin, begin + len(own)))
        texts.append(re.sub(r" *¶ *", "\n", "\n".join([*before, own, *kept])))
    return texts, places


def _inside(place: Mapping[str, Any], places: Sequence[tuple[int, int]]) -> bool:
    (begin, end), (start, stop) = places
    ours = begin <= place["base_start"] and place["base_end"] <= end
    return ours and start <= place["start"] and place["end"] <= stop


def rows(base: Prepared, copy: Prepared) -> list[tuple[Mapping[str, Any], Row]]:
    """Return every difference that house style does not explain, where it stands, and its numbers."""
    copy = in_one_book(base, copy)
    _, drafts, _, evidence = differences(base, copy)
    placing, found = Placing(base, copy, "", evidence), []
    for draft in drafts:
        if draft.kind not in STYLE_KINDS:
            text, stretch = (base, draft.base) if draft.base.start < draft.base.end else (copy, draft.copy)
            row = evidence.of_draft(draft, quoted=text.in_quote(stretch))
            found += [(_place(edit), row) for edit in placing.edits(draft)]
    if base.title and copy.title:
        titled = [_place(edit) for edit in placing.title_edits() if edit.kind == "headline"]
        found += [(place, evidence.of_titles()) for place in titled]
    return found


def _place(edit: Any) -> Mapping[str, Any]:
    return {name: getattr(edit, name) for name in ("start", "end", "base_start", "base_end")}


def labelled(data: Path, base: Path, half: str) -> Iterator[Example]:
    """Yield the differences that labels of a half speak of, of scraped pages and of dated articles.

    Two texts that are none of one are left out, and what was misaligned: it is aligned otherwise by now.
    """
    keys, by_eye = linked(data), list(read_by_eye())
    gold = [*read_json(data / "copies/gold/edits_gold.jsonl"), *(row for row in by_eye if row["page"] in keys)]
    yield from _examples(gold, read_base(made_base(data / "copies/pages.jsonl.gz", base)), keys, "linked", half)
    keys = read_keys()
    gold = [row for row in by_eye if row["page"] in keys]
    yield from _examples(gold, read_base(articles_base(data, base / "read")), keys, "read", half)


def _examples(
    labels: Iterable[Mapping[str, Any]], told: Told, keys: Mapping[str, str], split: str, half: str
) -> Iterator[Example]:
    between: dict[tuple[str, str], list[tuple[Mapping[str, Any], Row]]] = {}
    for gold in labels:
        both = gold["base_page"], gold["page"]
        halves = {half_of(split, keys[page]) for page in both}
        if halves != {half} or not told.together(*both):
            continue
        if both not in between:
            between[both] = collated(told, *both)
        for place, row in between[both]:
            if gold["label"] not in _NO_EXAMPLE and covered(gold, place) >= HALF:
                yield Example(row, gold["label"] == "substance", gold["label"], keys[gold["page"]])


def read_by_eye() -> Iterator[Mapping[str, Any]]:
    """Yield the differences that were read for this, by one reader: of pages of the learning half, and of articles."""
    with READ.open(encoding="utf8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            yield {name: value if name in _WORDS else int(value) for name, value in row.items()}


def collated(told: Told, one: str, other: str) -> list[tuple[Mapping[str, Any], Row]]:
    """Return the differences of two pages with their numbers."""
    tables = load_tables()
    base = told.prepared(one, tables)
    return rows(base, told.prepared(other, tables, base.phrasebook))


def fitted(examples: Sequence[Example]) -> tuple[dict[str, float], float]:
    """Return the weights and the bias of a ridge logistic regression, by Newton's steps."""
    names = sorted({name for example in examples for name in example.row})
    x = np.array([[e.row.get(name, 0.0) for name in names] + [1.0] for e in examples])
    y = np.array([e.substance for e in examples], dtype=float)
    w = np.array([(1.0 if e.group else _INVENTED) * (_FURNITURE if e.label == "furniture" else 1) for e in examples])
    ridge: npt.NDArray[np.float64] = np.full(x.shape[1], _RIDGE)
    ridge[-1] = 1e-3
    beta = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ beta, -30, 30)))
        slope = x.T @ (w * (y - p)) - ridge * beta
        beta += np.linalg.solve(x.T @ (x * (w * p * (1 - p))[:, None]) + np.diag(ridge), slope)
    return dict(zip(names, beta[:-1].round(3).tolist(), strict=True)), round(float(beta[-1]), 3)


def summary(name: str, examples: Iterable[Example], odds: substance_odds.Odds) -> str:
    """Return how many of each label are told as substance."""
    every, told = Counter[str](), Counter[str]()
    for example in examples:
        every[example.label] += 1
        told[example.label] += odds.chance(example.row) >= odds.least
    return f"{name}: " + ", ".join(f"{label} {told[label]} of {every[label]}" for label in sorted(every))


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--base", type=Path, required=True, help="folder that keeps the run of the pages")
    options = asked.parse_args()
    own, gold = list(invented()), list(labelled(options.data, options.base, "learn"))
    left_out: list[str] = []
    for group in sorted({example.group for example in gold}):
        weights, bias = fitted([*own, *(e for e in gold if e.group != group)])
        odds = substance_odds.Odds(weights, bias, _LEAST)
        left_out += [summary(f"left out {group}", [e for e in gold if e.group == group], odds)]
    print("\n".join(left_out))
    weights, bias = fitted([*own, *gold])
    odds = substance_odds.Odds(weights, bias, _LEAST)
    print(summary("invented", own, odds), summary("labelled, learning half", gold, odds), sep="\n")
    kept = {"weights": weights, "bias": bias, "least": _LEAST}
    path = Path(substance_odds.__file__).with_name(substance_odds.FILE)
    path.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

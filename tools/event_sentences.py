"""Read and check the sentences that teach what kind of event a clause tells (`training/events`).

    python tools/event_sentences.py

prints how many sentences each type has in each status, and every fault it finds; `training/README.md` says how they
are written.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent.parent / "training" / "events"
NONE = "NONE"
STATUSES = ("occurred", "ongoing", "planned", "alleged", "denied", "hypothetical")
RUN = 6
"""So many words in a row may stand in one sentence only."""
_MARK = re.compile(r"\[([ar]) |[\[\]{}]")
_WORD = re.compile(r"\w+(?:['’]\w+)?")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without its marks, and what they say; `where` is its file and line, spans are offsets into `text`."""

    type: str
    status: str | None
    text: str
    trigger: Span
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    where: str


def parsed(line: str, kind: str, where: str = "") -> Sentence:
    """Return the sentence of a line; a ValueError says where and how it breaks the form.

    >>> told = parsed("occurred\\t[a Ruritania] {shelled} [r two villages].", "ASSAULT")
    >>> told.text, told.trigger, told.recipients
    ('Ruritania shelled two villages.', (10, 17), ((18, 30),))
    """
    status, tab, marked = line.partition("\t")
    if not tab or status not in (("-",) if kind == NONE else STATUSES):
        raise ValueError(f"{where}: a line begins with {'-' if kind == NONE else ', '.join(STATUSES)} and a tab")
    text, spans = _unmarked(marked, where)
    if len(spans["trigger"]) != 1:
        raise ValueError(f"{where}: {len(spans['trigger'])} triggers in braces; mark exactly one")
    if text != " ".join(text.split()) or not text.isprintable():
        raise ValueError(f"{where}: spaces come one at a time and none at the ends; no unprintable characters")
    return Sentence(
        kind, None if status == "-" else status, text, spans["trigger"][0], tuple(spans["a"]), tuple(spans["r"]), where
    )


def _unmarked(marked: str, where: str) -> tuple[str, dict[str, list[Span]]]:
    spans: dict[str, list[Span]] = {"trigger": [], "a": [], "r": []}
    parts: list[str] = []
    length = last = 0
    inside: tuple[str, int] | None = None
    for mark in _MARK.finditer(marked):
        parts.append(marked[last : mark.start()])
        length += len(parts[-1])
        last = mark.end()
        kind = mark[1] or ("trigger" if mark[0] in "{}" else "")
        if mark[0] == "{" or mark[1]:
            if inside:
                raise ValueError(f"{where}: a mark inside a mark at {mark[0]!r}")
            inside = kind, length
        elif inside and (inside[0] == "trigger") == (kind == "trigger") and mark[0] != "[" and length > inside[1]:
            spans[inside[0]].append((inside[1], length))
            inside = None
        else:
            raise ValueError(f"{where}: {mark[0]!r} closes nothing or an empty mark; write [a ...], [r ...] or {{...}}")
    if inside:
        raise ValueError(f"{where}: a mark is not closed")
    parts.append(marked[last:])
    return "".join(parts), spans


def read(folder: Path = FOLDER) -> list[Sentence]:
    """Return all sentences, file by file: `accuse.txt` holds those of ACCUSE."""
    return [
        parsed(line, path.stem.upper(), f"{path.name}:{n}")
        for path in sorted(folder.glob("*.txt"))
        for n, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


def repeated(sentences: Iterable[Sentence], run: int = RUN) -> Iterator[str]:
    """Yield a line for each run of words that two sentences share, the first one of each pair."""
    seen: dict[tuple[str, ...], str] = {}
    for sentence in sentences:
        words = _WORD.findall(sentence.text.lower())
        runs = [tuple(words[n : n + run]) for n in range(max(1, len(words) - run + 1))]
        found = next((words for words in runs if words in seen), None)
        if found:
            yield f"{sentence.where} and {seen[found]} share: {' '.join(found)}"
        for words in runs:
            seen.setdefault(words, sentence.where)


def main() -> int:
    """Print the shares and the faults of all sentences; 1 if there is a fault."""
    sentences = read()
    counts = Counter((sentence.type, sentence.status) for sentence in sentences)
    for kind in sorted({kind for kind, _ in counts}):
        shares = "  ".join(f"{status} {counts[kind, status]}" for status in STATUSES if counts[kind, status])
        print(f"{kind:<10} {sum(n for (of, _), n in counts.items() if of == kind):>4}  {shares}")
    faults = list(repeated(sentences))
    print(f"{len(sentences)} sentences, {len(faults)} shared runs of {RUN} words", *faults, sep="\n")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())

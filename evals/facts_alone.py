"""Score one model alone, in seconds: `python evals/facts_alone.py names|events MODULE:FUNCTION --data FOLDER`.

    names   FUNCTION(sentences) -> for each sentence of a document, [(first, last, kind, confidence), ...]
            a sentence is a tuple of words; first and last count words, last included; kind is "persons",
            "organisations" or "places".
    events  FUNCTION(clauses) -> for each clause (type, confidence), "NONE" where nothing happens
            a clause is (sentence, source, target); source and target are None where no parties are given.

MODULE is found from the folder it is called in. `--errors` lists what was wrong on the learn half.
"""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from fact_scores import alone
from fact_scores.run import table_of


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("kind", choices=["names", "events"])
    parser.add_argument("model", metavar="MODULE:FUNCTION")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/facts"), help="folder of texts and gold")
    parser.add_argument("--least", type=float, default=0.5, help="confidence from which an answer counts (.5)")
    parser.add_argument("--errors", action="store_true", help="list what was wrong on the learn half")
    chosen = parser.parse_args()
    sys.path.insert(0, str(Path.cwd()))
    module, _, name = chosen.model.partition(":")
    model: Any = getattr(import_module(module), name)
    parts = (alone.names if chosen.kind == "names" else alone.events)(chosen.data, model, chosen.least)
    for part in parts:
        print(f"## {part.title}", "", *table_of(part), "", sep="\n")
        if chosen.errors:
            print(*part.errors, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

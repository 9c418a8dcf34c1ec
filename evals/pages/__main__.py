"""Score what pages say of themselves, on both halves of the gold: `python -m pages --data FOLDER`, from `evals`."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from figures import report, wanted

from pages import bodies, scraped, wire, world

NAMES = (*scraped.NAMES, "world", "postlight", "wire", "extraction", "fundus")


def main() -> int:
    asked = wanted(__doc__, NAMES)
    if not (asked.data / "copies/gold").is_dir():
        print(f"skipped: evals/pages (no {asked.data / 'copies/gold'})")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        told = [
            *scraped.sections(asked),
            *world.sections(asked, folder),
            *wire.sections(asked, folder),
            *bodies.sections(asked),
        ]
    report("pages", "Pages", "make eval-pages", told, asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Print the evaluations that a change touches: `python evals/touched.py [--since REVISION | --all]`.

A change is what differs from where the branch left main (or from a revision), uncommitted and new files among it.
What a room gives is taken by those behind it, so their evaluations count as touched too. `make evals` runs what is
printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
ALL = ("clean", "copies", "trace", "stories", "voices", "events", "echo")
"""The evaluations, in the order of the rooms: `make eval-NAME`."""
FACTS = ("voices", "events")
TOUCHED: dict[str, tuple[str, ...]] = {
    "src/wirecopy/": ALL,  # what no line below names: the tables, the options, a new room
    "src/wirecopy/__main__.py": (),
    "src/wirecopy/api.py": (),
    "src/wirecopy/cli/": (),
    "src/wirecopy/demo/": (),
    "src/wirecopy/desk/": (),
    "src/wirecopy/errors.py": (),
    "src/wirecopy/export/": (),
    "src/wirecopy/serve/": (),
    "src/wirecopy/read/": ("clean", "copies", "trace"),
    "src/wirecopy/clean/": ("clean", "copies", "trace"),
    "src/wirecopy/copies/": ("copies", "trace", "stories"),
    "src/wirecopy/trace/": ("trace",),
    "src/wirecopy/stories/": ("trace", "stories"),
    "src/wirecopy/facts/": FACTS,
    "src/wirecopy/times.py": ("clean", "trace", *FACTS),
    "src/wirecopy/languages/en/clean": ("clean", "copies", "trace"),
    "src/wirecopy/languages/en/facts": FACTS,
    "src/wirecopy/languages/en/lines": ("clean", "copies", "trace"),
    "src/wirecopy/languages/en/frames": FACTS,
    "src/wirecopy/languages/en/gazetteer": FACTS,
    "src/wirecopy/languages/en/style": ("trace",),
    "evals/clean": ("clean",),
    "evals/lines/": ("clean",),
    "evals/pages/": ("clean", "trace"),
    "evals/origins/": ("copies", "trace"),
    "evals/tracing/": ("trace",),
    "evals/stories": ("stories",),
    "evals/fact": FACTS,
    "evals/voices": ("voices",),
    "evals/events": ("events",),
    "evals/echo/": ("echo",),
    "src/wirecopy/pipeline/checking/": ("echo",),
    "src/wirecopy/languages/en/check": ("echo",),
    "evals/figures.py": ("clean", "copies", "trace"),
    "evals/halves.py": ALL,
    "evals/scores.py": ALL,
    "evals/split.tsv": ALL,
}
"""What the files under a path touch; the longest path that a file starts with is the one that counts."""


def touched(files: Iterable[str]) -> list[str]:
    """Return the evaluations that these files touch.

    >>> touched(["src/wirecopy/facts/quotes.py", "docs/voices.md"])
    ['voices', 'events']
    """
    found = {name for file in files for name in TOUCHED.get(_nearest(file), ())}
    return [name for name in ALL if name in found]


def _nearest(file: str) -> str:
    return max((path for path in TOUCHED if file.startswith(path)), key=len, default="")


def changed(since: str | None) -> list[str]:
    """Return the files that differ from a revision, or from where this branch left main."""
    start = since or _git("merge-base", "HEAD", _main())[0]
    return [*_git("diff", "--name-only", start), *_git("ls-files", "--others", "--exclude-standard")]


def _main() -> str:
    """Return main, here or as the clone knows it."""
    known = _git("for-each-ref", "--format=%(refname:short)", "refs/heads/main", "refs/remotes/origin/main")
    if not known:
        sys.exit("There is no branch main to compare with. Name a revision: make evals SINCE=REVISION, or ALL=1.")
    return known[0]


def _git(*words: str) -> list[str]:
    told = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True)
    if told.returncode:
        sys.exit(
            f"git {words[0]}: {told.stderr.strip()}\nName a revision that is here: make evals SINCE=REVISION, or ALL=1."
        )
    return told.stdout.split("\n")[:-1]


def main() -> None:
    parser = argparse.ArgumentParser(description="Print the evaluations that a change touches.")
    parser.add_argument("--since", help="compare with this revision (default: where the branch left main)")
    parser.add_argument("--all", action="store_true", help="print all of them")
    chosen = parser.parse_args()
    names = list(ALL) if chosen.all else touched(changed(chosen.since))
    print(" ".join(names))
    if not names:
        print("No evaluation is touched. Name a revision: make evals SINCE=REVISION, or ALL=1.", file=sys.stderr)


if __name__ == "__main__":
    main()

"""Texts as they are named on a command line: themselves, by a file, or on standard input."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_LONGEST_NAME = 1_000  # no file name is longer; a text may be


def text_or_file(named: str) -> str | Path:
    """Return the text itself, or the path of the file that it names; `-` is standard input.

    >>> text_or_file("The ferry sails again.")
    'The ferry sails again.'
    """
    if named == "-":
        return sys.stdin.read()
    return Path(named) if len(named) < _LONGEST_NAME and "\0" not in named and os.path.exists(named) else named

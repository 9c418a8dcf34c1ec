"""Texts as they are named on a command line: themselves, by a file, or on standard input."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

from wirecopy.errors import UnreadableInput

_LONGEST_NAME = 1_000  # no file name is longer; a text may be
_PATH = re.compile(r"[!-~]*/[!-~]+|[!-~]+\.[A-Za-z]\w{1,7}")  # one word of ASCII with a slash or an ending: no text


def text_or_file(named: str) -> str | Path:
    """Return the text itself, or the path of the file that it names; `-` is standard input. Raises UnreadableInput.

    >>> text_or_file("The ferry sails again.")
    'The ferry sails again.'
    """
    if named == "-":
        return sys.stdin.read()
    if len(named) < _LONGEST_NAME and "\0" not in named and os.path.exists(named):
        return Path(named)
    if _PATH.fullmatch(named):
        raise UnreadableInput(named, "there is no such file", "Check the path, or give a text of several words.")
    return named

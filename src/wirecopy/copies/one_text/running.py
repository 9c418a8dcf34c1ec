"""What tells the states of a running text: entries under a time of their own, and headlines of one frame."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

RUNNING = 2  # entries under a time of their own from which a text is a running one
UNKNOWN = 0  # the frame of a text without a headline
FRAME_WORDS = 4  # a longer beginning of a headline is no name of a series
_MINUTES = r"[:.h]\d\d(?![\d,.:/]).{0,18}"
_HALF = r"[ \t]?[^\W\d_]\.?[^\W\d_]?\b[^\d\n]{0,18}"  # of the day, or an hour: at most two letters, and a zone
_TIME = re.compile(rf"^[ \t]*(?:[01]?\d|2[0-4])(?:{_MINUTES}|{_HALF})$", re.MULTILINE)
_WORD = re.compile(r"\w+")


def entries_in(text: str) -> int:
    """Return how many lines of a text are nothing but a time of day.

    >>> entries_in("1:10 p.m.\\nThe ferry sails.\\n12:40 p.m.\\nIt waits."), entries_in("Two ferries sailed.")
    (2, 0)
    """
    return len(_TIME.findall(text))


def frames(titles: Sequence[str | None]) -> npt.NDArray[np.int64]:
    """Return a number for the frame of each headline: the few words before its colon, else all its words.

    >>> one, other, none = frames(["Live: ferry waits", "LIVE: Ferry sails", None]).tolist()
    >>> one == other, none
    (True, 0)
    """
    return np.array([_frame(title) for title in titles], dtype=np.int64)


def _frame(title: str | None) -> int:
    folded = (title or "").casefold()
    head, colon, _ = folded.partition(":")
    words = _WORD.findall(head) if colon else []
    if not 0 < len(words) <= FRAME_WORDS:
        words = _WORD.findall(folded)
    if not words:
        return UNKNOWN
    digest = blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)

"""wirecopy itself: every pair verified, with its matching runs."""

from __future__ import annotations

from wirecopy.copies.texts import FoundCopies, find_copies
from wirecopy.options import CopyOptions


def clusters(texts: list[str], **known: list[str]) -> FoundCopies:
    """Return what `find_copies` finds; compiled, as `auto` chooses for a corpus of this size."""
    return find_copies(texts, options=CopyOptions(backend="compiled"), **known)

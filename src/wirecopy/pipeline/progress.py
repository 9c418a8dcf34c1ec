"""How a long job reports its progress, and its summary at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


class Progress(Protocol):
    """Told how a long job comes along: the step's name, how much is done, of how much (null: unknown)."""

    def __call__(self, step: str, done: int, total: int | None) -> None:
        """Take note."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run added, and what the base holds now."""

    new: int
    known: int
    rejected: int
    articles: int
    texts: int
    stories: int
    dropped_claims: int = 0
    """Claims of a plug-in whose words are not in the text."""
    withdrawn: int = 0
    """Articles that their source took back; none of the counts has them."""
    kept_stages: int = 0
    """Stages that an interrupted run had finished, and this one went on from."""
    no_article: int = 0
    """Galleries, lists and transcripts; none of the counts has them."""


def quiet(step: str, done: int, total: int | None) -> None:
    """Take no note of progress."""

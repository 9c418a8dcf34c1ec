"""What a user knows better: corrections that a base keeps over runs, and that are shown as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

CorrectionKind = Literal["credit", "owner", "outlet", "one_text", "two_texts"]
CORRECTION_KINDS: tuple[str, ...] = get_args(CorrectionKind)
OF_TWO_PAGES = ("one_text", "two_texts")
"""Kinds that speak of a pair of pages."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right.

    `credit`: the text of page `of` is by `says`. `owner`: outlet `of` belongs to `says`. `outlet`: outlet `of` is
    another name, or another site, of outlet `says`. `one_text`: the pages `of` and `says` carry one text;
    `two_texts`: they do not.
    """

    kind: CorrectionKind
    of: str
    says: str

    @property
    def speaks_of(self) -> tuple[str, ...]:
        """What it speaks of: of two that speak of the same the later one holds."""
        return tuple(sorted((self.of, self.says))) if self.kind in OF_TWO_PAGES else (self.kind, self.of)

    @property
    def words(self) -> str:
        """The correction as a sentence.

        >>> Correction("owner", "a.example", "Roe Media").words
        'A correction says that a.example belongs to Roe Media.'
        """
        sentences = {
            "credit": f"the text of {self.of} is by {self.says}",
            "owner": f"{self.of} belongs to {self.says}",
            "outlet": f"{self.of} is {self.says}",
            "one_text": f"{self.of} and {self.says} carry one text",
            "two_texts": f"{self.of} and {self.says} do not carry one text",
        }
        return f"A correction says that {sentences[self.kind]}."


def with_correction(corrections: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """Return the corrections with a new one, which takes the place of what was said of the same before.

    >>> owner = Correction("owner", "a.example", "Roe Media")
    >>> [one.says for one in with_correction([owner], Correction("owner", "a.example", "Poe Press"))]
    ['Poe Press']
    """
    return (*[one for one in corrections if one.speaks_of != new.speaks_of], new)


def corrections_of(corrections: Sequence[Correction], kind: CorrectionKind) -> Mapping[str, Correction]:
    """Return the corrections of a kind by what they speak of."""
    return {correction.of: correction for correction in corrections if correction.kind == kind}


def contradiction(corrections: Sequence[Correction]) -> Correction | None:
    """Return a correction that parts two pages which others make one text, directly or by way of a third.

    >>> pairs = [("one_text", "p1", "p2"), ("one_text", "p2", "p3"), ("two_texts", "p1", "p3")]
    >>> contradiction([Correction(*pair) for pair in pairs]).kind
    'two_texts'
    """
    name: dict[str, str] = {}
    for correction in corrections:
        if correction.kind == "one_text":
            old, new = name.get(correction.of, correction.of), name.get(correction.says, correction.says)
            name |= dict.fromkeys((*[p for p in name if name[p] == old], correction.of), new)
            name.setdefault(correction.says, new)
    parted = (pair for pair in corrections if pair.kind == "two_texts")
    return next((pair for pair in parted if name.get(pair.of, pair.of) == name.get(pair.says, pair.says)), None)

"""What a user knows better: corrections that a base keeps over runs, and that are shown as such."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

CorrectionKind = Literal["credit", "owner", "outlet"]
CORRECTION_KINDS: tuple[str, ...] = get_args(CorrectionKind)


@dataclass(frozen=True, slots=True)
class Correction:
    """One thing put right.

    `credit`: the text of page `of` is by `says`. `owner`: outlet `of` belongs to `says`. `outlet`: outlet `of` is
    another name, or another site, of outlet `says`.
    """

    kind: CorrectionKind
    of: str
    says: str

    @property
    def words(self) -> str:
        """The correction as a sentence.

        >>> Correction("owner", "a.example", "Roe Media").words
        'A correction says that a.example belongs to Roe Media.'
        """
        verb = {"credit": "is by", "owner": "belongs to", "outlet": "is"}[self.kind]
        what = f"the text of {self.of}" if self.kind == "credit" else self.of
        return f"A correction says that {what} {verb} {self.says}."


def with_correction(kept: Sequence[Correction], new: Correction) -> tuple[Correction, ...]:
    """Return the corrections with a new one, which takes the place of what was said of the same before.

    >>> owner = Correction("owner", "a.example", "Roe Media")
    >>> [one.says for one in with_correction([owner], Correction("owner", "a.example", "Poe Press"))]
    ['Poe Press']
    """
    return (*[one for one in kept if (one.kind, one.of) != (new.kind, new.of)], new)


def said(corrections: Sequence[Correction], kind: CorrectionKind) -> Mapping[str, Correction]:
    """Return the corrections of a kind by what they speak of."""
    return {one.of: one for one in corrections if one.kind == kind}

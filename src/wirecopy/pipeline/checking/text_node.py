"""What a list of sources comes to before it is grouped: its texts, and what ties two of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from wirecopy.pipeline.checking.answer import PrimaryKind
from wirecopy.pipeline.checking.source import CheckedSource
from wirecopy.stories import Signals
from wirecopy.times import instant

TieKind = Literal["release", "interview", "excerpt", "retold", "translated", "beside"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNode:
    """One text among those compared: the sources that carry it, the fullest of them, and what it says of itself."""

    number: int
    sources: tuple[CheckedSource, ...]
    fullest: CheckedSource
    signals: Signals
    content: frozenset[str]
    release: tuple[str, str | None] | None
    spoken: Mapping[str, str]
    """Outlets that somebody spoke to, folded, with the words that say so."""
    cited: Mapping[str, str]
    """Whose papers it cites, folded, with the words."""
    stations: Mapping[str, str] = field(default_factory=dict)
    """Outlets that it names in any words, folded, with the words before them."""
    networks: Mapping[str, str] = field(default_factory=dict)
    """Networks on which it says that somebody wrote, folded, with the words."""
    sayers: Mapping[str, str] = field(default_factory=dict)
    """Who says what it has, by the last words of their names, folded, and as they stand."""
    announced: str | None = None
    """The words by which it says that it has it from a release."""
    shares: tuple[tuple[int, float, int], ...] = ()
    """Of each other source: its number, the share of its words that stand in the fullest, the longest run in words."""

    @property
    def body(self) -> str:
        """Return its text."""
        assert self.fullest.article is not None
        return self.fullest.article.body

    @property
    def signed(self) -> str:
        """Return who signs it and its text as it was given."""
        return f"{self.fullest.author or ''}\n{self.fullest.raw}"

    @property
    def language(self) -> str | None:
        """Return its language."""
        assert self.fullest.article is not None
        return self.fullest.article.language

    @property
    def agency(self) -> str | None:
        """Return the agency that most of its sources credit."""
        named = [source.agency for source in self.sources if source.agency]
        return max(sorted(set(named)), key=named.count) if named else None

    @property
    def facts(self) -> frozenset[str]:
        """Return the names and figures it gives."""
        return frozenset(self.signals.facts)

    @property
    def quoted(self) -> frozenset[str]:
        """Return the word groups of its quotations."""
        return frozenset(self.signals.quoted)

    @property
    def first(self) -> float:
        """Return the earliest time its sources state."""
        return min((t for s in self.sources if (t := instant(s.published)) is not None), default=float("inf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Text `b` is tied to text `a`; of `retold` and `translated`, `b` is the one that may depend on `a`."""

    a: int
    b: int
    kind: TieKind
    reason: str
    certain: bool = False
    source: str | None = None
    """The primary source that both rest on, where it is named."""
    one_event: bool = True
    """Whether it shows that both tell of one event; a credit alone does not."""
    primary: PrimaryKind = "unknown"
    """What the primary source is."""

    @property
    def statement(self) -> bool:
        """Tell whether it rests on words that several quote, and on nothing more."""
        return self.primary == "statement"

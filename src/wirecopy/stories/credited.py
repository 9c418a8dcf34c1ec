"""What the pages of one text say of who wrote it, put together: whom most credit, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.languages.sources import load_sources
from wirecopy.types import CreditKind, OriginKind


@dataclass(frozen=True, slots=True)
class Credit:
    """What an article says of where it comes from."""

    article_id: str
    outlet: str | None
    agency: str | None
    agency_source: str | None
    published: str | None
    credit: str | None = None
    credit_kind: CreditKind | None = None
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody whom pages of one text credit with it."""

    key: str
    """One for all names of a source."""
    name: str
    kind: OriginKind
    pages: tuple[Credit, ...]
    """The pages that credit it."""
    own: tuple[Credit, ...]
    """Its own pages: they run the text and credit nobody else."""

    @property
    def votes(self) -> int:
        """How many pages speak for it."""
        return len(self.pages) + len(self.own)


def credited_by(members: Sequence[Credit]) -> list[Credited]:
    """Return whom the pages of a text credit with it, the one with most pages first; of one page's, the first named.

    >>> pages = [Credit("a", "a.example", None, None, None, "CNN", "outlet"), Credit("b", "cnn.com", None, None, None)]
    >>> [(one.name, one.kind, one.votes) for one in credited_by(pages)]
    [('CNN', 'outlet', 2)]
    """
    sources = load_sources()
    names: dict[str, str] = {}
    kinds: dict[str, OriginKind] = {}
    pages: dict[str, list[Credit]] = {}
    own: dict[str, list[Credit]] = {}
    for member in members:
        told = names_of_credit(member)
        for name in told:
            key = sources.key(name)
            listed = sources.named(name)
            agency = name == member.agency or (listed is not None and listed.kind == "agency")
            names.setdefault(key, listed.name if listed else name)
            kinds[key] = "agency" if agency else kinds.get(key, "outlet")
            pages.setdefault(key, []).append(member)
        if not told and member.outlet:
            own.setdefault(outlet_key(member.outlet), []).append(member)
    found = [
        Credited(key, names[key], kinds[key], tuple(credit), tuple(own.get(key, ()))) for key, credit in pages.items()
    ]
    return sorted(found, key=lambda one: -one.votes)


def names_of_credit(member: Credit) -> list[str]:
    """Return the names other than its own outlet's that a page credits, in printed order."""
    if member.credit and member.credit_kind != "own":
        return member.credit.split("; ")
    return [member.agency] if member.agency and not member.credit else []


def outlet_key(outlet: str | None) -> str:
    """Return one key for all sites of an outlet.

    >>> outlet_key("bbc.com") == outlet_key("bbc.co.uk"), outlet_key("a.example") == outlet_key("b.example")
    (True, False)
    """
    return load_sources().key(outlet) if outlet else ""


def staff_of(members: Sequence[Credit]) -> list[str]:
    """Return the outlets under whose own bylines a text runs, one for all sites of an outlet, sorted."""
    found = {outlet_key(m.outlet): m.outlet for m in members if m.credit_kind == "own" and m.outlet}
    return sorted(found.values())

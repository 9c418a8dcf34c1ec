"""What the pages of one text say of who wrote it, put together: whom most credit, and where they disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wirecopy.corrections import OF_TWO_PAGES, Correction, corrections_of
from wirecopy.languages.publishers import load_sources
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
    form: str = "report"
    page_id: str | None = None
    contributors: str | None = None
    release: str | None = None
    issuer: str | None = None
    linked: str | None = None
    """Whom the page credits whose address this one gives, else that page's outlet."""

    @property
    def put_right(self) -> bool:
        """Whether the credit is a correction's, which goes before what any page says."""
        return self.agency_source == "correction"


@dataclass(frozen=True, slots=True)
class Credited:
    """Somebody whom pages of one text credit with it."""

    key: str
    """One for all names of a source."""
    name: str
    kind: OriginKind
    pages: tuple[Credit, ...]
    """The pages that credit it, by name or by the address of a page that is its own or credits it."""
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
    for member in sorted(members, key=lambda member: not names_of_credit(member)):  # a printed name before a site
        credit_names = names_of_credit(member) or linked_names(member)
        for name in credit_names:
            key = sources.key(name)
            listed = sources.named(name)
            agency = name == member.agency or (listed is not None and listed.kind == "agency")
            names.setdefault(key, listed.name if listed else name)
            kinds[key] = "agency" if agency else kinds.get(key, "outlet")
            pages.setdefault(key, []).append(member)
        if not credit_names and member.outlet:
            own.setdefault(outlet_key(member.outlet), []).append(member)
    credited = [
        Credited(key, names[key], kinds[key], tuple(credit), tuple(own.get(key, ()))) for key, credit in pages.items()
    ]
    return sorted(credited, key=lambda one: -one.votes)


def release_of(members: Sequence[Credit], credited: Sequence[Credited]) -> tuple[str, str | None] | None:
    """Return what release a text is, and how its pages show that beside those whom they credit; null for none.

    >>> page = Credit("a", "a.example", None, None, None, release="For immediate release", issuer="Lund Yard")
    >>> release_of([page], [])
    ('a release of Lund Yard', 'a.example shows it to be a release (“For immediate release”).')
    """
    sources = load_sources()
    by = [one.name for one in credited if (listed := sources.named(one.name)) and listed.releases]
    shown = next((member for member in members if member.release), None)
    if not by and shown is None:
        return None
    issuer = next((member.issuer for member in members if member.issuer), None)
    what = f"a release of {issuer}" if issuer else "a release"
    words = f"{shown.outlet or 'A page'} shows it to be a release (“{shown.release}”)." if shown else None
    return f"{what} handed out by {' and '.join(sorted(by))}" if by else what, words


class Owner(NamedTuple):
    """Whom an outlet belongs to; `words` are those of the correction that says so, where one does."""

    name: str
    words: str | None = None


def owners_of(owners: Mapping[str, str], corrections: Sequence[Correction]) -> dict[str, Owner]:
    """Return the owner of each outlet; a correction goes before what was given with the run."""
    owner_of = {outlet: Owner(owner) for outlet, owner in owners.items()}
    return owner_of | {
        outlet: Owner(one.says, one.words) for outlet, one in corrections_of(corrections, "owner").items()
    }


def corrected(credits: Iterable[Credit], corrections: Sequence[Correction]) -> dict[Credit, tuple[str, ...]]:
    """Return what the articles say of their origin, each with the words of the corrections that put it right.

    >>> page = Credit("a", "a.example", None, None, None, page_id="p1")
    >>> ((told, words),) = corrected([page], [Correction("credit", "p1", "Reuters")]).items()
    >>> told.credit, told.credit_kind, words
    ('Reuters', 'agency', ('A correction says that the text of p1 is by Reuters.',))
    """
    by_page, by_outlet = corrections_of(corrections, "credit"), corrections_of(corrections, "outlet")
    of_pairs: dict[str, list[str]] = defaultdict(list)
    for correction in corrections:
        for page in (correction.of, correction.says) if correction.kind in OF_TWO_PAGES else ():
            of_pairs[page].append(correction.words)
    found = {}
    for credit in credits:
        outlet, name = by_outlet.get(credit.outlet or ""), by_page.get(credit.page_id or "")
        known = _of_outlet(credit, outlet.says) if outlet else credit
        put_right = _credited_to(known, name.says) if name else known
        words = [correction.words for correction in (outlet, name) if correction]
        found[put_right] = (*words, *of_pairs[credit.page_id or ""])
    return found


def _of_outlet(credit: Credit, outlet: str) -> Credit:
    """Return what a page says of its origin as a page of this outlet: where it credits that outlet, itself."""
    names = names_of_credit(credit)
    own = bool(names) and {load_sources().key(name) for name in names} == {outlet_key(outlet)}
    return replace(credit, outlet=outlet, credit_kind="own" if own and not credit.agency else credit.credit_kind)


def _credited_to(credit: Credit, name: str) -> Credit:
    sources = load_sources()
    listed = sources.named(name)
    agency = listed is not None and listed.kind == "agency"
    own = not agency and outlet_key(credit.outlet) == sources.key(name)
    return replace(
        credit,
        credit=name,
        credit_kind="agency" if agency else "own" if own else "outlet",
        agency=name if agency else None,
        agency_source="correction",
    )


def names_of_credit(member: Credit) -> list[str]:
    """Return the names other than its own outlet's that a page credits, in printed order."""
    if member.credit and member.credit_kind != "own":
        return member.credit.split("; ")
    return [member.agency] if member.agency and not member.credit else []


def contributors_of(members: Sequence[Credit]) -> dict[str, Credit]:
    """Return the houses that pages of a text say added to it, each with the first page that says so.

    >>> list(contributors_of([Credit("a", "a.example", None, None, None, contributors="AP; CNN")]))
    ['AP', 'CNN']
    """
    return {name: member for member in reversed(members) for name in (member.contributors or "").split("; ") if name}


def linked_names(member: Credit) -> list[str]:
    """Return whom a page that credits nobody credits by an address, unless they print what others wrote."""
    names = (member.linked or "").split("; ") if not member.credit else []
    return [name for name in names if name and not gathers(name)]


def gathers(outlet: str | None) -> bool:
    """Tell whether an outlet shows what others wrote, so that running a text says nothing of its origin.

    >>> gathers("news.google.com"), gathers("Yahoo! News"), gathers("google.example.org"), gathers("The Mail")
    (True, True, False, False)
    """
    source = load_sources().named(outlet) if outlet else None
    return source is not None and source.kind == "aggregator"


def settled_by_correction(members: Sequence[Credit]) -> Credit | None:
    """Return a page whose credit was put right, where all such pages of a text name one source."""
    right = [member for member in members if member.put_right]
    return right[0] if len({load_sources().key(member.credit or "") for member in right}) == 1 else None


def outlet_key(outlet: str | None) -> str:
    """Return one key for all sites of an outlet.

    >>> outlet_key("bbc.com") == outlet_key("bbc.co.uk"), outlet_key("a.example") == outlet_key("b.example")
    (True, False)
    """
    return load_sources().key(outlet) if outlet else ""


def staff_of(members: Sequence[Credit]) -> list[str]:
    """Return the outlets under whose own bylines a text runs, one for all sites of an outlet, sorted."""
    staff = {outlet_key(m.outlet): m.outlet for m in members if m.credit_kind == "own" and m.outlet}
    return sorted(staff.values())

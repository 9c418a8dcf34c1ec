"""What only one outlet reports of a story: sentences, quotations and names that no other outlet's copy has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wirecopy.serve.views.story import Dossier, Member
from wirecopy.types import Edit, Entity, Mention, Quote

_WHOLE = ("sentence_added", "paragraph_added")
_TOLD = ("person", "organisation", "place", "quantity")
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class OutletExclusives:
    """What one outlet alone has: passages it adds to a shared text, quotations, and names or quantities.

    `own_text` says that the outlet's article shares its text with no other, so that its passages are not listed.
    """

    name: str
    members: tuple[Member, ...]
    own_text: bool
    passages: tuple[Edit, ...]
    quotes: tuple[tuple[Quote, Mention], ...]
    entities: tuple[tuple[Entity, Mention], ...]


def outlet_exclusives(dossier: Dossier) -> tuple[OutletExclusives, ...]:
    """Return what each outlet alone reports, the one with most first; nothing where one outlet tells the story.

    Articles that name no outlet are each taken for themselves.
    """
    groups = _by_outlet(dossier.members)
    if len(groups) < 2:
        return ()
    home = {member.article.article_id: name for name, members in groups.items() for member in members}
    carriers = _carriers(dossier.mentions, home)
    rows = [_exclusives_of(dossier, name, members, home, carriers) for name, members in groups.items()]
    shown = [one for one in rows if one.passages or one.quotes or one.entities]
    return tuple(sorted(shown, key=lambda one: (-len(one.passages), -len(one.quotes), -len(one.entities), one.name)))


def _exclusives_of(
    dossier: Dossier,
    name: str,
    members: tuple[Member, ...],
    home: dict[str, str],
    carriers: dict[str, dict[str, Mention]],
) -> OutletExclusives:
    texts: dict[str, set[str]] = defaultdict(set)
    for member in dossier.members:
        for edit in member.edits:
            if edit.kind in _WHOLE:
                texts[_folded_text(edit)].add(home[edit.article_id])
    passages = [e for m in members for e in m.edits if e.kind in _WHOLE and texts[_folded_text(e)] == {name}]
    only = {fact: places[name] for fact, places in carriers.items() if list(places) == [name]}
    return OutletExclusives(
        name=name,
        members=members,
        own_text=all(member.family is None for member in members),
        passages=tuple({_folded_text(edit): edit for edit in passages}.values()),
        quotes=tuple((quote, only[quote.quote_id]) for quote in dossier.quotes if quote.quote_id in only),
        entities=tuple((e, only[e.entity_id]) for e in dossier.entities if e.entity_id in only and e.kind in _TOLD),
    )


def _by_outlet(members: Iterable[Member]) -> dict[str, tuple[Member, ...]]:
    groups: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        groups[member.article.outlet or member.name].append(member)
    return {name: tuple(group) for name, group in groups.items()}


def _carriers(mentions: Iterable[Mention], home: dict[str, str]) -> dict[str, dict[str, Mention]]:
    """Return, for each fact, its first mention in each outlet."""
    carriers: dict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in mentions:
        if mention.article_id in home:
            carriers[mention.fact_id].setdefault(home[mention.article_id], mention)
    return carriers


def _folded_text(edit: Edit) -> str:
    return " ".join(edit.text.translate(_FOLDED).split()).casefold()

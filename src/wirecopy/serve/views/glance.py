"""A story at a glance: what most copies say of it, who stands behind it, when it spread, what differs most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wirecopy.serve.views import wording
from wirecopy.serve.views.entities import NamedEntity, named_entities
from wirecopy.serve.views.story import Dossier, Member
from wirecopy.text.safe_text import clipped, in_line
from wirecopy.text.sentences import sentence_spans
from wirecopy.text.view import View
from wirecopy.times import instant
from wirecopy.types import Article, Edit, EntityKind, Stretch

SENTENCES, LEAD = 3, 6
"""Sentences shown: the first, and the best-carried of so many at the head of the text."""
LEAST_WORDS = 6  # of a sentence: a shorter one is an interjection, a by-line's rest, a half of a quotation
ALIKE = 0.7  # of two sentences' words: two captions of one picture are one
SURE = 0.92  # of people and organisations, which are shown by many as one line: what a reader takes as known
DIFFERENCES, WORDINGS, OUTLETS = 3, 4, 3
"""Differences shown, wordings shown of each, outlets named of each wording."""
NAMES = 6
TIMES = 8
_WEIGHT = ("quote_altered", "number", "negation", "headline")
"""Kinds of difference from the one that matters most: what somebody said, then what can be counted or denied. Other
words that differ are as often two passages laid side by side as two readings of one, and wait for the text in full."""
_AROUND, _REACH = 5, 80  # words shown on either side of a difference, characters they are looked for in
_MOST_WORDS = 12  # of either side of a difference: a longer one is another passage, not another wording


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence of the text that stands for the story, and how many copies carry it unchanged in substance."""

    text: str
    copies: int
    of: int

    @property
    def share(self) -> str:
        """How many copies of its text have it, in words.

        >>> Carried("It sails.", 2, 2).share, Carried("It sails.", 3, 5).share
        ('in both copies of this text', 'in 3 of 5 copies of this text')
        """
        if self.copies < self.of:
            return f"in {self.copies} of {self.of} copies of this text"
        return "in both copies of this text" if self.of == 2 else f"in all {self.of} copies of this text"


@dataclass(frozen=True, slots=True)
class SharedWording:
    """What some copies have at a place where copies differ: the outlets of those, and the words said of them."""

    text: str
    outlets: tuple[str, ...]
    copies: int
    lead: str = ""
    """Who has it, told before it: `cbsnews.com alone:`; empty of the first."""
    trail: str = ""
    """Who or how many have it, told behind it."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The wordings of one place, that of most copies first: whose it was first is not told, seldom being known."""

    kind: str
    wordings: tuple[SharedWording, ...]
    before: str = ""
    after: str = ""
    """The words of the text shown on either side: a word alone says nothing."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What fits one screen of a story; the whole dossier stands behind it."""

    sentences: tuple[Carried, ...]
    sources: tuple[wording.Source, ...]
    times: tuple[tuple[str, int], ...]
    """Days, or hours where all lies within two days, with how many articles each has; in order."""
    undated: int
    differences: tuple[Difference, ...]
    people: tuple[NamedEntity, ...]
    organisations: tuple[NamedEntity, ...]
    places: tuple[NamedEntity, ...]


def glance(dossier: Dossier) -> Glance:
    """Return what fits one screen of a story."""
    family = [member for member in dossier.members if _same_text(member, dossier.canonical)]
    times, undated = _times([member.article for member in dossier.members if member.article.counts])
    return Glance(
        sentences=_carried(dossier.canonical.article, family),
        sources=tuple(sorted(wording.sources(dossier.origins), key=lambda source: -len(source.article_ids))),
        times=times,
        undated=undated,
        differences=_differences(dossier.members),
        people=_most_named(dossier, "person"),
        organisations=_most_named(dossier, "organisation"),
        places=_most_named(dossier, "place"),
    )


def _same_text(member: Member, canonical: Member) -> bool:
    if member is canonical:
        return True
    return (
        member.family is not None
        and canonical.family is not None
        and member.family.family_id == canonical.family.family_id
    )


def _carried(article: Article, family: Sequence[Member]) -> tuple[Carried, ...]:
    """Return the first sentence of a text and the best-carried of those behind it, in their order."""
    view = View.joined(article.body, list(article.body_spans))
    changed = [
        [edit for edit in member.edits if edit.substantive and edit.base_end > edit.base_start] for member in family
    ]
    rows: list[Carried] = []
    for sentence in sentence_spans(article.body):
        text = article.body[sentence.start : sentence.end].strip()
        if len(text.split()) < LEAST_WORDS or _is_half(text) or any(_alike(text, other.text) for other in rows):
            continue
        places = list(view.raw(sentence))
        copies = sum(not any(_touches(edit, places) for edit in edits) for edits in changed)
        rows.append(Carried(text, copies, len(family)))
        if len(rows) == LEAD:
            break
    best = sorted(range(len(rows)), key=lambda at: (at > 0, -rows[at].copies, at))[:SENTENCES]
    return tuple(rows[at] for at in sorted(best))


def _is_half(text: str) -> bool:
    """Return whether a sentence opens a quotation that ends behind it, or closes one that began before.

    >>> _is_half("I'm not going with high expectations.”"), _is_half('He said "no" and left.')
    (True, False)
    """
    return text.count("“") != text.count("”") or text.count('"') % 2 == 1


def _alike(a: str, b: str) -> bool:
    one, other = set(a.casefold().split()), set(b.casefold().split())
    return len(one & other) >= ALIKE * min(len(one), len(other))


def _touches(edit: Edit, places: Iterable[Stretch]) -> bool:
    return any(edit.base_start < place.end and place.start < edit.base_end for place in places)


def _differences(members: Sequence[Member]) -> tuple[Difference, ...]:
    """Return the differences that matter most: by their kind, then by how many copies have another wording."""
    places: dict[tuple[str, int, int], list[Edit]] = {}
    for edit in (edit for member in members for edit in member.edits):
        if edit.substantive and _is_short(edit):
            places.setdefault((edit.base_article_id, edit.base_start, edit.base_end), []).append(edit)
    by_id = {member.article.article_id: member for member in members}
    rows: dict[tuple[SharedWording, ...], tuple[tuple[int, int, str], Difference]] = {}
    for edits in places.values():
        kind = min((edit.kind for edit in edits), key=_rank)
        base = by_id.get(edits[0].base_article_id)
        if _rank(kind) < len(_WEIGHT) and base is not None:
            wordings = _wordings(members, base, edits, kind)
            row = Difference(kind, wordings, *_around(base.page.raw, edits[0]))
            rows.setdefault(wordings, ((_rank(kind), -len(edits), edits[0].base_text), row))
    return tuple(row for _, row in sorted(rows.values(), key=lambda ranked: ranked[0])[:DIFFERENCES])


def _rank(kind: str) -> int:
    return _WEIGHT.index(kind) if kind in _WEIGHT else len(_WEIGHT)


def _wordings(members: Sequence[Member], base: Member, edits: Sequence[Edit], kind: str) -> tuple[SharedWording, ...]:
    """Return what the copies of a text have at one place, by how many have it; of as many, the text shown first."""
    by_id = {member.article.article_id: member for member in members}
    held = [(edits[0].base_text, m) for m in members if m is base or _has_as_base(m, base, edits[0], kind)]
    held += [(edit.text, by_id[edit.article_id]) for edit in edits]
    holders: dict[str, list[tuple[str, Member]]] = {}
    for text, member in held:
        holders.setdefault(in_line(text).casefold(), []).append((text, member))
    rows = sorted(holders.values(), key=lambda having: -len(having))
    several = len(rows[0]) > 1
    return tuple(
        _phrased(having[0][0], [member for _, member in having], first=not at, several=several)
        for at, having in enumerate(rows)
    )


def _has_as_base(member: Member, base: Member, edit: Edit, kind: str) -> bool:
    """Return whether a copy has what the text shown has where another has this edit, changing nothing there."""
    if not _same_text(member, base) or (kind == "headline" and member.article.title is None):
        return False
    where = [Stretch(edit.base_start, edit.base_end)]
    return not any(own.substantive and _touches(own, where) for own in member.edits)


def _phrased(text: str, having: Sequence[Member], *, first: bool, several: bool) -> SharedWording:
    """Return a wording with who has it; `several` tells whether more copies than one have the first."""
    outlets = tuple(dict.fromkeys(member.name for member in having))
    named = ", ".join(clipped(in_line(name), wording.NAME_LIMIT) for name in outlets[:OUTLETS])
    named += f" and {len(outlets) - OUTLETS} more" if len(outlets) > OUTLETS else ""
    if first:
        lead, trail = "", f"in {wording.count(len(having), 'copy')}" if several else f"({named})"
    elif len(outlets) == 1:
        lead, trail = f"{named} alone:" if several else f"{named}:", ""
    else:
        lead, trail = "others have", f"({named})"
    return SharedWording(text, outlets, len(having), lead, trail)


def _around(raw: str, edit: Edit) -> tuple[str, str]:
    """Return the few words of the text shown on either side of a difference; none of a headline, which is whole."""
    if edit.kind == "headline":
        return "", ""
    before = raw[max(0, edit.base_start - _REACH) : edit.base_start].rpartition("\n")[2].split()
    after = raw[edit.base_end : edit.base_end + _REACH].partition("\n")[0].split()
    return " ".join(before[1:][-_AROUND:]), " ".join(after[:-1][:_AROUND])


def _is_short(edit: Edit) -> bool:
    sides = (len(edit.base_text.split()), len(edit.text.split()))
    return min(sides) > 0 and max(sides) <= _MOST_WORDS


def _times(articles: Sequence[Article]) -> tuple[tuple[tuple[str, int], ...], int]:
    """Return when the articles say they were published, by the hour of UTC or by the day, and how many say nothing."""
    stated = [article.published for article in articles if instant(article.published) is not None]
    days = {str(time)[:10] for time in stated}
    by_hour = len(days) <= 2 and all("T" in str(time) for time in stated)
    counts = Counter(_hour(time) if by_hour else str(time)[:10] for time in stated)
    return tuple(sorted(counts.items())), len(articles) - len(stated)


def _hour(stated: str | None) -> str:
    return datetime.fromtimestamp(instant(stated) or 0.0, UTC).strftime("%Y-%m-%d %H:00")


def _most_named(dossier: Dossier, kind: EntityKind) -> tuple[NamedEntity, ...]:
    """Return the entities that most articles name, then those named most often; of places all that are shown at all."""
    rows = [row for row in named_entities(dossier, kind) if kind == "place" or (row.entity.confidence or 0.0) >= SURE]
    rows.sort(key=lambda row: (-len(row.articles), -len(row.mentions), row.entity.name))
    return tuple(rows[:NAMES])

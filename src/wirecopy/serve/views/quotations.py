"""The quotations of a story in the order of its text, each with every place that carries it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.serve.views.story import Dossier, articles_of
from wirecopy.types import Mention, Quote

Sort = Literal["quoted", "reported", "held", "led"]
SORTS: tuple[tuple[Sort, str, str], ...] = (
    ("quoted", "quotation", "quotations"),
    ("reported", "saying reported without marks", "sayings reported without marks"),
    ("held", "view or plan", "views and plans"),
)
"""The sorts of what is said in the order they are shown, each with the words that count it."""
_HELD = ("view", "plan")  # ways that rule ids name: what somebody thinks, judges, shows or wants


@dataclass(frozen=True, slots=True)
class Voice:
    """Everything of one sort that one speaker says, in the order of the text; `name` is null where none is settled."""

    name: str | None
    role: str | None
    sayings: tuple[Saying, ...]


def sort_of(quote: Quote) -> Sort:
    """Return whether a quotation stands in marks, is reported without, or is a view or plan that somebody holds.

    "led" is what a quotation in marks is about (`described the men as "tired"`): it is not shown for itself.
    """
    if quote.kind != "indirect":
        return "quoted"
    way = (quote.rule or "").split(":")[1:2]
    if way == ["leads"]:
        return "led"
    return "held" if way and way[0] in _HELD else "reported"


def telling_cue(quote: Quote) -> str | None:
    """Return the cue where words without marks are not simply said: denied, asked, promised, thought, refused."""
    return quote.cue if sort_of(quote) != "quoted" and (sort_of(quote) == "held" or quote.stance != "said") else None


def voices(found: Iterable[Saying], sort: Sort) -> tuple[Voice, ...]:
    """Return the sayings of a sort by their speaker; speakers by what they say first."""
    groups: dict[tuple[str | None, str | None], list[Saying]] = {}
    for saying in found:
        quote = saying.quote
        if sort_of(quote) == sort:
            key = (quote.speaker, None) if quote.speaker else (None, quote.speaker_role)
            groups.setdefault(key, []).append(saying)
    roles = {
        key: next((s.quote.speaker_role for s in said if s.quote.speaker_role), None) for key, said in groups.items()
    }
    return tuple(Voice(key[0], told_beside(key[0], roles[key]), tuple(said)) for key, said in groups.items())


def told_beside(name: str | None, role: str | None) -> str | None:
    """Return the role unless the name already says it ("A senior official")."""
    return None if name and role and name.endswith(role) else role


@dataclass(frozen=True, slots=True)
class Saying:
    """One quotation, its number in the story from 1, and its places: canonical article first."""

    quote: Quote
    number: int
    mentions: tuple[Mention, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Return the articles that carry it, each once."""
        return articles_of(self.mentions)


def sayings(dossier: Dossier) -> tuple[Saying, ...]:
    """Return the story's quotations in the order in which its first article, then the others, carry them."""
    quotes = {quote.quote_id: quote for quote in dossier.quotes if sort_of(quote) != "led"}
    places = dossier.places_of(quotes)
    return tuple(Saying(quotes[key], number, mentions) for number, (key, mentions) in enumerate(places.items(), 1))


def spoken_sorts(found: Sequence[Saying]) -> tuple[tuple[str, tuple[Voice, ...]], ...]:
    """Return the sorts that a story has, each with its heading ("7 quotations") and its speakers."""
    groups = []
    for sort, one, many in SORTS:
        speakers = voices(found, sort)
        number = sum(len(voice.sayings) for voice in speakers)
        if speakers:
            groups.append((f"{number:,} {one if number == 1 else many}", speakers))
    return tuple(groups)

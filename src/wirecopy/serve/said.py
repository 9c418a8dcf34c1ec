"""The quotations of a story in the order of its text, each with every place that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.serve.dossier import Dossier
from wirecopy.types import Mention, Quote


@dataclass(frozen=True, slots=True)
class Saying:
    """One quotation, its number in the story from 1, and its places: canonical article first."""

    quote: Quote
    number: int
    mentions: tuple[Mention, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Return the articles that carry it, each once."""
        return tuple(dict.fromkeys(mention.article_id for mention in self.mentions))


def sayings(dossier: Dossier) -> tuple[Saying, ...]:
    """Return the story's quotations in the order in which its first article, then the others, carry them."""
    order = {member.article.article_id: n for n, member in enumerate(dossier.members)}
    places: dict[str, list[tuple[int, int, Mention]]] = {quote.quote_id: [] for quote in dossier.quotes}
    for mention in dossier.mentions:
        if mention.fact_id in places and mention.article_id in order:
            places[mention.fact_id].append((order[mention.article_id], mention.start, mention))
    for found in places.values():
        found.sort(key=lambda place: place[:2])
    nowhere = (len(order), 0)
    ranked = sorted(
        dossier.quotes,
        key=lambda q: (places[q.quote_id][0][:2] if places[q.quote_id] else nowhere, q.quote_id),
    )
    return tuple(Saying(q, n, tuple(place[2] for place in places[q.quote_id])) for n, q in enumerate(ranked, 1))

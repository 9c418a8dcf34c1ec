"""What a terminal shows of descent: the settled part of each tree, and quotations that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from wirecopy.serve.terminal.layout import hanging, heading
from wirecopy.serve.views import wording
from wirecopy.serve.views.quotation_variants import quoted_otherwise
from wirecopy.serve.views.stemma_layout import SOURCE, branches
from wirecopy.serve.views.story import Member
from wirecopy.serve.views.wording import Handle
from wirecopy.text.safe_text import clipped, in_line

_WORDS_LIMIT = 300
_MOST_BRANCHES = 60


def trees(members: Sequence[Member], handles: dict[str, Handle]) -> Iterator[RenderableType]:
    """Yield the settled tree of each text that has one, under one heading."""
    drawn = [(group, rows) for group in wording.texts(members) if (rows := list(branches(group)))]
    if drawn:
        yield heading("Taken from")
    for group, rows in drawn:
        for branch in rows[:_MOST_BRANCHES]:
            if branch.article_id == SOURCE:
                text = Text(f"({wording.inferred_source(group)})", style="dim")
            else:
                text = Text.assemble((handles[branch.article_id].letter, "bold"), f" {handles[branch.article_id].name}")
            if branch.confidence is not None:
                text.append(f" {wording.share(branch.confidence)}", style="dim")
            yield Padding(text, (0, 0, 0, 2 + 3 * branch.depth))
        if len(rows) > _MOST_BRANCHES:
            yield Padding(Text(f"and {len(rows) - _MOST_BRANCHES:,} more", style="dim"), (0, 0, 0, 2))


def differing_quotations(members: Sequence[Member], handles: dict[str, Handle]) -> Iterator[RenderableType]:
    """Yield the places where copies quote different words, and who is known to have changed them."""
    places = [place for group in wording.texts(members) for place in quoted_otherwise(group)]
    if places:
        yield heading("Quotations that differ")
    for number, place in enumerate(places, 1):
        base = handles[place.base.article.article_id].letter
        line = Text.assemble((_words(place.base_text), "red"), f" in {base}")
        for text, ids in place.readings:
            line.append("; ").append(_words(text), style="green")
            line.append(f" in {wording.letters(handles[i] for i in ids)}")
        if place.altered:
            who = wording.letters(handles[i] for i in place.altered)
            line.append(f"\naltered by {who}: the text it was taken from has the other words", style="bold")
        yield hanging(f"{number}.", line)


def _words(text: str) -> str:
    return clipped(in_line(text), _WORDS_LIMIT) or "(nothing)"

"""The items of digests and live pages in the terminal's view of a story."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from wirecopy.serve.terminal.layout import hanging, heading
from wirecopy.serve.views import wording
from wirecopy.serve.views.items import Item
from wirecopy.serve.views.story import Dossier
from wirecopy.text.safe_text import clipped, in_line

SHOWN = 12
"""Items of a page that are shown: a live page may have hundreds."""
LABEL_LIMIT = 160
_FORMS = {"live": "live page", "digest": "digest"}


def item_lines(dossier: Dossier) -> Iterator[RenderableType]:
    """Yield the items that tell of the story elsewhere, then what the story's own pages hold, page by page."""
    own = {member.article.article_id for member in dossier.members}
    story_id = dossier.headline.story_id
    elsewhere = [item for item in dossier.items if item.unit.article_id not in own]
    within = [item for item in dossier.items if item.unit.article_id in own]
    if elsewhere:
        yield heading("Told in an item of other pages too (not counted)")
        yield from _pages(elsewhere, story_id)
    if within:
        yield heading("Items of its pages")
        yield from _pages(within, story_id)


def _pages(items: list[Item], story_id: str) -> Iterator[RenderableType]:
    for _, found in groupby(items, key=lambda item: item.unit.article_id):
        rows = list(found)
        page = rows[0]
        name = clipped(in_line(page.outlet or "outlet not stated"), wording.NAME_LIMIT)
        line = Text.assemble((name, "bold"), f", {_FORMS[page.unit.form]}: {clipped(in_line(page.page_label), 80)}")
        for item in rows[:SHOWN]:
            line.append(f"\n- {clipped(in_line(item.unit.label), LABEL_LIMIT)}")
            line.append(f"\n  {_story(item, story_id)}", style="dim")
        if len(rows) > SHOWN:
            line.append(f"\n... and {len(rows) - SHOWN} more", style="dim")
        yield hanging("", line)


def _story(item: Item, story_id: str) -> str:
    if item.unit.story_id == story_id:
        return "tells of this story"
    if item.story_label is None:
        return "no article tells of it"
    return f"tells of {item.unit.story_id}: {clipped(in_line(item.story_label), LABEL_LIMIT)}"

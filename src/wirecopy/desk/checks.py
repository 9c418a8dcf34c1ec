"""Texts as requests and forms give them, and what becomes of one that is kept."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.api import NewsBase
from wirecopy.pipeline.live.check import columns_of_pair, page_of
from wirecopy.pipeline.live.compare import Comparer
from wirecopy.serve.views import Json, plain_columns

STORIES_UP_TO = 5000
"""Articles of a base up to which a text that is kept is told its story: the texts of its window are loaded for that one
text, some .15 s for a thousand. `wirecopy add` and a watch tell it whatever the size."""


@dataclass(frozen=True, slots=True)
class TextQuestion:
    """A text somebody gives, with what is known of it."""

    text: str
    outlet: str = ""
    url: str = ""
    title: str = ""
    published: str = ""

    @property
    def source(self) -> dict[str, str]:
        """Return it as a source to check."""
        return {"text": self.text, "outlet": self.outlet, "url": self.url, "title": self.title} | {
            "published": self.published
        }


def add(base: NewsBase, asked: TextQuestion, comparer: Comparer) -> dict[str, Json]:
    """Keep a text in the base and return what became of it; raises BaseBusy while another process writes."""
    small = len(base.tables.rows("stories")) <= STORIES_UP_TO
    with base.live(comparer.options, stories=small) as opened:
        added = opened.add(page_of(asked.source, comparer.options))
    return plain_columns(added) | {"copies": [columns_of_pair(copy) for copy in added.copies]}

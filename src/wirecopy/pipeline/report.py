"""A whole base as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirecopy.api import NewsBase


def report_pieces(base: NewsBase, title: str) -> Iterator[str]:
    """Yield the pieces of the report on every story of the base."""
    from wirecopy.serve.html import render_report

    stories = base.stories()
    made = datetime.now(UTC).isoformat(timespec="minutes")
    heading = title or base.tables.layout.root.name
    return render_report(stories, (base.story(s.story_id) for s in stories), title=heading, generated=made)

"""A whole base as one HTML page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wirecopy.serve.views import Reader


def report_pieces(reader: Reader, title: str, least: float | None = None) -> Iterator[str]:
    """Yield the pieces of the report on every story of a base, with the facts of enough confidence."""
    from wirecopy.serve.html import render_report
    from wirecopy.serve.views import dossiers, headlines

    stories = headlines(reader)
    made = datetime.now(UTC).isoformat(timespec="minutes")
    return render_report(stories, dossiers(reader, stories, least), title=title, generated=made)

"""Copies and reports as scraped pages: dateline and credit, the outlet's furniture round the text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

from tracing.transmission.stories import Report
from tracing.transmission.tree import Copy, Transmission

_START = datetime(2024, 3, 4, 6, 0, tzinfo=UTC)
_ABOVE = ("Home / News / World", "Subscribe to our newsletter", "Share this article")
_BELOW = ("Share this article", "Comments are closed.", "Sign up for our daily newsletter", "Follow us on Twitter")


def copy_row(story: Transmission, copy: Copy) -> dict[str, str]:
    """The copy's page as a row of a table file."""
    rng = Random(story.seed * 1000 + copy.number)
    place = story.event.place.upper()
    credit = f"{place} ({story.agency}) - " if copy.credits else f"{place} - " if rng.random() < 0.5 else ""
    when = copy.minute if copy.stated else None
    return _row(rng, f"{story.seed}-c{copy.number}", copy.outlet, credit + copy.print().text, when)


def report_row(story: Transmission, report: Report) -> dict[str, str]:
    """The report's page as a row of a table file."""
    rng = Random(story.seed * 1000 + 999)
    return _row(rng, f"{story.seed}-{report.sort}", report.outlet, report.text, report.minute)


def _row(rng: Random, name: str, outlet: str, body: str, minute: int | None) -> dict[str, str]:
    above = [line for line in _ABOVE if rng.random() < 0.3]
    below = [line for line in _BELOW if rng.random() < 0.3]
    below.append(f"Copyright 2024 {outlet}. All rights reserved.")
    row = {"id": name, "outlet": outlet, "text": "\n\n".join([*above, body, *below])}
    if minute is not None:
        row["published"] = (_START + timedelta(minutes=minute)).isoformat()
    return row

"""Stories as a notebook shows them: the story list as a table, one story as its page in a frame of its own."""

from __future__ import annotations

import html
from collections.abc import Iterable
from itertools import islice

from wirecopy.serve.dossier import Dossier, Headline
from wirecopy.serve.visible import in_line

LISTED = 50
FRAME_HEIGHT = 640  # pixels: a notebook cell that still leaves the next one in sight


def story_table(headlines: Iterable[Headline]) -> str:
    """Return the story list as an HTML table, the first fifty; everything from pages is escaped."""
    rows = "".join(
        f"<tr><td>{html.escape(story.counts)}</td><td>{html.escape(in_line(story.label))}</td>"
        f"<td>{html.escape(story.first_published or '')}</td><td><code>{html.escape(story.story_id)}</code></td></tr>"
        for story in islice(headlines, LISTED)
    )
    heads = "".join(f"<th>{name}</th>" for name in ("counts", "label", "first published", "story_id"))
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"


def story_frame(dossier: Dossier) -> str:
    """Return the story's report in a sandboxed frame, so that neither its style nor a page's text leaves it."""
    from wirecopy.serve.report import render_report

    page = "".join(render_report([dossier.headline], [dossier], title="wirecopy", generated=""))
    return f'<iframe sandbox srcdoc="{html.escape(page)}" width="100%" height="{FRAME_HEIGHT}"></iframe>'

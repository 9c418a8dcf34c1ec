"""Stories as a notebook shows them: the list and the edits as tables, a story as its page in a frame, trees drawn."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from itertools import islice

from wirecopy.serve.views import wording
from wirecopy.serve.views.spread import SpreadChart
from wirecopy.serve.views.stemma_layout import Drawing
from wirecopy.serve.views.story import Dossier, Headline
from wirecopy.text.safe_text import in_line

LISTED = 50
EDITS_LISTED = 200
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
    from wirecopy.serve.html import render_report

    page = "".join(render_report([dossier.headline], [dossier], title="wirecopy", generated="", packed=False))
    return f'<iframe sandbox srcdoc="{html.escape(page)}" width="100%" height="{FRAME_HEIGHT}"></iframe>'


class ShownDossier(Dossier):
    """A story with all its evidence that displays itself in a notebook as its page."""

    __slots__ = ()

    @staticmethod
    def of(dossier: Dossier | None) -> ShownDossier:
        """Return the same story, to be displayed; an id that is known has one."""
        assert dossier is not None
        return ShownDossier(**{part.name: getattr(dossier, part.name) for part in fields(dossier)})

    def _repr_html_(self) -> str:
        return story_frame(self)


@dataclass(frozen=True, slots=True)
class HtmlView:
    """A piece of HTML that displays itself in a notebook."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def edits(dossier: Dossier) -> HtmlView:
    """Return what the copies of a story changed, substance first, as a table that displays itself."""
    handles = wording.handles(dossier.members)
    edits_in_order = sorted(
        (e for m in dossier.members for e in m.edits), key=lambda e: (not e.substantive, e.article_id, e.start)
    )
    rows = "".join(
        f"<tr>{_cell(str(handles[edit.article_id]))}{_cell('substance' if edit.substantive else 'house style')}"
        f"{_cell(wording.kind_words(edit.kind))}{_cell(edit.base_text)}{_cell(edit.text)}</tr>"
        for edit in edits_in_order[:EDITS_LISTED]
    )
    left = f"<p>{len(edits_in_order) - EDITS_LISTED:,} more left out.</p>" if len(edits_in_order) > EDITS_LISTED else ""
    heads = "".join(f"<th>{name}</th>" for name in ("article", "layer", "kind", "canonical text", "its own"))
    return HtmlView(f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>{left}")


def spread(dossier: Dossier) -> HtmlView:
    """Return how the texts of a story spread over hours, drawn: each copy that states an hour, counted up."""
    from wirecopy.serve.views.spread import spread as drawn

    charts = [chart for group in wording.texts(dossier.members) if (chart := drawn(group))]
    return HtmlView(
        "".join(map(_spread, charts)) or "<p>No text of this story has three copies that state an hour.</p>"
    )


def _spread(chart: SpreadChart) -> str:
    dots = "".join(
        f'<circle cx="{s.x}" cy="{s.y}" r="4"><title>{_escaped(s.said)}</title></circle>' for s in chart.steps
    )
    marks = "".join(f'<text x="{x}" y="{chart.height + 8}" opacity="0.7">{label}</text>' for x, label in chart.ticks)
    return (
        f'<svg width="{chart.width}" height="{chart.height + 14}" role="img" font-family="sans-serif" font-size="11"'
        f' fill="currentColor"><path d="{chart.path}" fill="none" stroke="currentColor"/>{marks}{dots}</svg>'
        f"<p>{_escaped(chart.said)}.</p>"
    )


def tree(dossier: Dossier) -> HtmlView:
    """Return the tree of each family of a story, drawn: solid lines are settled, dashed ones inferred."""
    from wirecopy.serve.html.view import story_view

    drawn = [text.tree for text in story_view(dossier, raw_pages=False).texts if text.tree]
    return HtmlView("".join(map(_svg, drawn)) or "<p>No text of this story has copies.</p>")


def _svg(drawing: Drawing) -> str:
    return (
        f'<svg width="{drawing.width}" height="{drawing.height}" viewBox="0 0 {drawing.width} {drawing.height}"'
        f' role="img" font-family="sans-serif" font-size="12" fill="currentColor">{"".join(_strokes(drawing))}</svg>'
    )


def _strokes(drawing: Drawing) -> Iterator[str]:
    for x, label in drawing.ticks:
        yield f'<text x="{x}" y="13" opacity="0.7">{html.escape(label)}</text>'
    for line in drawing.lines:
        dashed = ' stroke-dasharray="4 3"' if line.inferred else ""
        yield f'<path d="{line.path}" fill="none" stroke="currentColor"{dashed}>'
        yield f"<title>{_escaped(line.said)}</title></path>"
    for node in drawing.nodes:
        yield f'<circle cx="{node.x}" cy="{node.y}" r="5"><title>{_escaped(node.said)}</title></circle>'
        yield f'<text x="{node.x + 9}" y="{node.y + 4}">{_escaped(str(node.handle))}</text>'


def _cell(text: str) -> str:
    return f"<td>{_escaped(text)}</td>"


def _escaped(text: str) -> str:
    return html.escape(in_line(text))

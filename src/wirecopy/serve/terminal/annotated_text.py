"""A canonical text as a terminal shows it: differences marked, readings under each paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from wirecopy.serve.html.annotate import CopyReading, Segment, Variant
from wirecopy.serve.html.view import TextView, text_views
from wirecopy.serve.terminal.layout import hanging, heading
from wirecopy.serve.views import wording
from wirecopy.serve.views.story import Dossier
from wirecopy.serve.views.wording import Handle
from wirecopy.text.safe_text import clipped, in_line

READING_LIMIT = 600
_MOST_HEADLINES = 40
"""A longer reading is shown by its two ends."""
NAMED = 3
"""More copies than this are given by their letters alone."""

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_STYLES = {"substance": "bold yellow", "block": "magenta"}


def running_texts(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    """Yield every text of the story in turn, under a heading that names the copy whose words are shown."""
    views = text_views(dossier, handles)
    for number, view in enumerate(views, 1):
        which = f"Text {number} of {len(views)}" if len(views) > 1 else "Text"
        yield heading(f"{which} as {handles[view.base.article.article_id]} has it")
        yield from _paragraphs(view, handles)
        yield from _headlines(view, handles)


def _paragraphs(view: TextView, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    seen: set[int] = set()
    for i, paragraph in enumerate(view.paragraphs):
        if i:
            yield Text()
        for variant in paragraph.before:
            yield _note(variant, handles)
            yield Text()
        line = Text(f"{in_line(view.place)} — ", style="dim") if view.place and not i else Text()
        for segment in paragraph.segments:
            _append(line, segment, seen)
        yield Padding(line, (0, 0, 0, 2))
        notes = sorted((*paragraph.notes, *paragraph.after), key=lambda v: v.number or 0)
        yield from (_note(variant, handles) for variant in notes)
    if not view.paragraphs:
        yield Padding(Text("No body text was found on this page.", style="dim"), (0, 0, 0, 2))
    if view.characters_left_out:
        left_out = wording.count(view.characters_left_out, "more character")
        yield Padding(Text(f"({left_out} left out here)", style="dim"), (0, 0, 0, 2))
    for edit in view.outside:
        said = Text.assemble(f"{wording.kind_words(edit.kind)}: ", (clipped(in_line(edit.text), READING_LIMIT), "bold"))
        yield hanging(Text(handles[edit.article_id].letter, style="bold"), said)


def _headlines(view: TextView, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    if view.headlines:
        yield heading("Headlines")
    for title, ids in view.headlines[:_MOST_HEADLINES]:
        letters = Text(wording.letters(handles[i] for i in ids), style="dim")
        yield hanging("·", Text.assemble(clipped(in_line(title), READING_LIMIT), "  ", letters))
    if len(view.headlines) > _MOST_HEADLINES:
        yield Text(f"and {len(view.headlines) - _MOST_HEADLINES:,} more", style="dim")


def _append(line: Text, segment: Segment, seen: set[int]) -> None:
    marked = [v for v in segment.variants if v.layer != "style"]
    opening = sum(v.number not in seen for v in marked if v.start < v.end)
    seen.update(v.number for v in marked if v.number is not None)
    text = in_line_spaced(segment.text)
    body = text.strip()
    lead, tail = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]) if body else (text, "")
    style = _STYLES[min(marked, key=lambda v: v.layer == "block").layer] if marked else ""
    line.append(lead + "‹" * opening)
    line.append(body, style=style or ("dim" if segment.quiet else "cyan" if segment.quotes else ""))
    for variant in (v for v in segment.closes if v.layer != "style"):
        line.append("›" if variant.start < variant.end else "‸")
        line.append(str(variant.number).translate(_RAISED), style="bold")
    line.append(tail)


def in_line_spaced(text: str) -> str:
    """Return a stretch of running text on one line, its spaces at both ends kept as one."""
    words = " ".join(in_line(part) for part in text.split())
    return f"{' ' * text[:1].isspace()}{words}{' ' * (text[-1:].isspace() and bool(words))}"


def _note(variant: Variant, handles: dict[str, Handle]) -> RenderableType:
    parts = [_reading(variant, reading, handles) for reading in variant.readings]
    return hanging(Text(f"{variant.number:>2}", style="bold"), Text("\n").join(parts), indent=4)


def _reading(variant: Variant, reading: CopyReading, handles: dict[str, Handle]) -> Text:
    kinds = ", ".join(wording.kind_words(kind) for kind in reading.kinds)
    carriers = _carriers(reading, handles)
    if variant.layer == "block" and variant.start < variant.end:
        where = "elsewhere in" if "sentence_moved" in reading.kinds else "not in"
        return Text.assemble((f"{kinds}: ", "dim"), f"{where} {carriers}")
    words = clipped(in_line(reading.text), READING_LIMIT)
    return Text.assemble((f"{kinds}: ", "dim"), (words, "bold") if words else "left out", f" · {carriers}")


def _carriers(reading: CopyReading, handles: dict[str, Handle]) -> str:
    carriers = [handles[edit.article_id] for edit in reading.carriers]
    return ", ".join(map(str, carriers)) if len(carriers) <= NAMED else wording.letters(carriers)

"""Copies named in running text, each a letter that leads to a place, and the look of a stretch of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice

from markupsafe import Markup, escape

from wirecopy.serve.html.annotate import Segment
from wirecopy.serve.views.wording import Handle, count
from wirecopy.text.safe_text import visible

CHIPS_LIMIT = 12
"""Of the copies that agree, this many are named at once; the others are folded."""
FOLDED_LIMIT = 200
"""So many are folded; those beyond are counted."""
NAMED_IN_FULL = 3
"""Of so many copies each is named; of more the letter has to do."""

_LAYERS = {"substance": "v sub", "block": "v block", "style": "sty"}

Places = Sequence[tuple[Handle, str]]
"""Copies, each with the address that its letter leads to."""


def chip(handle: Handle, href: str) -> Markup:
    """Return a copy's letter, a link to the place."""
    return Markup(f'<a class="chip" href="{escape(href)}" title="{_safe(handle.name)}">{escape(handle.letter)}</a>')


def named_copy(handle: Handle, href: str) -> Markup:
    """Return a copy's letter, a link to the place, and its name."""
    return Markup(f"{chip(handle, href)} <bdi>{_safe(handle.name)}</bdi>")


def chips(places: Places) -> Markup:
    """Return the letters of some copies; where there are many, most of them folded."""
    places = sorted(places, key=lambda place: (len(place[0].letter), place[0].letter))
    shown = _row(places[:CHIPS_LIMIT])
    left = len(places) - CHIPS_LIMIT
    if left <= 0:
        return Markup(shown)
    folded = _row(islice(places, CHIPS_LIMIT, CHIPS_LIMIT + FOLDED_LIMIT))
    rest = f"and {left - FOLDED_LIMIT:,} not listed " if left > FOLDED_LIMIT else ""
    more = f'<details class="more"><summary>and {left:,} more</summary>{folded}{rest}</details>'
    return Markup(shown + more)


def carriers(places: Places) -> Markup:
    """Return the copies that share a reading: a few by name, many by letter."""
    few = ", ".join(named_copy(*place) for place in places) if len(places) <= NAMED_IN_FULL else chips(places)
    return Markup(f'<span class="carriers">{few}</span>')


def rows_left_out(number: int, address: str | None = None, noun: str = "") -> Markup:
    """Return what says how many rows a list leaves out, of what, and where they are.

    >>> str(rows_left_out(2, "/story/s_1?open=all#copies", "copy"))
    '<p class="left-out"><a href="/story/s_1?open=all#copies">2 more copies</a></p>'
    """
    words = count(number, f"more {noun}") if noun else f"{number:,} more"
    shown = f'<a href="{escape(address)}">{words}</a>' if address else f"{words} left out here"
    return Markup(f'<p class="left-out">{shown}</p>')


def classes(segment: Segment, in_marks: Collection[str]) -> str:
    """Return the classes of a stretch of text; `in_marks` are the quotations that stand in quotation marks."""
    kinds = ["quote" if any(q in in_marks for q in segment.quotes) else "told"] if segment.quotes else []
    layers = [_LAYERS[variant.layer] for variant in segment.variants]
    return " ".join((["dateline"] if segment.quiet else []) + kinds + layers)


def _row(places: Iterable[tuple[Handle, str]]) -> str:
    return "".join(f"{chip(*place)} " for place in places)


def _safe(text: str) -> Markup:
    return escape(visible(text))

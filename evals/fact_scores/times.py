"""Dates against TimeBank and WikiWars: TempEval-3's relaxed match, and the value right, as F1 by halves."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from halves import half_of

from fact_scores.answers import Spot
from fact_scores.figures import Figure, Marked, rows, share
from fact_scores.run import Part
from wirecopy.facts.dates.reader import dated
from wirecopy.text.sentences import sentence_spans

Gold = tuple[int, int, str]
Text = tuple[str, list[Gold], date | None]
ASKED = {"dates: relaxed F1": 0.90, "dates: value F1": 0.78}


def timebank(folder: Path) -> Part:
    """Return the rows of TimeBank by halves, and its figures over all documents."""
    marked = [mark("timebank", path.name, read_timebank(path)) for path in sorted(folder.glob("*.tml"))]
    lines = [
        Figure(name, asked, share([m.shares[name] for m in marked]), sum(round(m.shares["gold"][1]) for m in marked))
        for name, asked in ASKED.items()
    ]
    return _part("TimeBank", marked, lines)


def wikiwars(folder: Path) -> Part:
    """Return the rows of WikiWars by halves."""
    marked = [mark("wikiwars", path.name, read_wikiwars(path)) for path in sorted(folder.glob("*.key.xml"))]
    return _part("WikiWars", marked, [])


def _part(title: str, marked: Sequence[Marked], figures: Sequence[Figure]) -> Part:
    shown = [m for m in rows(marked) if m.name != "gold"]
    errors = [line for m in marked if m.half == "learn" for line in m.missed]
    lines = [f"Over all documents: {f.name} {f.reached:.3f} (asked {f.asked:g}), n {f.count:,}." for f in figures]
    asked = {"dates: relaxed F1": 0.94, "dates: value F1": 0.84} if title == "TimeBank" else {}
    return Part(title, shown, lines, errors, asked)


def mark(group: str, key: str, text: Text) -> Marked:
    """Return one document marked: twice the matched over gold and found is F1."""
    body, gold, today = text
    dates = [(d.expression.start, d.expression.end, d.meaning.value) for d in dated(body, sentence_spans(body), today)]
    taken: set[int] = set()
    matched = right = 0
    missed = []
    for start, end, value in gold:
        hit = next((n for n, d in enumerate(dates) if n not in taken and d[0] < end and start < d[1]), None)
        if hit is not None:
            taken.add(hit)
            matched += 1
            right += dates[hit][2] == value
        told = None if hit is None else dates[hit][2]
        if told != value:
            missed.append(f"{key} {start}-{end} {' '.join(body[start:end].split()[:12])!r}: {value}, told {told}")
    missed += [f"{key} wrong {body[d[0] : d[1]]!r}" for n, d in enumerate(dates) if n not in taken]
    whole = len(gold) + len(dates)
    shares = {"dates: relaxed F1": (2.0 * matched, float(whole)), "dates: value F1": (2.0 * right, float(whole))}
    shares["dates: value right of found"] = (float(right), float(matched))
    return Marked(key, half_of(group, key), {**shares, "gold": (0.0, float(len(gold)))}, tuple(missed))


def read_timebank(path: Path) -> Text:
    """Return the text of a TimeML file, its TIMEX3 with values, and its day."""
    source = path.read_text("utf-8")
    day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, found = stripped(body.group(1) if body else "", "TIMEX3", lambda tag: _attribute(tag, "value"))
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", text)  # lines are broken at a width there; offsets stay
    return joined, found, date.fromisoformat(day.group(1)) if day else None


def read_wikiwars(path: Path) -> Text:
    """Return the text of a WikiWars file and its TIMEX2 that have a value; of nested ones the outer."""
    source = path.read_text("utf-8")
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, found = stripped(body.group(1) if body else "", "TIMEX2", lambda tag: _attribute(tag, "val"))
    outer = [one for one in found if not any(o != one and o[0] <= one[0] and one[1] <= o[1] for o in found)]
    return text, outer, None


def _attribute(tag: str, name: str) -> str | None:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return found.group(1) if found else None


def stripped(source: str, tag: str, value_of: Callable[[str], str | None]) -> tuple[str, list[Gold]]:
    """Return a text without its tags, and where each tag of a name with a value stood.

    >>> stripped('on <T v="1">May 1</T>.', "T", lambda tag: "1")
    ('on May 1.', [(3, 8, '1')])
    """
    text, gold = "", []
    opened: list[tuple[Spot, str | None]] = []
    for piece in re.split(r"(<[^>]+>)", source):
        if piece.startswith(f"<{tag}"):
            opened.append(((len(text), len(text)), value_of(piece)))
        elif piece.startswith(f"</{tag}"):
            (start, _), value = opened.pop()
            if value is not None:
                gold.append((start, len(text), value))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    return text, sorted(gold)

"""Dates against TimeBank: TempEval-3's relaxed match, and the value right as F1."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path

from fact_scores.figures import Figure
from wirecopy.facts.dates.reader import dated
from wirecopy.text.sentences import sentence_spans

Gold = tuple[int, int, str]


def score_dates(folder: Path) -> list[Figure]:
    gold = found = matched = right = 0
    for path in sorted(folder.glob("*.tml")):
        text, expected, today = read(path)
        dates = list(dated(text, sentence_spans(text), today))
        gold, found = gold + len(expected), found + len(dates)
        taken: set[int] = set()
        for start, end, value in expected:
            hit = next(
                (
                    n
                    for n, d in enumerate(dates)
                    if n not in taken and d.expression.start < end and start < d.expression.end
                ),
                None,
            )
            if hit is not None:
                taken.add(hit)
                matched += 1
                right += dates[hit].meaning.value == value
    return [
        Figure("dates: relaxed F1", 0.90, 2 * matched / (gold + found), gold),
        Figure("dates: value F1", 0.78, 2 * right / (gold + found), gold),
    ]


def read(path: Path) -> tuple[str, list[Gold], date | None]:
    source = path.read_text("utf-8")
    day = re.search(r'<DCT>.*?value="(\d{4}-\d\d-\d\d)', source, re.DOTALL)
    body = re.search(r"<TEXT>(.*?)</TEXT>", source, re.DOTALL)
    text, gold, opened = "", [], (0, "")
    for piece in re.split(r"(<[^>]+>)", body.group(1) if body else ""):
        value = re.search(r'value="([^"]*)"', piece) if piece.startswith("<TIMEX3") else None
        if value is not None:
            opened = len(text), value.group(1)
        elif piece.startswith("</TIMEX3"):
            gold.append((opened[0], len(text), opened[1]))
        elif not piece.startswith("<"):
            text += html.unescape(piece)
    joined = re.sub(r"(?<!\n)\n(?!\n)", " ", text)  # lines are broken at a width there; offsets stay
    return joined, gold, date.fromisoformat(day.group(1)) if day else None

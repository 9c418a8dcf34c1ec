"""Invented families as scraped pages: English words in sentences, a headline, entries under times, an outlet's lines.

What `invented` draws letter by letter is told here in words of our own examples (`training/edits`), so that a page is
cleaned as any other. `invented_pages` gives the rows of a table file, and the text each page is of; `families` scores
a run over days that no weights were learned from.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from pathlib import Path
from random import Random

from figures import Case, Measure

from origins.base import Told, made_base, read_base
from origins.invented_days import invented_day
from origins.invented_texts import Paragraph, is_stamp

DAYS = range(20_000, 20_012)
TEXTS = ("running", "live", "wire", "brief", "digest")
EXAMPLES = Path(__file__).parents[2] / "training/edits"
OUTLETS = 9  # that run the pages of all days: each prints several states of a text
_ABOVE = ("Home / News / World", "Subscribe to our newsletter", "Share this article")
_BELOW = ("Share this article", "Comments are closed.", "Sign up for our daily newsletter", "Follow us on Twitter")
_SERIES = ("running", "live")
_RUNNING = ("The Latest", "Live updates", "Latest")


def vocabulary() -> Sequence[str]:
    """Return the words that pages are told in."""
    texts = (path.read_text("utf-8") for path in sorted(EXAMPLES.glob("*.txt")))
    return sorted({word for text in texts for word in re.findall(r"\b[a-z]{3,}\b", text)})


def invented_pages(seed: int, words: Sequence[str]) -> list[tuple[Mapping[str, str], str]]:
    """Return the pages of an invented day as rows with `id`, `outlet`, `scrape_time` and `text`, and what each is."""
    rng = Random(f"pages {seed}")
    found = []
    for number, (text, name) in enumerate(invented_day(seed)):
        outlet = f"outlet{seed % OUTLETS if name == 'live' else rng.randrange(OUTLETS)}.example"
        head = _sentence(_worded(text[-1], words)[:9])[:-1]
        if name in _SERIES:
            head = f"{rng.choice(_RUNNING)}: {head}"
        own = Random(outlet)
        lines = [own.choice(_ABOVE), head, *(_told(part, words) for part in text), *own.sample(_BELOW, 2)]
        row = {
            "id": f"{seed}-{number}",
            "outlet": outlet,
            "scrape_time": f"2026-03-{1 + seed % 28:02}T10:00:00Z",
            "text": "\n\n".join(lines),
        }
        found.append((row, f"{seed} {name}"))
    return found


def families(folder: Path) -> list[Measure]:
    """Return how pairs of pages of one invented day are told, of a run kept in a folder."""
    words, pages, name = vocabulary(), [], {}
    for day in DAYS:
        for row, text in invented_pages(day, words):
            pages.append(json.dumps(row) + "\n")
            name[row["id"]] = text
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pages.jsonl").write_text("".join(pages), "utf-8")
    told = read_base(made_base(folder / "pages.jsonl", folder))
    days = (sorted(page for page in name if page.startswith(f"{day}-")) for day in DAYS)
    pairs = [pair for day in days for pair in combinations(day, 2)]
    joined = [pair for pair in pairs if told.together(*pair)]
    kinds = {kind: [pair for pair in pairs if _one(name, pair) and name[pair[0]].endswith(kind)] for kind in TEXTS}
    return [
        Measure("one text, precision", [_case(pair, right=_one(name, pair)) for pair in joined]),
        *(Measure(f"told one text: {kind}", _together(told, found)) for kind, found in kinds.items()),
    ]


def _together(told: Told, pairs: Iterable[tuple[str, str]]) -> list[Case]:
    return [_case(pair, right=told.together(*pair)) for pair in pairs]


def _one(name: Mapping[str, str], pair: tuple[str, str]) -> bool:
    return name[pair[0]] == name[pair[1]]


def _case(pair: tuple[str, str], *, right: bool) -> Case:
    return Case("held", pair[0].partition("-")[0], (right, 1))


def _told(part: Paragraph, words: Sequence[str]) -> str:
    """Return a paragraph as sentences; a time stays as it is."""
    if is_stamp(part):
        return " ".join(part)
    rng, left, found = Random(" ".join(part)), _worded(part, words), []
    while left:
        size = rng.randint(9, 22)
        found.append(_sentence(left[:size]))
        left = left[size:]
    return " ".join(found)


def _worded(part: Paragraph, words: Sequence[str]) -> Paragraph:
    """Return the words of a paragraph that are none, each told by the same word wherever it stands."""
    return [re.sub(r"[a-z]{3,}", lambda made: words[zlib.crc32(made[0].encode()) % len(words)], word) for word in part]


def _sentence(words: Sequence[str]) -> str:
    told = " ".join(words)
    first = next((place for place, sign in enumerate(told) if sign.isalnum()), 0)
    return f"{told[:first]}{told[first : first + 1].upper()}{told[first + 1 :]}."

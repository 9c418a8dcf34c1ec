"""Pages that are no article: are galleries and lists told for what they are, and no article so?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from figures import Measure

from origins.base import Told
from origins.pairs import case_of
from wirecopy.page_kinds import NO_ARTICLE

GALLERY_OR_LIST = ("gallery", "list")
UNTOLD = "other"  # of a page that the gold says is no report: transcripts, posts and letters among them
Row = Mapping[str, Any]


def forms(pages: Sequence[Row], told: Told, keys: Mapping[str, str]) -> list[Measure]:
    """Return the share of pages that are a gallery or a list told so, and of articles told to be none."""

    def measure(name: str, asked: str, rows: Sequence[Row]) -> Measure:
        cases = []
        for row in rows:
            form = told.articles[row["id"]].form
            wrong = (form in NO_ARTICLE) != (row["kind"] in GALLERY_OR_LIST)
            said = f"{row['id']}: {row['kind']}, told {form}" if wrong else ""
            cases.append(case_of(keys, [row["id"]], form in NO_ARTICLE, 1, wrong=said))
        return Measure(name, cases, asked=asked)

    shown = [row for row in pages if row["kind"] in GALLERY_OR_LIST]
    others = [row for row in pages if row["kind"] not in (*GALLERY_OR_LIST, UNTOLD)]
    return [measure("galleries and lists told so", "", shown), measure("articles told to be none", "0", others)]


def articles_of(pages: Sequence[Row]) -> list[Row]:
    """Return the pages that are no gallery and no list."""
    return [row for row in pages if row["kind"] not in GALLERY_OR_LIST]


def of_articles(families: Sequence[Row], pages: Sequence[Row]) -> list[Row]:
    """Return the families that some article is in: galleries and lists are no text, and have no origin."""
    kind = {row["id"]: row["kind"] for row in pages}
    return [family for family in families if any(kind[page] not in GALLERY_OR_LIST for page in family["ids"])]

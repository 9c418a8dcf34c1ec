"""Pages for the cleaning tests; every text is ours."""

from __future__ import annotations

from pathlib import Path

from wirecopy.clean import Rules
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.marks import Sheet
from wirecopy.types import Page

FOUNDING = Path(__file__).parents[2] / "examples" / "founding"
PROSE = (
    "The ministry said on Monday that the two ports would open again before the end of the month, and that"
    " ships already at anchor would be served first."
)
MORE = (
    "Traders in the capital had waited for the news since the strike began in April, when the first of the"
    " cranes stood still."
)


def page(raw: str, **stated: object) -> Page:
    fixed = {"page_id": "p_test", "uri": "test.txt", "external_id": None, "outlet": None, "fetched_at": None}
    return Page(**{**fixed, "media_type": "text/plain", "raw": raw, **stated})  # type: ignore[arg-type]


def sheet(raw: str, rules: Rules) -> Sheet:
    return Sheet(page(raw), split_lines(raw), rules, None)


def founding(name: str) -> str:
    return (FOUNDING / f"{name}.txt").read_bytes().decode("utf-8")

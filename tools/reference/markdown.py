"""Cells, tables and pages of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MADE = "<!-- Written by `make reference` from the code; change the code, not this page. -->\n"


def page(title: str, about: str, *parts: str) -> str:
    """Return a page: its title, what it is about, its parts.

    >>> page("Errors", "Each says what to do.", "## One").splitlines()[2]
    '# Errors'
    """
    return "\n".join([MADE, f"# {title}\n", f"{about.strip()}\n", *(f"{part.rstrip()}\n" for part in parts)])


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table.

    >>> print(table(["a"], [["b|c"]]))
    | a |
    |---|
    | b\\|c |
    """
    lines = [head, *(tuple(cell(value) for value in row) for row in rows)]
    drawn = ["| " + " | ".join(line) + " |" for line in lines]
    return "\n".join([drawn[0], "|" + "---|" * len(head), *drawn[1:]])


def cell(value: object) -> str:
    """Return a value as the text of a cell."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(value: object) -> str:
    """Return a value as code in a line; nothing for nothing."""
    return f"`{value}`" if value not in (None, "") else ""


def fenced(text: str, language: str = "text") -> str:
    """Return a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"

"""A user's own words for events: a dictionary of actors, further frames; checked before a run begins."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from wirecopy.errors import UnknownColumn, UnreadableInput
from wirecopy.facts import load_frames

_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3}){0,4}")
_COLUMNS = ("name", "code")


def read_actors(path: str) -> dict[str, str]:
    """Return the codes by name of a CSV file with the columns `name` and `code`.

    Raises UnreadableInput that names the file and the line of what is wrong.
    """
    actors: dict[str, str] = {}
    try:
        with open(path, encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            for column in _COLUMNS:
                if column not in (rows.fieldnames or ()):
                    raise UnknownColumn(column, path, sorted(map(str, rows.fieldnames or ())))
            for row in rows:
                name, code = ((row[column] or "").strip() for column in _COLUMNS)
                if name or code:
                    actors[name] = _checked_code(name, code, f"{path}, line {rows.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UnreadableInput(path, str(error)) from error
    return actors


def _checked_code(name: str, code: str, where: str) -> str:
    if not name:
        raise UnreadableInput(where, "no name", "Put the actor's name, as texts write it, in the column name.")
    if not _CODE.fullmatch(code):
        step = "Write three capital letters of a country or body, then sectors of three each: USA, USAMIL."
        raise UnreadableInput(where, f"the code {code!r} of {name} is none", step)
    return code


def read_frames(path: str) -> str:
    """Return the text of a TOML file of frames, if it can be used; raises UnreadableInput that says what is wrong."""
    try:
        text = Path(path).read_text("utf-8-sig")
        load_frames([text])
    except KeyError as error:
        raise UnreadableInput(path, f"a frame has no {error}", "Every frame has type, name, example, gives.") from error
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise UnreadableInput(path, str(error), "docs/explanation/events.md shows a frame.") from error
    return text

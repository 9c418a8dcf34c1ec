"""The corrections of a base: `corrections.jsonl`, one a line, as they were given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from pathlib import Path

from wirecopy.corrections import CORRECTION_KINDS, Correction
from wirecopy.errors import UnreadableInput
from wirecopy.store.layout import Layout, write_whole

_NAMES = tuple(field.name for field in fields(Correction))


def path_of(layout: Layout) -> Path:
    """Return the file of the corrections."""
    return layout.root / "corrections.jsonl"


def read_corrections(layout: Layout) -> tuple[Correction, ...]:
    """Return the corrections a base keeps; a line that is none raises UnreadableInput with its number."""
    path = path_of(layout)
    if not path.exists():
        return ()
    lines = path.read_text("utf-8").splitlines()
    return tuple([_parsed_line(f"{path}:{number}", line) for number, line in enumerate(lines, start=1) if line.strip()])


def keep_corrections(layout: Layout, corrections: Sequence[Correction]) -> None:
    """Write the corrections in the place of those kept so far."""
    lines = [json.dumps(asdict(correction), ensure_ascii=False) + "\n" for correction in corrections]
    write_whole(path_of(layout), "".join(lines).encode("utf-8"))


def forget_corrections(layout: Layout, page_ids: Iterable[str]) -> None:
    """Leave nothing of what was corrected of these pages."""
    gone, corrections = set(page_ids), read_corrections(layout)
    left = [correction for correction in corrections if gone.isdisjoint((correction.of, correction.says))]
    if len(left) < len(corrections):
        keep_corrections(layout, left)


def _parsed_line(where: str, line: str) -> Correction:
    mend = "Mend or delete the line; `wirecopy correct BASE` lists what is kept."
    try:
        row = json.loads(line)
    except ValueError as error:
        raise UnreadableInput(where, f"no JSON ({error})", mend) from error
    if not isinstance(row, dict) or sorted(row) != sorted(_NAMES) or not all(isinstance(v, str) for v in row.values()):
        raise UnreadableInput(where, f"not the texts {', '.join(_NAMES)}", mend)
    if row["kind"] not in CORRECTION_KINDS or not row["of"] or not row["says"]:
        raise UnreadableInput(where, f"a kind that is none of {', '.join(CORRECTION_KINDS)}, or an empty text", mend)
    return Correction(**row)

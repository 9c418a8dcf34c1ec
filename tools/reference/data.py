"""The pages of what lies on disk: tables, stages, formats."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import tempfile
from pathlib import Path

import wirecopy
from reference.dataclasses_docs import about, fields_of
from reference.markdown import code, page, table
from wirecopy.export import formats as export_formats
from wirecopy.read import formats as read_formats
from wirecopy.tables import RECORDS, SCHEMAS

ROOT = Path(__file__).resolve().parents[2]
"""Where the pages of the tutorial lie, of which a base is made to list its stages."""
TABLES_ABOUT = """
`wirecopy export BASE TABLE --format jsonl|csv|parquet` writes any of these, `base.table(NAME).to_arrow()` reads it.
Offsets (`start`, `end`) are Unicode code points of the page's raw text, half-open: `raw[start:end]` is the text
claimed. Times are ISO 8601 as the page states them.
"""
STAGES_ABOUT = """
A run goes through these steps in order. What each gives is kept as a folder of Parquet files until the next run, and
taken over by it where nothing changed; `wirecopy stages BASE` lists them with rows and bytes, `--timings` of
`wirecopy run` with seconds. These are the stages of a run over the pages of the tutorial; options add others
(`--semantic`, `--plugin`).
"""
FORMATS_ABOUT = """
`wirecopy run`, `add`, `watch` and `dedup` read all of the first table, also packed (`.gz`, `.zst`, `.bz2`, `.xz`).
What the first bytes of a file prove goes before its name. [Cleaning](../explanation/cleaning.md#input) says more of
each.
"""


def tables() -> str:
    """Return the page of tables."""
    return page("Tables", TABLES_ABOUT, *(_table(name) for name in SCHEMAS))


def _table(name: str) -> str:
    said = {one.name: one.about for one in fields_of(RECORDS[name])}
    rows = [(code(f.name), str(f.type), "yes" if f.nullable else "", said.get(f.name, "")) for f in SCHEMAS[name]]
    head = ["column", "type", "may be null", "what it holds"]
    if not any(row[3] for row in rows):
        head, rows = head[:3], [row[:3] for row in rows]  # type: ignore[misc]
    return f"## {name}\n\n{about(RECORDS[name])}\n\n{table(head, rows)}"


def stages() -> str:
    """Return the page of stages, those of a run over the tutorial's pages."""
    with tempfile.TemporaryDirectory() as folder:
        base = wirecopy.open(Path(folder) / "base", create=True)
        base.run([ROOT / "examples" / "strait"])
        kept = base.stages()
    rows = [(code(one.name), one.holds, ", ".join(code(name) for name in one.columns)) for one in kept]
    return page("Stages", STAGES_ABOUT, table(["stage", "what it holds", "columns"], rows))


def formats() -> str:
    """Return the page of what can be read and written."""
    reading = [
        (code(name), ", ".join(code(ending) for ending in module.EXTENSIONS), _line(module))
        for name, module in _modules(read_formats)
    ]
    writing = [(code(name), _takes(module), _line(module)) for name, module in _modules(export_formats)]
    return page(
        "Formats", FORMATS_ABOUT,
        "## What is read", table(["format", "file names", "what it is"], reading),
        "## What is written",
        "`wirecopy export BASE WHAT --format NAME` writes these. WHAT is a [table](tables.md), or for some a story.",
        table(["format", "takes", "what it is"], writing),
        "Besides the tables, `export` gives `dyads` ([every column](../howto/events.md#what-a-row-says)) and "
        "`event_mentions`: what is worked out of the events as they are asked for.",
    )  # fmt: skip


def _modules(package: object) -> list[tuple[str, object]]:
    path, name = package.__path__, package.__name__  # type: ignore[attr-defined]
    names = sorted(module.name for module in pkgutil.iter_modules(path))
    return [(one, importlib.import_module(f"{name}.{one}")) for one in names]


def _line(module: object) -> str:
    return (inspect.getdoc(module) or "").split("\n\n")[0]


def _takes(module: object) -> str:
    if hasattr(module, "write_family"):
        return "a story or a family"
    return ", ".join(code(name) for name in getattr(module, "TABLES", ())) or "any table"

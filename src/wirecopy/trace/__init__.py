"""The trace room: what each copy changed, who descends from whom, and which article stands for the family."""

from wirecopy.trace.blocks import Block, project
from wirecopy.trace.canonical import canonical
from wirecopy.trace.collate import Collation, collate
from wirecopy.trace.prepare import Prepared, prepare
from wirecopy.trace.style_tables import StyleTables, load_tables

__all__ = [
    "Block", "Collation", "Prepared", "StyleTables",
    "canonical", "collate", "load_tables", "prepare", "project",
]  # fmt: skip

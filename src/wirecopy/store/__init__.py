"""The news base: pages kept for good, tables by generation, search."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wirecopy.store.base import BaseTables, KeptStage
    from wirecopy.store.corrections import forget_corrections, keep_corrections, read_corrections
    from wirecopy.store.layout import (
        CHANGES,
        PARTIAL,
        Layout,
        generation_name,
        open_layout,
        reading_uri,
        write_whole,
        writing,
    )  # fmt: skip

_PLACES = {
    "base": "BaseTables KeptStage",
    "corrections": "forget_corrections keep_corrections read_corrections",
    "layout": "CHANGES PARTIAL Layout generation_name open_layout reading_uri write_whole writing",
}
"""Modules of the room with what each gives; they are loaded at the first use, so that a door opens without Arrow."""

__all__ = [
    "CHANGES", "PARTIAL", "BaseTables", "KeptStage", "Layout", "forget_corrections", "generation_name",
    "keep_corrections", "open_layout", "read_corrections", "reading_uri", "write_whole", "writing",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    for module, names in _PLACES.items():
        if name in names.split():
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

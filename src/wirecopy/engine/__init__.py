"""Engines: what runs the kernels and the SQL of a run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from wirecopy.options import EngineOptions

if TYPE_CHECKING:
    from wirecopy.engine.contract import Engine


def engine_of(
    folder: Path,
    options: EngineOptions,
    earlier: Path | None = None,
    listen: Callable[[str, int, int | None], None] | None = None,
) -> Engine:
    """Return the engine that the options name, over the stages in a folder.

    Of the stages in `earlier` the embedded engine takes rows whose input is the same; it tells `listen` of the rows
    that are done. Nothing of Spark is imported unless it is asked for.

    Raises:
        MissingExtra: the options name Spark, and PySpark is not installed.
    """
    if options.name == "spark":
        from wirecopy.engine.spark import SparkEngine

        return SparkEngine(folder, options)
    from wirecopy.engine.duck import DuckEngine

    return DuckEngine(folder, options, earlier, listen)

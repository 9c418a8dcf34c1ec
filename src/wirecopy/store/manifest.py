"""What a generation was made with: enough to cite its tables, and to tell why two bases differ."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

import wirecopy
from wirecopy.engine.contract import finished
from wirecopy.engine.kernel_mark import libraries
from wirecopy.store.layout import Layout, write_whole
from wirecopy.tables import SCHEMAS

FILE = "manifest.json"
TIMINGS = "timings.jsonl"
_DATA = ("wirecopy.languages", "wirecopy.facts")  # packages whose files that are no code decide what tables say


def write_manifest(layout: Layout, generation: str, options: Mapping[str, Any], pages: int) -> None:
    """Write the manifest of a generation made from that many pages beside its tables."""
    stages = [stage for name in SCHEMAS if (stage := finished(layout.stages / generation, name))]
    rows = {stage.name: sum(pq.read_metadata(path).num_rows for path in stage.files) for stage in stages}
    manifest = {
        "generation": generation,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "wirecopy": wirecopy.__version__,
        "python": platform.python_version(),
        "libraries": dict(libraries()),
        "options": options,
        "rows": {"pages": pages} | rows,
        "data": dict(data_files()),
    }
    write_whole(layout.stages / generation / FILE, json.dumps(manifest, indent=2).encode("utf-8"))


def read_manifest(layout: Layout) -> dict[str, Any] | None:
    """Return the manifest of the generation that readers see; null before the first run."""
    generation = layout.generation()
    path = layout.stages / generation / FILE if generation else None
    return json.loads(path.read_text("utf-8")) if path is not None and path.exists() else None


def data_files() -> Iterator[tuple[str, str]]:
    """Yield the language packs, weights and tables that ship with the package, each with its SHA-256."""
    for package in _DATA:
        yield from sorted(_hashed(resources.files(package), package.replace(".", "/")))


def keep_timing(folder: Path, name: str, seconds: float) -> None:
    """Note how long a stage took, behind those noted before: what a killed run noted stays."""
    with (folder / TIMINGS).open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"stage": name, "seconds": round(seconds, 4)}) + "\n")


def timings(folder: Path) -> dict[str, float]:
    """Return the seconds that each stage in a generation's folder took; of one made twice the last."""
    path = folder / TIMINGS
    whole = path.read_text("utf-8").split("\n")[:-1] if path.exists() else []  # a kill may have cut the last one
    rows = [json.loads(line) for line in whole]
    return {row["stage"]: row["seconds"] for row in rows}


def _hashed(folder: Traversable, path: str) -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _hashed(entry, name)
        elif not entry.name.endswith((".py", ".pyc", ".pyi", ".nbc", ".nbi")):
            yield name, hashlib.sha256(entry.read_bytes()).hexdigest()

"""The SHA-256 of every file of a generation, noted when it is published: what a disk changes since shows."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from wirecopy.store.layout import Layout, write_whole

FILE = "sums.txt"


def keep_sums(layout: Layout, generation: str) -> None:
    """Write the sums of a generation's tables beside them, as `sha256sum` writes and checks them."""
    folder = layout.stages / generation
    lines = (f"{_sum(path)}  {path.relative_to(folder).as_posix()}\n" for path in sorted(folder.glob("*/**/*.parquet")))
    write_whole(folder / FILE, "".join(lines).encode("utf-8"))


def changed_files(layout: Layout, generation: str) -> Iterator[tuple[Path, str]]:
    """Yield the files of a generation that are not as they were written, each with what is wrong."""
    folder = layout.stages / generation
    lines = (folder / FILE).read_text("utf-8").splitlines() if (folder / FILE).exists() else []
    for wanted, _, name in (line.partition("  ") for line in lines):
        path = folder / name
        if not path.exists():
            yield path, "it is missing"
        elif _sum(path) != wanted:
            yield path, "it is not as it was written"


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from wirecopy.options import ReadOptions
from wirecopy.read import read_pages
from wirecopy.types import Page, Rejected


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., list[Page | Rejected]]:
    """Write `content` to a file of that name and return what is read of it."""

    def read_file(name: str, content: bytes | str, **options: object) -> list[Page | Rejected]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return list(read_pages([path], ReadOptions(**options)))  # type: ignore[arg-type]

    return read_file

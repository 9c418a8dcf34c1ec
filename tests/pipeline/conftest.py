"""Bases that several tests read: each is run once."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import wirecopy
from twins import TwinPair, twin

# Each pair costs seconds. More: WIRECOPY_TWINS=30 make test
SEEDS = range(int(os.environ.get("WIRECOPY_TWINS", "5")))


@pytest.fixture(scope="session")
def founding_base(root: Path, tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    """The founding pair, run."""
    base = wirecopy.open(tmp_path_factory.mktemp("founding") / "base", create=True)
    base.run([root / "examples" / "founding"])
    return base


@pytest.fixture(scope="session")
def twin_pairs() -> dict[int, TwinPair]:
    """The twins by seed."""
    return {seed: twin(seed) for seed in SEEDS}


@pytest.fixture(scope="session")
def twin_bases(
    twin_pairs: dict[int, TwinPair], tmp_path_factory: pytest.TempPathFactory
) -> dict[int, wirecopy.NewsBase]:
    """Each twin pair, run in a base of its own."""
    bases = {}
    for seed, pair in twin_pairs.items():
        folder = tmp_path_factory.mktemp(f"twin-{seed}")
        rows = folder / "rows.jsonl"
        rows.write_text("".join(json.dumps(row) + "\n" for row in pair.rows()), "utf-8")
        bases[seed] = wirecopy.open(folder / "base", create=True)
        bases[seed].run([rows])
    return bases

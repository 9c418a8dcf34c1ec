from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from wirecopy.copies.verify import VERIFIED
from wirecopy.engine.contract import write_stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.options import Options
from wirecopy.pipeline.batch.corrected_families import corrected_pairs
from wirecopy.pipeline.family_pairs import telling_pairs
from wirecopy.pipeline.progress import quiet
from wirecopy.pipeline.steps import Steps


def told(folder: Path, shares: dict[str, float]) -> list[str]:
    rows = [
        {
            **{"article_a": pair[0], "article_b": pair[1], "count_a": 100, "count_b": 100, "quoted": 0.0},
            **{"containment_a": share, "containment_b": share, "furniture": 0.0, "longest_run": 9, "runs": []},
            "odds": 3.0 if share >= 0.5 else -3.0,
        }
        for pair, share in shares.items()
    ]
    stage = write_stage(folder, "given", VERIFIED, pa.Table.from_pylist(rows, VERIFIED).to_batches())
    steps = Steps(DuckEngine(folder), Options(), quiet)
    kinds = {"article_id": pa.string(), "parted": pa.bool_(), "running": pa.bool_(), "no_article": pa.string()}
    parted = steps.whole("parted", "", lambda: pa.schema(kinds).empty_table())
    corrected = corrected_pairs(steps, parted)
    found = telling_pairs(steps, "telling", stage, parted=parted, corrected=corrected).pairs.read()
    return [a + b for a, b in zip(found["article_a"].to_pylist(), found["article_b"].to_pylist(), strict=True)]


def test_strangers_that_nothing_joins_are_left_out(tmp_path: Path) -> None:
    assert told(tmp_path, {"ab": 0.9, "cd": 0.5, "bc": 0.1, "ae": 0.05}) == ["ab", "cd"]


def test_a_pair_that_shares_little_speaks_where_copies_join_its_texts(tmp_path: Path) -> None:
    assert told(tmp_path, {"ab": 0.9, "bc": 0.5, "ac": 0.0}) == ["ab", "ac", "bc"]


def test_a_link_that_makes_no_copy_joins_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, {"ab": 0.9, "bc": 0.3, "ac": 0.0}) == ["ab", "bc"]


def test_no_pairs_tell_nothing(tmp_path: Path) -> None:
    assert told(tmp_path, {}) == []

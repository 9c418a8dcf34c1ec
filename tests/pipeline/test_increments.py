"""A page more costs a page more: what stands is not worked out again, and the tables are those of one run."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import wirecopy
from twins import twin
from wirecopy.facts import shared_reading
from wirecopy.options import CleanOptions, Options
from wirecopy.pipeline.batch import clean as cleaning
from wirecopy.pipeline.batch import facts as facts_of_articles
from wirecopy.tables import SCHEMAS

ROWS = [row for seed in range(5) for row in twin(seed).rows()]


def run(folder: Path, batches: list[list[dict[str, str]]], options: Options | None = None) -> wirecopy.NewsBase:
    base = wirecopy.open(folder / "base", create=True)
    for batch in batches:
        (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in batch), "utf-8")
        base.run([folder / "rows.jsonl"], options)
    return base


def tables(base: wirecopy.NewsBase):
    return {
        name: base.table(name).to_arrow().drop_columns([c for c in ("uri",) if c in SCHEMAS[name].names])
        for name in SCHEMAS
    }


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Count the pages cleaned and the articles whose facts are read."""
    counts = {"cleaned": 0, "facts": 0}
    clean, extract = cleaning.clean_page, facts_of_articles.extract

    def counted_clean(*arguments):
        counts["cleaned"] += 1
        return clean(*arguments)

    def counted_extract(*arguments, **named):
        counts["facts"] += 1
        return extract(*arguments, **named)

    monkeypatch.setattr(cleaning, "clean_page", counted_clean)
    for module in (facts_of_articles, shared_reading):
        monkeypatch.setattr(module, "extract", counted_extract)
    return counts


def test_a_page_more_is_cleaned_and_read_alone(read: dict[str, int], tmp_path: Path) -> None:
    base = run(tmp_path, [ROWS[:-1]])
    assert read == {"cleaned": len(ROWS) - 1, "facts": len(ROWS) - 1}
    base = run(tmp_path, [ROWS[-1:]])
    assert read["cleaned"] == len(ROWS)
    assert read["facts"] <= len(ROWS) + 1, "its canonical article is read anew at most"
    assert len(base.table("articles")) == len(ROWS)


def test_other_options_take_nothing_they_touch(read: dict[str, int], tmp_path: Path) -> None:
    run(tmp_path, [ROWS[:2]])
    run(tmp_path, [ROWS[:2]], Options(clean=CleanOptions(body_threshold=0.4)))
    assert read["cleaned"] == 4


@pytest.mark.parametrize("seed", [1, 2])
def test_any_split_into_runs_gives_the_tables_of_one(seed: int, tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "whole").mkdir()
    generator = random.Random(seed)
    rows = generator.sample(ROWS, len(ROWS))
    first, second = sorted(generator.sample(range(1, len(rows)), 2))
    parts = run(tmp_path / "parts", [rows[:first], rows[first:second], rows[second:]])
    assert tables(parts) == tables(run(tmp_path / "whole", [ROWS]))


def test_articles_between_two_steps_of_cleaning_are_not_kept(tmp_path: Path) -> None:
    run(tmp_path, [ROWS[:2]])
    stages = {path.name for path in (tmp_path / "base" / "stages").glob("*/*") if path.is_dir()}
    assert {"cleaned", "articles"} <= stages
    assert stages.isdisjoint({"weighed", "cleaned_again"})


def test_nothing_of_a_page_taken_down_is_left_to_be_taken(tmp_path: Path) -> None:
    base = run(tmp_path, [ROWS[:4]])
    page = base.table("pages").to_arrow().to_pylist()[0]
    sentence = max(page["raw"].splitlines(), key=len)[:60]

    def holding() -> list[Path]:
        parts = base.tables.layout.stages.rglob("*.parquet")
        return [path for path in parts if sentence in str(pq.read_table(path).to_pylist())]

    assert holding()
    base.forget(page["page_id"])
    assert list(base.tables.layout.stages.rglob("*.parquet"))
    assert not holding()

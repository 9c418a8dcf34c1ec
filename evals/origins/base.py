"""One run over the scraped pages, made once and read by every evaluation that needs it."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

import wirecopy
from wirecopy.tables import from_table
from wirecopy.trace import Phrasebook, Prepared, StyleTables, Title, prepare
from wirecopy.types import Article

CLI = [sys.executable, "-m", "wirecopy"]
STAMP = "made-by.txt"
PROVED = ("verified", "head_verified")  # stages of pairs that were compared


@dataclass(frozen=True, slots=True)
class Told:
    """What a base says of the pages, by their own ids."""

    articles: Mapping[str, Article]
    outlets: Mapping[str, str]
    families: Mapping[str, Mapping[str, Any]]
    """The row of `families`; ids of articles in it are those of pages."""
    origins: Mapping[str, Mapping[str, Any]]
    """The row of `origins`, likewise."""
    relations: Mapping[frozenset[str], str]
    edits: Mapping[tuple[str, str], list[Mapping[str, Any]]]
    """The rows of `edits` by (canonical page, page)."""
    chances: Mapping[frozenset[str], float] = field(default_factory=dict)
    """How likely two pages that were compared are of one text."""
    titles: Mapping[str, Title] = field(default_factory=dict)
    """The headlines that stand on the pages, by article."""

    def prepared(self, page: str, tables: StyleTables, known: Phrasebook | None = None) -> Prepared:
        """Return a page ready for collation, as a run has it."""
        article = self.articles[page]
        return prepare(article, tables, known, title=self.titles.get(article.article_id))

    def family(self, page: str) -> str | None:
        """Return the family a page is in; a page alone is in none."""
        return self.families[page]["family_id"] if page in self.families else None

    def together(self, one: str, other: str) -> bool:
        """Whether two pages are in one family."""
        return self.family(one) is not None and self.family(one) == self.family(other)


def made_base(pages: Path, folder: Path) -> Path:
    """Return the base of these pages in a folder: that of the last time where no code and no page changed since."""
    base, stamp, now = folder / "base", folder / STAMP, _state(pages)
    if not (stamp.is_file() and stamp.read_text("utf-8") == now):
        stamp.unlink(missing_ok=True)
        shutil.rmtree(base, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        run = [*CLI, "run", str(base), str(pages), "--all-pairs", "--columns", "fetched_at=scrape_time", "--quiet"]
        subprocess.run(run, check=True, stdout=sys.stderr)
        stamp.write_text(now, "utf-8")
    return base


def _state(pages: Path) -> str:
    """Return a digest of the package's files and of the pages."""
    digest = hashlib.sha256(pages.read_bytes())
    home = Path(wirecopy.__file__).parent
    for path in sorted(path for path in home.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(str(path.relative_to(home)).encode() + path.read_bytes())
    return digest.hexdigest()


def read_base(folder: Path) -> Told:
    """Return what the base in a folder says, by the pages' own ids."""
    base = wirecopy.open(folder)

    def rows(table: str) -> list[dict[str, Any]]:
        return base.table(table).to_arrow().to_pylist()

    pages = {row["page_id"]: row for row in rows("pages")}
    articles = list(from_table(base.table("articles").to_arrow(), Article))
    name = {article.article_id: pages[article.page_id]["external_id"] for article in articles}
    edits: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in rows("edits"):
        edits.setdefault((name[row["base_article_id"]], name[row["article_id"]]), []).append(row)
    return Told(
        {name[article.article_id]: article for article in articles},
        {page["external_id"]: page["outlet"] for page in pages.values()},
        {name[row["article_id"]]: _named(row, name) for row in rows("families")},
        {name[row["article_id"]]: _named(row, name) for row in rows("origins")},
        {frozenset((name[row["article_a"]], name[row["article_b"]])): row["relation"] for row in rows("copies")},
        edits,
        {
            frozenset((name[row["article_a"]], name[row["article_b"]])): 1 / (1 + math.exp(-row["odds"]))
            for pairs in PROVED
            for row in stage(folder, pairs).select(["article_a", "article_b", "odds"]).to_pylist()
        },
        {
            row["article_id"]: Title(row["title_start"], row["title_text"])
            for row in stage(folder, "titles").to_pylist()
        },
    )


def stage(base: Path, name: str) -> pa.Table:
    """Return a table a run leaves between its steps."""
    home = base / "stages" / (base / "CURRENT").read_text("utf-8").strip() / name
    return ds.dataset(sorted(map(str, home.glob("*.parquet"))), format="parquet").to_table()


def _named(row: Mapping[str, Any], name: Mapping[str, str]) -> Mapping[str, Any]:
    return {key: name.get(value, value) if isinstance(value, str) else value for key, value in row.items()}


def read_json(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]

"""Where things lie in a news base, and how they change place without a reader ever seeing half of it.

BASE/
  wirecopy.json           format version, and the version of wirecopy that wrote it
  options.json            the options of the last run
  pages/part-*.parquet    every page, in parts that never change
  rejected.parquet        input that could not be used
  fetches.parquet         when pages were fetched again
  restated.txt            pages whose facts were stated more than once, each with a mark of what stands now
  history.jsonl           what became of stories that were merged or split, oldest first
  corrections.jsonl       what the user corrected, one a line
  forgotten.txt           ids of pages taken down, marks of addresses and outlets; they do not come back
  takedown.json           a takedown that is not at its end: whatever is called next ends it
  stages/GENERATION/      every derived table, one folder of Parquet files each; its name tells the form of the tables
    changes.jsonl         what it made of the stories before it, until the history has taken it
    sums.txt              the SHA-256 of each of its files
  CURRENT                 the generation that readers see
  live.sqlite             the search index; can be rebuilt from the rest
  .lock                   held by the one writer
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import wirecopy
from wirecopy.errors import BaseBusy, DamagedFile, NewerBase, NotABase, OlderBase
from wirecopy.ids import content_id
from wirecopy.tables import SCHEMAS

MARK, PARTIAL, CHANGES = "wirecopy.json", ".partial", "changes.jsonl"
FORMAT = 2
"""Grows with every change that an earlier wirecopy cannot read, and of stages that are read after a run."""


FORM = content_id(f"g{FORMAT}", *(f"{name} {schema.to_string()}" for name, schema in SCHEMAS.items())).replace("_", "-")
"""What the names of generations begin with: the format, and a hash of every column of every table."""


def generation_name(*parts: str) -> str:
    """Return the name of the generation made from those parts, in the form of today.

    >>> generation_name("0.1", "options").startswith(FORM)
    True
    """
    return content_id(FORM, *parts)


@dataclass(frozen=True, slots=True)
class Layout:
    """The paths of one news base."""

    root: Path

    @property
    def pages(self) -> Path:
        """Return the folder of page parts."""
        return self.root / "pages"

    @property
    def rejected(self) -> Path:
        """Return the file of rejected input."""
        return self.root / "rejected.parquet"

    @property
    def fetches(self) -> Path:
        """Return the file of the fetches of pages that were fetched more than once."""
        return self.root / "fetches.parquet"

    @property
    def restated(self) -> Path:
        """Return the file of pages that were restated."""
        return self.root / "restated.txt"

    @property
    def forgotten(self) -> Path:
        """Return the file of page ids that were taken down."""
        return self.root / "forgotten.txt"

    @property
    def takedown(self) -> Path:
        """Return the file that says what is being taken down; it is there until all of it is gone."""
        return self.root / "takedown.json"

    @property
    def options(self) -> Path:
        """Return the file of the options of the last run."""
        return self.root / "options.json"

    @property
    def stages(self) -> Path:
        """Return the folder of all generations."""
        return self.root / "stages"

    @property
    def answers(self) -> Path:
        """What a plug-in answered to each text, by content."""
        return self.root / "answers"

    @property
    def live(self) -> Path:
        """Return the SQLite file with the search index."""
        return self.root / "live.sqlite"

    def generation(self) -> str | None:
        """Return the generation readers see, or null before the first run has ended; raise OlderBase."""
        if self.is_older():
            raise OlderBase(str(self.root), self.made_by())
        return self.published()

    def published(self) -> str | None:
        """Return the generation that a run last published, in whatever form its tables are."""
        pointer = self.root / "CURRENT"
        return pointer.read_text("ascii", "replace").strip() if pointer.exists() else None

    def made_by(self) -> str | None:
        """Return the version of wirecopy that published the tables; null where an early one noted none."""
        try:
            mark = json.loads((self.root / MARK).read_bytes())
        except (OSError, ValueError):
            return None
        return str(mark["wirecopy"]) if isinstance(mark, dict) and "wirecopy" in mark else None

    def is_older(self) -> bool:
        """Tell whether the tables have another form than this wirecopy gives them: a run makes them anew."""
        generation = self.published()
        return generation is not None and generation.rpartition("_")[0] != FORM

    def publish(self, generation: str) -> None:
        """Make a generation the one readers see; the one before stays for readers still in it."""
        before = self.published()
        self.mend_mark()
        write_whole(self.root / "CURRENT", generation.encode("ascii"))
        for folder in self.stages.iterdir():
            if folder.name not in (generation, before):
                shutil.rmtree(folder, ignore_errors=True)

    def drop_others(self) -> None:
        """Remove every generation but the one that readers see, and what was left of files half written."""
        published = self.published()
        for folder in self.stages.iterdir() if self.stages.exists() else ():
            if folder.name != published:
                shutil.rmtree(folder)
        self.sweep()

    def sweep(self) -> None:
        """Remove what a kill left of files half written; only the one writer may."""
        for folder in (self.root, self.pages):
            for left in folder.glob(f".*{PARTIAL}"):
                left.unlink(missing_ok=True)

    def drop_set_aside(self) -> None:
        """Remove damaged files that were set aside: nobody can tell what they hold."""
        for left in (*self.root.glob("*damaged*"), *self.pages.glob("damaged-*")):
            left.unlink(missing_ok=True)

    def mend_mark(self) -> None:
        """Write the base's mark anew."""
        write_whole(self.root / MARK, _mark())

    def format(self) -> int | None:
        """Return the format that the base's mark states, null where it cannot be read."""
        try:
            return int(json.loads((self.root / MARK).read_bytes())["format"])
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def drop_generations(self) -> None:
        """Remove every derived table, for good."""
        (self.root / "CURRENT").unlink(missing_ok=True)
        shutil.rmtree(self.stages, ignore_errors=True)


def open_layout(path: str | os.PathLike[str], create: bool = False) -> Layout:
    """Return the layout of the base at `path`, made first when asked to; raise NotABase or NewerBase."""
    layout = Layout(Path(path))
    is_of_today = layout.published() is not None and not layout.is_older()
    if not is_of_today and not (layout.root / MARK).exists():
        if not create or not _is_free(layout):
            raise NotABase(str(path))
        layout.pages.mkdir(parents=True, exist_ok=True)
        layout.stages.mkdir(exist_ok=True)
        layout.mend_mark()
    version = layout.format()
    if version is None:
        if not is_of_today:
            raise NotABase(str(path))
        version = FORMAT  # its mark is damaged, and its tables tell what it is
    if version > FORMAT:
        raise NewerBase(str(path), version, FORMAT)
    return layout


def _is_free(layout: Layout) -> bool:
    """Tell whether a base can be made here: nothing is there, or what a kill left of the making of one."""
    if not layout.root.exists():
        return True
    begun = {layout.pages, layout.stages}
    return layout.root.is_dir() and all(
        path.name == f".{MARK}{PARTIAL}" or (path in begun and path.is_dir() and not any(path.iterdir()))
        for path in layout.root.iterdir()
    )


def _mark() -> bytes:
    return json.dumps({"format": FORMAT, "wirecopy": wirecopy.__version__}).encode("ascii")


@contextmanager
def telling_damage(layout: Layout, name: str) -> Iterator[None]:
    """Raise DamagedFile where the block finds that the content of a file is not what was written."""
    try:
        yield
    except (ValueError, TypeError, KeyError, EOFError) as error:
        raise DamagedFile(str(layout.root), name, " ".join(str(error).split())[:200]) from error


@contextmanager
def writing(layout: Layout) -> Iterator[None]:
    """Hold the base's writer lock; raise BaseBusy when another process holds it."""
    with open(layout.root / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise BaseBusy(str(layout.root)) from error
        yield


def reading_uri(path: Path) -> str:
    """Return what SQLite opens a database by for reading alone, in a folder that may only be read too."""
    log = path.with_name(f"{path.name}-wal")
    settled = not os.access(path.parent, os.W_OK) and not (log.exists() and log.stat().st_size)
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if settled else ''}"


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a kill leaves the old one or the new one, never a part."""
    partial = path.with_name(f".{path.name}{PARTIAL}")
    with open(partial, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)

"""Kill a base's writer again and again: `python benchmarks/kills.py [--kills 200] [--every-step] [--write]`.

Each of `run`, `add`, `watch` and `forget` is killed at random moments, and with `--every-step` at every step boundary
(each file replaced, removed or made durable, each database opened) in turn. After each kill the base is opened again:
no committed page may be lost, stories, search and history must answer, and of a page taken down no file may hold eight
words in a row. Whenever a command reaches its end, its tables must equal those of one that nobody killed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

import pyarrow as pa

import wirecopy
import wirecopy.pipeline.batch.generation
import wirecopy.pipeline.live.add_page
import wirecopy.pipeline.takedown
from twins import twin
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.running import watch
from wirecopy.read import read_pages
from wirecopy.store.live import waiting_pages
from wirecopy.store.text_traces import traces
from wirecopy.tables import SCHEMAS
from wirecopy.text.words_in_a_row import WordRows

RESULTS = Path(__file__).resolve().parent / "results"
MODES = ("run", "add", "watch", "forget")
STEPS = (
    (os, "replace"), (os, "rename"), (os, "unlink"), (os, "fsync"), (shutil, "rmtree"), (sqlite3, "connect"),
)  # fmt: skip
_FORK = multiprocessing.get_context("fork")


@dataclass
class Told:
    """What a mode came to."""

    kills: int = 0
    ended: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Trial:
    """One mode's command over one base, and the base that nobody killed."""

    mode: str
    folder: Path
    pages: int

    @property
    def base(self) -> Path:
        """Where the base lies that is killed."""
        return self.folder / "base"

    @property
    def sound(self) -> Path:
        """Where the base lies that nobody kills."""
        return self.folder / "sound"

    def prepare(self) -> None:
        """Write the inputs, and make the sound base with the same command."""
        inputs = self.folder / "inputs"
        inputs.mkdir(parents=True)
        rows = [row for seed in range(100, 100 + self.pages // 2) for row in twin(seed).rows()]
        for number in range(0, len(rows), 2):
            path = inputs / f"{number:05}.jsonl"
            path.write_text("".join(json.dumps(row) + "\n" for row in rows[number : number + 2]), "utf-8")
            os.utime(path, (1e9, 1e9))
        apart(_act, self, self.sound)

    def restart(self) -> None:
        """Begin with a base as it was before the command."""
        shutil.rmtree(self.base, ignore_errors=True)
        if self.mode == "forget":
            shutil.copytree(self.folder / "whole", self.base)


def _act(trial: Trial, base: Path) -> None:
    """Do the command of a trial to its end."""
    inputs = str(trial.folder / "inputs")
    if trial.mode == "forget" and not base.exists():
        whole = trial.folder / "whole"
        wirecopy.open(whole, create=True).run([inputs])
        shutil.copytree(whole, base)
    opened = wirecopy.open(base, create=True)
    if trial.mode == "run":
        opened.run([inputs])
    elif trial.mode == "add":
        with opened.live(wirecopy.pipeline.live.add_page.single(wirecopy.Options())) as live:
            for page in read_pages([inputs]):
                if not isinstance(page, wirecopy.Page):
                    raise TypeError(page)
                live.add(page)
        opened.run([])
    elif trial.mode == "watch":
        watch(opened, inputs, WatchOptions(), told=lambda *_: None, stop=threading.Event(), once=True)
        opened.run([])
    else:
        opened.forget(_victim(trial)["page_id"])


def _victim(trial: Trial) -> dict[str, Any]:
    """Return the first page that has a sentence of its own."""
    rows = _rows(trial)
    return next(row for row in rows if _own(row, rows))


def _rows(trial: Trial) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = wirecopy.open(trial.folder / "whole").table("pages").to_arrow().to_pylist()
    return rows


def _looked(trial: Trial) -> list[str]:
    """Return the ids of committed pages; everything that answers is asked. Raises where something does not."""
    opened = wirecopy.open(trial.base)
    opened.stories()
    opened.search("the")
    opened.history()
    ids = set(opened.table("pages").to_arrow()["page_id"].to_pylist())
    if trial.mode == "forget":
        victim = _victim(trial)
        gone = victim["page_id"] not in ids
        if gone and (left := list(traces(opened.tables.layout, WordRows.of(_own(victim, _rows(trial)))))):
            raise AssertionError(f"left behind: {left[0]}")
    return sorted(ids | {page.page_id for page in waiting_pages(opened.tables.layout.live)})


def _own(victim: dict[str, Any], rows: list[dict[str, Any]]) -> list[str]:
    """Return the sentences of a page that no other page has a piece of: the rest may stay."""
    others = " ".join(row["raw"] for row in rows if row["page_id"] != victim["page_id"])
    lines = [line for line in victim["raw"].splitlines() if len(line.split()) >= 8]
    return [line for line in lines if not WordRows.of([line]).stand_in(others)]


def _tables(base: Path) -> dict[str, str]:
    opened = wirecopy.open(base)
    return {name: _digest(opened.table(name).to_arrow()) for name in SCHEMAS if name not in ("rejected", "fetches")}


def _digest(table: pa.Table) -> str:
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return f"{table.num_rows}:{hash(sink.getvalue().to_pybytes())}"


def apart(work: Callable[..., Any], *given: Any, seconds: float | None = None, step: int | None = None) -> Any:
    """Return what a function gives in its own process; null where it was killed, an error's text where one stops it."""
    receiving, sending = _FORK.Pipe(False)
    child = _FORK.Process(target=_child, args=(sending, work, given, step))
    child.start()
    sending.close()
    if seconds is not None and not receiving.poll(seconds):
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        return None
    try:
        return receiving.recv()
    except EOFError:
        return None
    finally:
        child.join()


def _child(sending: Any, work: Callable[..., Any], given: Any, step: int | None) -> None:
    if step is not None:
        _kill_at(step)
    try:
        sending.send(("done", work(*given)))
    except BaseException as error:
        sending.send(("failed", f"{type(error).__name__}: {error}"[:400]))
    os._exit(0)


def _kill_at(step: int) -> None:
    """End this process as it reaches a step boundary of that number."""
    count = 0

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def stepped(*given: Any, **named: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                os._exit(9)
            return do(*given, **named)

        return stepped

    for module, name in STEPS:
        setattr(module, name, counted(getattr(module, name)))


def tried(trial: Trial, kills: int, seed: int, *, every_step: bool) -> Told:
    """Return what came of killing a trial's command so many times."""
    told, drawn, known = Told(), random.Random(seed), set[str]()
    began = time.monotonic()
    apart(_act, trial, trial.folder / "timed")
    span = time.monotonic() - began
    wanted = apart(_tables, trial.sound)
    gone = {_victim(trial)["page_id"]} if trial.mode == "forget" else set()
    trial.restart()
    step = 0
    while told.kills < kills:
        step += 1
        how: dict[str, Any] = {"step": step} if every_step else {"seconds": drawn.uniform(0.02, 1.1 * span)}
        answer = apart(_act, trial, trial.base, **how)
        is_behind_the_last = every_step and answer is not None
        if answer is None:
            told.kills += 1
        elif answer[0] == "failed":
            told.wrong.append(f"the command failed: {answer[1]}")
        if (trial.base / "wirecopy.json").exists():
            looked = apart(_looked, trial)
            if looked is None or looked[0] != "done":
                told.wrong.append(f"after kill {told.kills}, step {step}: {looked}")
            else:
                if lost := known - set(looked[1]) - gone:
                    told.wrong.append(f"after kill {told.kills}: {len(lost)} committed pages lost")
                known = set(looked[1])
        if every_step and answer is None:
            answer = apart(_act, trial, trial.base)
        if answer is not None:
            told.ended += 1
            if apart(_tables, trial.base) != wanted:
                told.wrong.append(f"after kill {told.kills}, step {step}: other tables")
            trial.restart()
            known = set()
            if is_behind_the_last:
                return told
    return told


def main() -> int:
    chosen = _arguments()
    lines = ["| killed | pages | kills | ended, tables equal | wrong |", "|---|---|---|---|---|"]
    wrong: list[str] = []
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, mode in enumerate(chosen.modes):
            trial = Trial(mode, Path(folder) / mode, chosen.pages)
            trial.prepare()
            told = tried(trial, chosen.kills, chosen.seed + number, every_step=chosen.every_step)
            lines.append(f"| {mode} | {chosen.pages} | {told.kills} | {told.ended} | {len(told.wrong)} |")
            print(lines[-1], *told.wrong[:5], sep="\n  ", flush=True)
            wrong += told.wrong
            shutil.rmtree(trial.folder)
    how = "at every step boundary in turn" if chosen.every_step else f"at random, seed {chosen.seed}"
    text = (
        f"# Kills, {datetime.now(UTC):%Y-%m-%d}\n\nCommand: `python benchmarks/kills.py {' '.join(sys.argv[1:])}`."
        f" {how.capitalize()}; {time.monotonic() - began:.0f} s, Python {platform.python_version()},"
        f" {os.cpu_count()} cores that other jobs held too.\n\n" + "\n".join(lines) + "\n"
    )
    if chosen.write:
        name = f"kills-{datetime.now(UTC):%Y-%m-%d}{'-steps' if chosen.every_step else ''}.md"
        (RESULTS / name).write_text(text, "utf-8")
    return int(bool(wrong))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50, help="of each command")
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--modes", nargs="+", choices=MODES, default=MODES)
    parser.add_argument("--every-step", action="store_true", help="at every step boundary in turn, up to --kills")
    parser.add_argument("--write", action="store_true", help="write the dated result file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

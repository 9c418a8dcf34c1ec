"""The desk under load: `python benchmarks/desk.py --base BASE [--write]`.

Serves a base, asks it at a steady rate for story pages and searches from a process of its own while another one adds
pages the way `wirecopy watch` does, and prints how long the answers took and how much memory the desk held. Take a
copy of the base: pages are added to it.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import numpy as np

import wirecopy
from wirecopy.desk.desk import Desk
from wirecopy.desk.finding.index import open_finder
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.pages.prerender import PagesAhead, place
from wirecopy.desk.snapshot import SnapshotShelf
from wirecopy.serve.views.story import headlines
from wirecopy.store.inbox import inbox_state
from wirecopy.store.lookup import open_lookup

RESULTS = Path(__file__).resolve().parent / "results"
ALLOWED_MS = 100.0  # of the 95th percentile
Wanted = tuple[list[str], list[list[str]], dict[str, list[str]]]
_MOST = "ORDER BY n DESC LIMIT 200"
OTHERS = {
    "list, narrowed": f"SELECT '/?' || name || '=' || value, count(*) AS n FROM label JOIN facet USING (id)"
    f" GROUP BY ALL {_MOST}",
    "list, ordered": "SELECT '/?order=' || unnest(['articles', 'origins', 'spread'])",
    "lists of subjects": "SELECT '/' || unnest(['people', 'organisations', 'places', 'outlets', 'agencies',"
    " 'dyads', 'events'])",
    "subject": f"SELECT '/' || kind || '/' || key, stories AS n FROM named {_MOST}",
    "outlet": f"SELECT '/outlets/' || outlet, count(*) AS n FROM piece WHERE outlet <> '' GROUP BY ALL {_MOST}",
    "agency": f"SELECT '/agency/' || agency, count(*) AS n FROM piece WHERE agency <> '' GROUP BY ALL {_MOST}",
    "dyad": f"SELECT '/dyad/' || a || '/' || b, count(*) AS n FROM dyad GROUP BY ALL {_MOST}",
    "raw page": "SELECT '/raw/' || article_id FROM piece ORDER BY article_id LIMIT 500",
}
"""Addresses of the other kinds of page, those of most rows: the dearest."""
ALONE = 30
WORDS = (
    "oil", "trade", "bank", "minister", "shares", "government", "company", "talks", "march", "agreement", "dollar",
)  # fmt: skip
WATCH = "import sys; from wirecopy.cli import main; main(['watch', sys.argv[1], sys.argv[2], '--no-settle'])"
_WORD = re.compile(r"[a-z]{4,}")
SENTENCES = "The {0} said on Monday that {1} {2} would be made known after the {3} of the {4}."


def main() -> int:
    chosen = _arguments()
    base = wirecopy.open(chosen.base)
    lines = headlines(open_lookup(base.tables))
    stories = [line.story_id for line in lines]
    labels = [words for line in lines if len(words := _WORD.findall(line.label.lower())) > 1]
    finder = open_finder(open_lookup(base.tables))
    others = {kind: [row[0] for row in finder.rows(query)] for kind, query in OTHERS.items()}
    with base.live():  # builds the index of single texts, which the desk would else do behind its first answers
        pass
    port = 18_017
    desk = _started(["serve", chosen.base, "--port", str(port), "--rate", "100000"])
    with tempfile.TemporaryDirectory() as folder:
        try:
            _until_up(port)
            watching = subprocess.Popen([sys.executable, "-c", WATCH, chosen.base, folder], stdout=subprocess.DEVNULL)
            _until_watched(base, Path(folder))
            if chosen.made:
                _until_made(base)
            alone = {kind: _alone(port, desk.pid, there) for kind, there in others.items() if there}
            alone["story page"] = _alone(port, desk.pid, [f"/story/{story}" for story in stories])
            alone["search"] = _alone(port, desk.pid, [f"/?q={'+'.join(words[:2])}" for words in labels])
            ahead = [_pages_ahead(base)]
            before = _cpu_seconds(desk.pid)
            times, memory, added = asyncio.run(_load(chosen, port, desk.pid, (stories, labels, others), Path(folder)))
            spent = _cpu_seconds(desk.pid) - before
            ahead.append(_pages_ahead(base))
        finally:
            for process in (desk, watching):
                process.terminate()
                process.wait()
    size = f"{len(base.tables.rows('articles')):,} articles, {len(stories):,} stories"
    report = as_text(
        chosen,
        f"{size}, {ahead[0]:,} pages made ahead when it began and {ahead[1]:,} at its end",
        times,
        memory,
        added,
        spent,
        alone,
    )
    print(report, end="")
    if chosen.write:
        RESULTS.mkdir(exist_ok=True)
        articles = len(base.tables.rows("articles"))
        name = f"desk-{datetime.now(UTC):%Y-%m-%d}-{articles}-pages-{chosen.seconds:.0f}-s.md"
        (RESULTS / name).write_text(report, encoding="utf-8")
    return int(any(np.percentile(found, 95) > ALLOWED_MS for found in times.values()))


async def _load(
    chosen: argparse.Namespace, port: int, pid: int, wanted: Wanted, folder: Path
) -> tuple[dict[str, list[float]], list[float], int]:
    """Ask at the rate wanted, whether or not earlier answers have come; return milliseconds, megabytes, pages added.

    Of six requests two are for the page of any story, one is a search for two words of any story's headline, and three
    are for pages of the other kinds in turn.
    """
    stories, labels, others = wanted
    draw = random.Random(7)
    kinds = [kind for kind, addresses in others.items() if addresses]
    times: dict[str, list[float]] = {kind: [] for kind in ("story page", "search", *kinds)}
    memory: list[float] = []
    asked: set[asyncio.Task[None]] = set()
    began, added = time.monotonic(), 0
    for number in range(int(chosen.rate * chosen.seconds)):
        due = began + number / chosen.rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        kind = ("story page", "", "search", "", "story page", "")[number % 6] or kinds[number // 2 % len(kinds)]
        if kind in others:
            path = quote(draw.choice(others[kind]), safe="/?=&")
        elif kind == "search":
            path = f"/?q={'+'.join(draw.sample(draw.choice(labels), 2))}"
        else:
            path = f"/story/{draw.choice(stories)}"
        task = asyncio.create_task(_ask(port, path, due, times[kind]))
        asked.add(task)
        task.add_done_callback(asked.discard)
        if number % int(chosen.rate) == 0:
            memory.append(_megabytes(pid))
            added += _put(folder, draw, number)
    await asyncio.gather(*asked)
    return times, memory, added


async def _ask(port: int, path: str, due: float, found: list[float]) -> None:
    """Note how long an answer took from the moment it was to be asked for, waiting for a connection included."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()
    while piece := await reader.read():
        answer += piece
    writer.close()
    if answer.startswith(b"HTTP/1.1 503"):  # more waits than the desk takes on
        found.append(float("inf"))
        return
    if not answer.startswith(b"HTTP/1.1 200"):
        raise RuntimeError(f"{path}: {answer[:40]!r}")
    found.append(1000 * (time.monotonic() - due))


def _alone(port: int, pid: int, addresses: list[str]) -> float:
    """Return what an answer costs the desk in milliseconds of CPU, asked one after another, pages of their own."""
    asked = random.Random(8).sample(addresses, min(len(addresses), ALONE))
    before = _cpu_seconds(pid)
    for path in asked:
        asyncio.run(_ask(port, quote(path, safe="/?=&"), time.monotonic(), []))
    return 1000 * (_cpu_seconds(pid) - before) / len(asked)


def _put(folder: Path, draw: random.Random, number: int) -> int:
    """Put a new page into the watched folder."""
    lines = [SENTENCES.format(*(draw.choice(WORDS) for _ in range(5))) for _ in range(20)]
    (folder / f"page-{number}.txt").write_text("\n\n".join(lines), encoding="utf-8")
    return 1


def _megabytes(pid: int) -> float:
    """Return the memory the process holds for itself: mapped files belong to the system."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return float(status.split("RssAnon:")[1].split()[0]) / 1024


def _cpu_seconds(pid: int) -> float:
    """Return how long the process has computed: what it costs whatever else the machine does."""
    fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _started(arguments: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "wirecopy", *arguments], stderr=subprocess.DEVNULL)


def _until_up(port: int) -> None:
    import urllib.request

    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/about", timeout=5).read()
            return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("the desk did not open")


def _until_watched(base: wirecopy.NewsBase, folder: Path) -> None:
    """Wait until `watch` has taken in a first page: what its start costs is no part of an answer's time."""
    told = SENTENCES.format("bank", "oil", "talks", "march", f"trade {time.time_ns()}")  # a page not known yet
    (folder / "first.txt").write_text(told, encoding="utf-8")
    known = inbox_state(base.tables.layout.live)[1]
    for _ in range(600):
        if inbox_state(base.tables.layout.live)[1] > known:
            return
        time.sleep(0.2)
    raise RuntimeError("the folder is not watched")


def _until_made(base: wirecopy.NewsBase) -> None:
    """Wait until the desk's child has been through, as of a desk that has been open for some minutes."""
    desk = Desk(base, DeskOptions(), SnapshotShelf(base))
    for _ in range(2_400):
        if not PagesAhead(desk).due():
            return
        time.sleep(0.5)
    raise RuntimeError("the pages were not made in twenty minutes")


def _pages_ahead(base: wirecopy.NewsBase) -> int:
    """Return how many pages the desk's child has made."""
    desk = Desk(base, DeskOptions(), SnapshotShelf(base))
    path = place(desk, desk.shelf.opened())
    if path is None or not path.exists():
        return 0
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT count(*) FROM pages").fetchone()[0])


def as_text(
    chosen: argparse.Namespace,
    size: str,
    times: dict[str, list[float]],
    memory: list[float],
    added: int,
    spent: float,
    alone: dict[str, float],
) -> str:
    """Return the report."""
    return "".join(f"{line}\n" for line in _lines(chosen, size, times, memory, added, spent, alone))


def _lines(
    chosen: argparse.Namespace,
    size: str,
    times: dict[str, list[float]],
    memory: list[float],
    added: int,
    spent: float,
    alone: dict[str, float],
) -> Iterator[str]:
    yield f"# The desk under load, {datetime.now(UTC):%Y-%m-%d}"
    yield ""
    yield f"Python {platform.python_version()}, {platform.machine()}; {os.cpu_count()} cores, the load itself on them."
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    yield f"{size}; {chosen.rate:g} requests a second for {chosen.seconds:g} s; {added} put in."
    yield f"Load average at the end (1, 5, 15 min): {load}; other jobs are in it; nice {os.nice(0)}."
    yield ""
    yield "| answer | number | refused | median ms | 95th percentile ms | 99th percentile ms | longest ms | CPU ms |"
    yield "|---|" + 7 * "---|"
    for kind, found in times.items():
        given = [one for one in found if one != float("inf")]
        waits = [f"{np.percentile(given, p):.1f}" for p in (50, 95, 99, 100)] if given else ["-"] * 4
        rows = [len(found), len(found) - len(given), *waits, f"{alone[kind]:.0f}"]
        yield f"| {kind} | {' | '.join(map(str, rows))} |"
    yield ""
    held = [round(memory[i]) for i in _spread(len(memory))]
    yield f"Memory of the desk over the time, MB (its own, mapped files apart): {json.dumps(held)}"
    yield ""
    each = 1000 * spent / sum(map(len, times.values()))
    yield f"Processor time of the desk: {each:.1f} ms an answer, its start apart."
    yield ""
    yield f"Again: `python benchmarks/desk.py --base BASE{' --made' if chosen.made else ''}`"


def _spread(count: int) -> list[int]:
    return sorted({round(i * (count - 1) / 10) for i in range(11)})


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--rate", type=float, default=50.0)
    parser.add_argument("--seconds", type=float, default=600.0)
    parser.add_argument("--made", action="store_true", help="begin when all pages have been made ahead")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

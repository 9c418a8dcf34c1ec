"""A desk under clients that never come to the point: `python benchmarks/slow_clients.py [--clients 1000] [--write]`.

Asks a desk for searches and story pages at a steady rate, alone and then beside so many clients of which half send half
a head and half a body's beginning, and tells the time from the moment each request was due. At the end no slow client
may still be connected, and none of the honest requests may have failed.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

import wirecopy
from twins import twin

RESULTS = Path(__file__).resolve().parent / "results"
HALVES = (
    b"GET / HTTP/1.1\r\nHost: local",
    b"POST /v1/compare HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{",
)
PATIENCE = 30.0
"""Seconds after which every slow client must have been let go."""


async def asked(port: int, path: str, due: float) -> tuple[float, str]:
    """Return how long after it was due a page was there, and its status."""
    try:
        reading, writing = await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port), 30)
        writing.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        answer = await asyncio.wait_for(reading.read(), 30)
        writing.close()
        return time.monotonic() - due, answer[9:12].decode()
    except (OSError, TimeoutError) as error:
        return time.monotonic() - due, type(error).__name__


async def steady(port: int, paths: list[str], rate: float, seconds: float) -> tuple[list[float], Counter[str]]:
    """Return the times and the statuses of requests at a steady rate, whatever the answers take."""
    began, tasks = time.monotonic(), []
    for number in range(int(rate * seconds)):
        due = began + number / rate
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        tasks.append(asyncio.create_task(asked(port, paths[number % len(paths)], due)))
    answers = await asyncio.gather(*tasks)
    return sorted(spent for spent, _ in answers), Counter(status for _, status in answers)


async def slow(port: int, number: int) -> bool:
    """Send half a request, and return whether the desk let go in time."""
    try:
        reading, writing = await asyncio.open_connection("127.0.0.1", port)
        writing.write(HALVES[number % 2])
        await asyncio.wait_for(reading.read(), PATIENCE)
    except TimeoutError:
        return False
    except OSError:
        return True
    return True


async def measured(port: int, paths: list[str], chosen: argparse.Namespace) -> list[str]:
    """Return the lines of the table."""
    await steady(port, paths, chosen.rate, 3)
    rows = []
    for clients in (0, chosen.clients):
        held = [asyncio.create_task(slow(port, number)) for number in range(clients)]
        await asyncio.sleep(1)
        spent, statuses = await steady(port, paths, chosen.rate, chosen.seconds)
        let_go = sum(await asyncio.gather(*held))
        middle, last = spent[len(spent) // 2], spent[int(len(spent) * 0.99)]
        told = ", ".join(f"{count:,} x {status}" for status, count in sorted(statuses.items()))
        rows.append(f"| {clients:,} | {let_go:,} | {told} | {1000 * middle:.0f} ms | {1000 * last:.0f} ms |")
        print(rows[-1], flush=True)
    return rows


def main() -> int:
    chosen = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        base = chosen.base or _made(Path(folder), chosen.pages)
        stories = [story.story_id for story in wirecopy.open(base).stories()][:50]
        paths = [f"/story/{story}" for story in stories] + [
            f"/v1/search?q={word}" for word in ("minister", "the", "said")
        ]
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [sys.executable, "-m", "wirecopy", "serve", str(base), "--port", str(port), "--rate", "100000"]
        desk = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            _wait(port)
            rows = asyncio.run(measured(port, paths, chosen))
        finally:
            desk.send_signal(signal.SIGINT)
            desk.wait(30)
    rates = f"{chosen.rate:g} requests a second for {chosen.seconds:g} s, {len(stories)} stories"
    text = (
        f"# Slow clients, {datetime.now(UTC):%Y-%m-%d}\n\nCommand: `python benchmarks/slow_clients.py"
        f" {' '.join(sys.argv[1:])}`. {rates}; Python {platform.python_version()}, {os.cpu_count()} cores,"
        f" load average {os.getloadavg()[0]:.1f}.\n\n"
        "| slow clients | let go | honest requests | median | 99th percentile |\n|---|---|---|---|---|\n"
    )
    if chosen.write:
        (RESULTS / f"slow-clients-{datetime.now(UTC):%Y-%m-%d}.md").write_text(text + "\n".join(rows) + "\n", "utf-8")
    return 0


def _made(folder: Path, pages: int) -> Path:
    rows = [row for seed in range(pages // 2) for row in twin(seed).rows()]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    wirecopy.open(folder / "base", create=True).run([folder / "rows.jsonl"])
    return folder / "base"


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError("the desk did not open")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, help="a base to show; else one of made pages")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--clients", type=int, default=1000)
    parser.add_argument("--rate", type=float, default=50.0, help="honest requests a second")
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--write", action="store_true", help="write the dated result file")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

"""`wirecopy check` on lists of sources: `python benchmarks/check.py [--write]`.

Times 20 sources with texts in a checker that is loaded, the first answer of a cold `wirecopy mcp` (from the start of
the process to the answer of 20 sources), and 500 sources. The texts are those of the echo benchmark and variations of
them. Seconds are those of one core (CPU time), so that what else the machine does changes little.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import wirecopy
from wirecopy.pipeline.checking.check import load_checker

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "evals"))

from echo.cases import Source  # noqa: E402
from echo.score import cases  # noqa: E402

TIMES = 9
ASKED = {"20 sources, warm": 0.3, "20 sources, cold `wirecopy mcp`": 2.0, "500 sources": 5.0}


def sources(count: int) -> list[Source]:
    """Sources with texts; of more than there are, further ones whose names and figures are other ones."""
    told = [one for half in ("learn", "held") for case in cases(half) for one in case.sources if "text" in one]
    random.Random(1).shuffle(told)
    return [varied(told[at % len(told)], at // len(told)) for at in range(count)]


def varied(source: Source, number: int) -> Source:
    """A source with other names and figures in its text."""
    if not number:
        return source
    chance = random.Random(number)
    names: dict[str, str] = {}

    def other(word: re.Match[str]) -> str:
        return names.setdefault(word[0], "".join(chance.sample(word[0].lower(), len(word[0]))).capitalize())

    text = re.sub(r"\b[A-Z][a-z]{4,}\b", other, source["text"])
    return source | {"text": re.sub(r"\d\d+", lambda n: str(chance.randrange(10, 900)), text)}


async def cold(asked: list[Source]) -> float:
    """CPU seconds of a `wirecopy mcp` from its start to its end, with the answer to a list in between."""
    from mcp import Client, StdioServerParameters

    env = {"PYTHONPATH": str(Path(wirecopy.__file__).resolve().parent.parent)}
    server = StdioServerParameters(command=sys.executable, args=["-m", "wirecopy", "mcp"], env=env)
    began = _of_children()
    async with Client(server) as client:
        await client.call_tool("source_diversity_check", {"sources": asked})
    return _of_children() - began


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def warm(asked: list[Source], times: int) -> float:
    """The median of the CPU seconds that a loaded checker takes."""
    checker = load_checker()
    checker.check(asked[:20])
    taken = []
    for _ in range(times):
        began = time.process_time()
        checker.check(asked)
        taken.append(time.process_time() - began)
    return sorted(taken)[len(taken) // 2]


def main() -> int:
    """Print the seconds; status 1 where one is over what is asked."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true", help="keep them among the dated results")
    chosen = parser.parse_args()
    twenty = sources(20)
    found = {
        "20 sources, warm": warm(twenty, TIMES),
        "20 sources, cold `wirecopy mcp`": min(asyncio.run(cold(twenty)) for _ in range(3)),
        "500 sources": warm(sources(500), 1),
    }
    day = datetime.now(UTC).date().isoformat()
    lines = [f"# `wirecopy check`, {day}", "", f"wirecopy {wirecopy.__version__}. Again: `make bench-check`.", ""]
    lines += ["| | CPU seconds | asked |", "|---|---|---|"]
    lines += [f"| {name} | {seconds:.2f} | {ASKED[name]:g} |" for name, seconds in found.items()]
    print("\n".join(lines))
    if chosen.write:
        (HERE / "results" / f"check-{day}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return int(any(seconds > ASKED[name] for name, seconds in found.items()))


if __name__ == "__main__":
    sys.exit(main())

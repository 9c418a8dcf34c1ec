"""Run one tool over texts on one core: `python timed.py TOOL TEXTS.json RESULT.json`.

The clock (CPU time of this process and its children) starts when the texts are in memory and the tool is imported,
and stops when every text has its cluster. Each tool runs twice: in the first call much of the time can go into memory
that a machine hands out for the first time, more on a virtual one; both are told.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from importlib import import_module
from pathlib import Path

WARM = 500  # texts that each tool is given first, so that its code is loaded and compiled when the clock starts


def spent() -> float:
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def main(tool: str, source: str, target: str) -> None:
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    given = json.loads(Path(source).read_text("utf-8"))
    module = import_module(f"with_{tool}")
    module.clusters(**{name: values[:WARM] for name, values in given.items()})
    seconds = []
    for _ in range(2):
        found, before = None, spent()
        found = module.clusters(**given)
        seconds.append(spent() - before)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if tool == "wirecopy":
        import pyarrow.feather as feather

        feather.write_feather(found.pairs, str(Path(target).with_name("pairs.arrow")))
        found = found.families.tolist()
    Path(target).write_text(
        json.dumps({"seconds": min(seconds), "first": seconds[0], "peak_mb": peak, "clusters": found}), "utf-8"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])

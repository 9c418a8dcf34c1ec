"""How fast the kernels are on one core, beside plain Python doing the first part of the same."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from wirecopy.kernels import Kernels, load_kernels
from wirecopy.text.spelling import counts_as

_WORD = re.compile(r"\w+")
GRAM, WINDOW = 5, 32
REPEATS = 3  # the best counts: what else runs on the machine only slows


@dataclass(frozen=True, slots=True)
class Speed:
    """What a kernel reached, in units a second of CPU time."""

    what: str
    backend: str
    rate: float
    unit: str


def measure(texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[Speed]:
    """Return the speeds of both backends and of plain Python over the texts and over pairs of them."""
    size = sum(len(text.encode()) for text in texts) / 1e6
    small = texts[: max(1, len(texts) // 10)]
    part = sum(len(text.encode()) for text in small) / 1e6
    speeds = [Speed("tokenising and lower case alone", "plain Python", part / best(lambda: _tokens(small)), "MB/s")]
    for backend, some, megabytes in (("compiled", texts, size), ("reference", small, part)):
        kernels = load_kernels(backend, counts_as=counts_as(), numbers=True)  # type: ignore[arg-type]
        prints(kernels, texts[:50])
        speeds.append(
            Speed("text to fingerprints", backend, megabytes / best(lambda k=kernels, t=some: prints(k, t)), "MB/s")
        )
        chosen = pairs if backend == "compiled" else pairs[: max(1, len(pairs) // 10)]
        speeds.append(Speed("matching runs", backend, _matching(kernels, texts, chosen), "pairs/s"))
    return speeds


def best(work: Callable[[], object]) -> float:
    """Return the least CPU time the work took."""
    times = []
    for _ in range(REPEATS):
        before = time.process_time()
        work()
        times.append(time.process_time() - before)
    return min(times)


def prints(kernels: Kernels, texts: Sequence[str]) -> object:
    return kernels.fingerprints(kernels.words(texts), GRAM, WINDOW)


def _matching(kernels: Kernels, texts: Sequence[str], pairs: Sequence[tuple[int, int]]) -> float:
    numbers = sorted({number for pair in pairs for number in pair})
    place = {number: k for k, number in enumerate(numbers)}
    words = kernels.words([texts[number] for number in numbers])
    a, b = (np.array([place[pair[side]] for pair in pairs], dtype=np.int64) for side in (0, 1))
    kernels.matches(words, a[:2], b[:2], GRAM)
    return len(pairs) / best(lambda: kernels.matches(words, a, b, GRAM))


def _tokens(texts: Sequence[str]) -> int:
    return sum(len(_WORD.findall(text.lower())) for text in texts)

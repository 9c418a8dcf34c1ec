"""How the large models that teach the small ones take what they learn from: in batches of like length, in no order."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

NEAR = 20  # batches whose texts are sorted by length together


class Tokened(Protocol):
    """What has tokens."""

    tokens: list[int]


Text = TypeVar("Text", bound=Tokened)


def shuffled(texts: Sequence[Text], size: int, rng: random.Random) -> Iterator[list[Text]]:
    """Yield batches of at most `size` texts in no order, each of texts of like length; every text is in one."""
    order = list(texts)
    rng.shuffle(order)
    batches = []
    for first in range(0, len(order), size * NEAR):
        near = sorted(order[first : first + size * NEAR], key=lambda text: len(text.tokens))
        batches += [near[n : n + size] for n in range(0, len(near), size)]
    rng.shuffle(batches)
    yield from batches

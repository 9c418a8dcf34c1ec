"""text-dedup: its own MinHash function with its default settings, clustered as its command line does, unverified."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from joined import joined
from text_dedup.minhash import RNG, embed_func
from text_dedup.utils import optimal_param, xxh3_32hash

PERMUTATIONS, THRESHOLD, GRAM, MIN_LENGTH = 250, 0.7, 5, 5  # its defaults
PRIME, MAX_HASH = np.uint64((1 << 61) - 1), np.uint32((1 << 32) - 1)


def clusters(texts: list[str]) -> list[int]:
    return joined(len(texts), _pairs(texts))


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    bands, rows = optimal_param(THRESHOLD, PERMUTATIONS, false_positive_weight=0.5, false_negative_weight=0.5)
    tables: list[dict[bytes, set[int]]] = [defaultdict(set) for _ in range(bands)]
    drawn = (
        RNG.randint(1, PRIME, size=(PERMUTATIONS,), dtype=np.uint64),
        RNG.randint(0, PRIME, size=(PERMUTATIONS,), dtype=np.uint64),
    )
    for number, text in enumerate(texts):
        signature = embed_func(
            text, number, num_perm=PERMUTATIONS, ngram_size=GRAM, min_length=MIN_LENGTH,
            hashranges=[(band * rows, (band + 1) * rows) for band in range(bands)], permutations=drawn,
            hash_func=xxh3_32hash, dtype=np.uint64, max_hash=MAX_HASH, modulo_prime=PRIME,
        )  # fmt: skip
        for table, key in zip(tables, signature["__signatures__"], strict=True):
            table[key].add(number)
    for table in tables:
        for holders in table.values():
            first = min(holders)
            yield from ((first, other) for other in holders if other != first)

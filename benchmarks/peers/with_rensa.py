"""rensa: MinHash over 5-word shingles, 32 bands of 4. Leaves out tokenising (done here) and any verification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from joined import joined
from rensa import RMinHash, RMinHashLSH

_WORD = re.compile(r"\w+")
BANDS, PERMUTATIONS = 32, 128
BATCH = 4096


def clusters(texts: list[str]) -> list[int]:
    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=BANDS)
    hashed = [one for at in range(0, len(texts), BATCH) for one in _hashed(texts[at : at + BATCH])]
    index.insert_many(hashed)
    return joined(len(texts), _pairs(index, hashed))


def _hashed(texts: list[str]) -> list[RMinHash]:
    rows: list[RMinHash] = RMinHash.from_token_sets([_shingles(text) for text in texts], PERMUTATIONS, 42)
    return rows


def _shingles(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return list({" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))})


def _pairs(index: RMinHashLSH, hashed: list[RMinHash]) -> Iterator[tuple[int, int]]:
    for number, one in enumerate(hashed):
        for other in index.query(one):
            yield number, other

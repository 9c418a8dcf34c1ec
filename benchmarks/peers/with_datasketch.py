"""datasketch: MinHash over 5-word shingles, 32 bands of 4. Leaves out tokenising (done here) and any verification."""

from __future__ import annotations

import re
from collections.abc import Iterator

from datasketch import MinHash, MinHashLSH
from joined import joined

_WORD = re.compile(r"\w+")
PERMUTATIONS = 128


def clusters(texts: list[str]) -> list[int]:
    return joined(len(texts), _pairs(texts))


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(32, 4))
    shingled = ([shingle.encode() for shingle in _shingles(text)] for text in texts)
    for number, one in enumerate(MinHash.generator(shingled, num_perm=PERMUTATIONS, seed=1)):
        for other in index.query(one):
            yield number, other
        index.insert(number, one, check_duplication=False)


def _shingles(text: str) -> set[str]:
    words = _WORD.findall(text.lower())
    return {" ".join(words[k : k + 5]) for k in range(max(1, len(words) - 4))}

"""gaoya: MinHash over 5-word shingles by its own tokeniser, 32 bands of 4; compares signatures, not texts."""

from __future__ import annotations

from collections.abc import Iterator

from gaoya.minhash import MinHashStringIndex
from joined import joined


def clusters(texts: list[str]) -> list[int]:
    return joined(len(texts), _pairs(texts))


def _pairs(texts: list[str]) -> Iterator[tuple[int, int]]:
    index = MinHashStringIndex(
        hash_size=32, jaccard_threshold=0.5, num_bands=32, band_size=4, analyzer="word", lowercase=True,
        ngram_range=(5, 5),
    )  # fmt: skip
    for number, text in enumerate(texts):
        index.insert_document(number, text)
    for number, text in enumerate(texts):
        for other in index.query(text):
            yield number, other

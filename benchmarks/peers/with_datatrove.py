"""datatrove: its signature and bucket steps with their defaults (5-word grams, 14 buckets of 8), unverified."""

from __future__ import annotations

import struct
import tempfile
from collections.abc import Iterator
from pathlib import Path

from datatrove.data import Document
from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets, MinhashDedupSignature
from joined import joined

_ROW = struct.Struct("<4I")  # file, document, file, document


def clusters(texts: list[str]) -> list[int]:
    with tempfile.TemporaryDirectory() as folder:
        return joined(len(texts), _pairs(texts, Path(folder)))


def _pairs(texts: list[str], folder: Path) -> Iterator[tuple[int, int]]:
    config = MinhashConfig()
    documents = (Document(text=text, id=str(number)) for number, text in enumerate(texts))
    signed = MinhashDedupSignature(output_folder=str(folder / "signatures"), config=config)
    for _ in signed.run(documents, 0, 1) or ():
        pass
    for bucket in range(config.num_buckets):
        step = MinhashDedupBuckets(
            input_folder=str(folder / "signatures"), output_folder=str(folder / "buckets"), config=config
        )
        for _ in step.run(None, bucket, config.num_buckets) or ():
            pass
    for path in sorted((folder / "buckets").rglob("*.dups")):
        for _, a, _, b in _ROW.iter_unpack(path.read_bytes()):
            yield a, b

"""Many texts as one buffer of UTF-8: what the compiled kernels read without a Python object for each text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.kernels.hashing import Offsets


@dataclass(frozen=True, slots=True)
class TextColumn:
    """Texts by number: text `t` is the bytes `offsets[t]` to `offsets[t + 1]` of `raw`.

    >>> column_of(["one", None, "zwei"]).text(2)
    'zwei'
    """

    raw: npt.NDArray[np.uint8]
    offsets: Offsets

    @property
    def texts(self) -> int:
        """Return how many texts there are."""
        return len(self.offsets) - 1

    def text(self, number: int) -> str:
        """Return one text."""
        return self.raw[self.offsets[number] : self.offsets[number + 1]].tobytes().decode("utf-8")

    def part(self, first: int, last: int) -> TextColumn:
        """Return the texts `first` to `last - 1`, over the same buffer."""
        return TextColumn(self.raw, self.offsets[first : last + 1])


def column_of(texts: Iterable[str | None]) -> TextColumn:
    """Return any list or column of strings as one buffer; null is an empty text, half a surrogate pair a "?".

    An Arrow array of strings without nulls is not copied.
    """
    strings = _strings(texts)
    if strings.null_count:
        strings = strings.fill_null("")
    _, offsets, values = strings.buffers()
    if not len(strings) or values is None:
        return TextColumn(np.zeros(0, np.uint8), np.zeros(len(strings) + 1, np.int64))
    places = np.frombuffer(offsets, dtype=np.int64)[strings.offset : strings.offset + len(strings) + 1]
    return TextColumn(np.frombuffer(values, dtype=np.uint8), places)


def _strings(texts: Iterable[str | None]) -> pa.LargeStringArray:
    if isinstance(texts, pa.ChunkedArray):
        texts = pa.concat_arrays(texts.chunks) if texts.num_chunks else pa.array([], pa.large_string())
    if isinstance(texts, pa.Array):
        return texts.cast(pa.large_string())
    listed = list(texts)
    try:
        return pa.array(listed, pa.large_string())
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError):  # something else than whole texts among them
        mended = (text.encode("utf-8", "replace").decode("utf-8") if isinstance(text, str) else None for text in listed)
        return pa.array(list(mended), pa.large_string())

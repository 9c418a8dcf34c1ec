"""Files as bounded bytes and bounded lines, packed ones opened by what their first bytes are."""

from __future__ import annotations

import bz2
import codecs
import gzip
import io
import lzma
import os
import zlib
from collections.abc import Iterator
from typing import IO, cast

from wirecopy.options import ReadOptions
from wirecopy.read.decode import byte_order_mark, guess

DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError)
"""What reading a truncated or corrupt packed file raises, besides OSError."""
PACKED = (".gz", ".zst", ".bz2", ".xz")
"""How the names of packed files end."""

_BUFFER = 1 << 20
_SKIP = 1 << 20
_BYTES_PER_CHAR = 4  # the longest of UTF-8, UTF-16, UTF-32 and GB 18030
_ESCAPE_BYTES_PER_CHAR = 6  # \uXXXX in JSON
_OTHER_COLUMNS = 1 << 20
_GZIP, _ZSTD, _BZIP, _XZ = b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"\xfd7zXZ\x00"


class LongLine(Exception):
    """A line beyond the limit; it was skipped, and the lines after it can be read."""


def open_bytes(path: str) -> io.BufferedReader:
    """Return the file opened for reading, unpacked where its first bytes are those of gzip, zstd, bzip2 or xz."""
    return unpacking(io.BufferedReader(io.FileIO(path), _BUFFER))


def unpacking(stream: io.BufferedReader) -> io.BufferedReader:
    """Return the stream that gives what a packed stream holds, a piece at a time; one that is not packed as it is."""
    head = stream.peek(6)[:6]
    if head.startswith(_GZIP):
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=stream, mode="rb")), _BUFFER)
    if head.startswith(_BZIP):
        return io.BufferedReader(cast(io.RawIOBase, bz2.BZ2File(stream)), _BUFFER)
    if head.startswith(_XZ):
        return io.BufferedReader(cast(io.RawIOBase, lzma.LZMAFile(stream)), _BUFFER)
    if head.startswith(_ZSTD):
        import pyarrow as pa

        return io.BufferedReader(cast(io.RawIOBase, pa.CompressedInputStream(stream, "zstd")), _BUFFER)
    return stream


def read_bounded(path: str, options: ReadOptions) -> bytes | None:
    """Return the whole file, or null if it surely is longer than a page may be: then it is not read."""
    limit = _BYTES_PER_CHAR * (options.max_page_chars + 1)
    if not path.lower().endswith(PACKED) and os.stat(path).st_size > limit:
        return None
    with open_bytes(path) as stream:
        content = stream.read(limit + 1)
    return content if len(content) <= limit else None


def unpacked_name(path: str) -> str:
    """Return a file's name in lower case without the ending that says it is packed.

    >>> unpacked_name("News.CSV.gz")
    'news.csv'
    """
    name = path.lower()
    return next((name[: -len(ending)] for ending in PACKED if name.endswith(ending)), name)


class Lines(Iterator[str]):
    """The lines of a file as text, line ends kept, one at a time and none beyond the limit.

    A longer line is skipped and raises `LongLine`; iterating may go on after it. `number` is the last line's.
    """

    def __init__(self, stream: io.BufferedReader, options: ReadOptions) -> None:
        self.number = 0
        self._stream: IO[bytes] | IO[str] = stream
        self._bytes = stream
        self._limit = _ESCAPE_BYTES_PER_CHAR * options.max_page_chars + _OTHER_COLUMNS
        self._codec: str | None = None
        self._started = False

    def __next__(self) -> str:
        if not self._started:  # not before: a damaged .gz already fails on its mark
            self._start()
        line = self._stream.readline(self._limit)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) >= self._limit:
            self._skip_rest(line)
            raise LongLine(f"line {self.number} is longer than {self._limit} bytes (option max_page_chars)")
        text = line if isinstance(line, str) else self._decoded(line)
        return text.removeprefix("\ufeff")  # files set one behind the other keep the mark of each

    def _start(self) -> None:
        self._started = True
        codec = byte_order_mark(self._bytes.peek(4)[:4])
        if codec == "utf-8":
            self._bytes.read(len(codecs.BOM_UTF8))
        elif codec:
            wide = codec.rsplit("-", 1)[0]  # "utf-16" takes the mark away, "utf-16-le" leaves it
            self._stream = io.TextIOWrapper(self._bytes, encoding=wide, errors="replace", newline="\n")

    def _skip_rest(self, line: str | bytes) -> None:
        while line and line[-1:] not in ("\n", b"\n"):
            line = self._stream.readline(_SKIP)

    def _decoded(self, line: bytes) -> str:
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            if self._codec is None:  # decided once a file, on more than the one line
                self._codec = guess(line + self._bytes.peek(_BUFFER))
            return line.decode(self._codec, "replace")

"""What a server sent, as it was meant: put together from chunks, unpacked, never more of it than is allowed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping

from wirecopy.read.decode import NotText

MAX_CODINGS = 4  # one packed again and again would cost a pass each
_PIECE = 1 << 16
_MAGIC = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}


class TooLong(Exception):
    """The content is longer than the limit; it was not unpacked to its end."""


def http_content(fields: Mapping[str, str], content: bytes, limit: int) -> bytes:
    """Return the content of an HTTP message by its header fields (names in lower case).

    What says it is packed and is not, as crawlers leave it, comes back as it is. Raises `NotText` for a coding that is
    not known or content that is damaged, and `TooLong`.

    >>> http_content({"transfer-encoding": "chunked"}, b"3\\r\\nabc\\r\\n2\\r\\nde\\r\\n0\\r\\n\\r\\n", 9)
    b'abcde'
    """
    transfer = _codings(fields.get("transfer-encoding"))
    if "chunked" in transfer:
        content = dechunked(content)
    codings = _codings(fields.get("content-encoding")) + [coding for coding in transfer if coding != "chunked"]
    for coding in reversed(codings[:MAX_CODINGS]):
        content = _unpacked(coding, content, limit)
    if len(content) > limit:
        raise TooLong
    return content


def dechunked(content: bytes) -> bytes:
    """Return a body without the sizes of its chunks; one that is in no chunks as it is, one that breaks off so far."""
    pieces: list[bytes] = []
    at = 0
    while True:
        end = content.find(b"\n", at, at + _PIECE)
        size = content[at:end].partition(b";")[0].strip() if end >= 0 else b""
        try:
            length = int(size, 16) if size and len(size) <= 16 else -1
        except ValueError:
            length = -1
        if length <= 0 or b"_" in size:
            return b"".join(pieces) if pieces or length == 0 else content
        pieces.append(content[end + 1 : end + 1 + length])
        at = end + 1 + length
        at += 2 if content[at : at + 2] == b"\r\n" else content[at : at + 1] == b"\n"


def _codings(stated: str | None) -> list[str]:
    names = (name.strip().lower().removeprefix("x-") for name in (stated or "").split(","))
    return [name for name in names if name and name not in ("identity", "none")]


def _unpacked(coding: str, content: bytes, limit: int) -> bytes:
    if coding in _MAGIC and not content.startswith(_MAGIC[coding]):
        return content
    if coding in ("gzip", "deflate"):
        return _inflated(coding, content, limit)
    if coding not in ("br", "zstd"):
        raise NotText(f"packed as {coding[:40]}, which is not known")
    import pyarrow as pa

    name = "brotli" if coding == "br" else coding
    try:
        unpacked: bytes = pa.CompressedInputStream(pa.BufferReader(content), name).read(limit + 1)
    except OSError as error:
        if coding == "br" and b"<" in content[:200]:  # brotli begins with no sign: this is the page itself
            return content
        raise NotText(f"damaged {name}: {error}") from error
    return _limited(unpacked, limit)


def _inflated(coding: str, content: bytes, limit: int) -> bytes:
    for bits in (31,) if coding == "gzip" else (15, -15):  # some send deflate without its head
        unpacker = zlib.decompressobj(bits)
        try:
            return _limited(unpacker.decompress(content, limit + 1), limit)
        except zlib.error as error:
            damage = error
    if b"<" in content[:200]:
        return content
    raise NotText(f"damaged {coding}: {damage}")


def _limited(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise TooLong
    return content

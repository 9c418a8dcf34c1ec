"""The pages as they were fetched, kept as WARC: what `wirecopy run` can read again at any time."""

from __future__ import annotations

import gzip
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

from wirecopy.desk.watch.feeds import FeedEntry
from wirecopy.desk.watch.fetch import Fetched
from wirecopy.desk.watch.state import State
from wirecopy.read import FEED_AUTHOR, FEED_PUBLISHED, WarcRecord

MOST_BYTES = 1_000_000_000
"""A file that is longer is followed by another."""


@dataclass(frozen=True, slots=True)
class ArchivedResponse:
    """One response in its file: where, and as which record."""

    path: str
    record: WarcRecord


@dataclass(frozen=True, slots=True)
class Archive:
    """The folder of WARC files of one base."""

    folder: Path
    state: State

    def keep(self, fetched: Fetched, moment: str, entry: FeedEntry) -> ArchivedResponse:
        """Append a response with what a feed says of it, durably.

        What a kill left half-written behind the last whole record is overwritten.
        """
        self.folder.mkdir(exist_ok=True)
        name, length, responses = self._file()
        block = http_block(fetched)
        with open(self.folder / name, "ab") as file:
            file.truncate(length)
            if not length:
                file.write(_record("warcinfo", moment, b"software: wirecopy\r\nformat: WARC File Format 1.1\r\n"))
            file.write(_record("response", moment, block, fetched.url, entry))
            file.flush()
            os.fsync(file.fileno())
            length = file.tell()
        self.state.keep_archived(name, length, responses + 1)
        record = WarcRecord(responses + 1, fetched.url, moment, block, published=entry.published, author=entry.author)
        return ArchivedResponse(str(self.folder / name), record)

    def _file(self) -> tuple[str, int, int]:
        number = 1
        while True:
            name = f"watch-{number:05}.warc.gz"
            length, responses = self.state.archived(name)
            if length < MOST_BYTES:
                return name, length, responses
            number += 1


def http_block(fetched: Fetched) -> bytes:
    """Return a response as HTTP: the status, the headers that tell of its content, the content as it was decoded."""
    lines = [f"HTTP/1.1 {fetched.status}", f"Content-Type: {_line(fetched.content_type)}"]
    lines.append(f"Content-Length: {len(fetched.content)}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace") + fetched.content


def _record(kind: str, moment: str, block: bytes, url: str | None = None, entry: FeedEntry | None = None) -> bytes:
    content_type = "application/http;msgtype=response" if kind == "response" else "application/warc-fields"
    lines = ["WARC/1.1", f"WARC-Type: {kind}", f"WARC-Record-ID: <urn:uuid:{uuid.uuid4()}>", f"WARC-Date: {moment}"]
    lines += [f"WARC-Target-URI: {_line(url)}"] if url else []
    stated = ((FEED_PUBLISHED, entry.published), (FEED_AUTHOR, entry.author)) if entry else ()
    lines += [f"{name}: {_line(value)}" for name, value in stated if value]
    lines += [f"Content-Type: {content_type}", f"Content-Length: {len(block)}"]
    return gzip.compress("\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + block + b"\r\n\r\n", mtime=0)


def _line(text: str) -> str:
    return "".join(character for character in text if character.isprintable())

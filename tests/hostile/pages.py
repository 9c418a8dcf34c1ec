"""Pages put together at random from what rules look for, and files of every format that breaks off or lies."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator

PIECES = (
    "\n", "\n\n", " ", "\t", "“", "”", "‘", "’", '"', "'", "(", ")", "[", "]", "—", " - ", "...", "\x00",
    "\x0b", "\x85", "\u2028", "\r", "\r\n", "\u200b", "\u202e", "\ufeff", "\ud800", "\U0001f600", "\u0301", "ß",
    "İ", "ﬁ", "Ⅷ", "²", "٣", "中文", "العربية", "<p>", "</p>", "<b>", "&amp;", "&#0;", "<!--", "-->", "<script>",
    "By John Smith", "By ", "(Reuters)", "(AP) -", "WASHINGTON (Reuters) -", "PARIS —", "Updated ",
    "Published: ", "July 16, 2018 10:00 am", "13/32/9999", "99:99", "2020-02-30", "last Monday",
    "in 10000 years", "12.5 million dollars", "$1,2,3.4.5", "€3bn", "40%", "-0.5%", "ABC 12.34 +0.56%",
    "Related:", "Read more: ", "Photo: AP", "Share this", "Comments (12)", "Copyright 2020", "said",
    "said John Dorn, the mayor of Paris", "according to", "told Reuters", "he said.", "Mr. Smith",
    "President Biden", "met", "Xi Jinping", "in Beijing", "China", "Japan", "accused", "of", "the", "a", "and",
    "U.S.", "Gen.", "St.", "10:05 am", "LIVE UPDATES", "1.", "•", "#", "@x", "https://a.example/?q=1#x", "word",
)  # fmt: skip
_TAGS = (
    "<div>", "</div>", "<p>", "</p>", "<h1>", "<table>", "<tr><td>", "<a href='javascript:x'>",
    "<time datetime='9999-99-99'>", "<meta name=author content='x'>",
    '<script type=\'application/ld+json\'>{"@type":[1,{}]}</script>', "<li>", "<br>", "<!--", "]]>", "<title>",
)  # fmt: skip


def text(drawn: random.Random) -> str:
    """Return a text of up to some thousand characters."""
    kind = drawn.random()
    if kind < 0.6:
        return "".join(drawn.choice(PIECES) + drawn.choice(("", " ", " ")) for _ in range(drawn.randint(1, 200)))
    if kind < 0.75:
        ranges = ((1, 0x250), (0x2000, 0x2100), (0x20, 0x7F), (0, 0x110000))
        return "".join(chr(drawn.randrange(*drawn.choice(ranges))) for _ in range(drawn.randint(1, 500)))
    if kind < 0.85:
        return drawn.choice(PIECES) * drawn.randint(1, 2000)
    lines = ((drawn.choice(PIECES) + " ") * drawn.randint(1, 12) for _ in range(drawn.randint(1, 60)))
    return "\n".join(lines)


def html(drawn: random.Random) -> str:
    """Return an HTML page."""
    inner = "".join(drawn.choice(_TAGS) + drawn.choice(PIECES) for _ in range(drawn.randint(1, 150)))
    return f"<html><body>{inner}"


def file(drawn: random.Random) -> tuple[str, bytes]:
    """Return the name and the content of a file of some format, mended or broken at random."""
    name, content = drawn.choice((_table, _feed, _archive, _item, _plain))(drawn)
    if drawn.random() < 0.3:
        content = content[: drawn.randrange(len(content) + 1)]
    if drawn.random() < 0.3 and content:
        at = drawn.randrange(len(content))
        content = content[:at] + drawn.randbytes(drawn.randint(1, 9)) + content[at + 1 :]
    return (f"{name}.gz", gzip.compress(content)) if drawn.random() < 0.2 else (name, content)


def rows(drawn: random.Random, count: int) -> Iterator[dict[str, object]]:
    """Yield rows of pages with what is stated of them, some of them copies of earlier ones with a piece changed."""
    texts: list[str] = []
    for _ in range(count):
        if texts and drawn.random() < 0.4:
            words = drawn.choice(texts).split(" ")
            words[drawn.randrange(len(words))] = drawn.choice(PIECES)
            made = " ".join(words)
        else:
            made = text(drawn) if drawn.random() < 0.7 else prose(drawn)
        texts.append(made)
        yield _row(drawn) | {"text": made, "outlet": f"o{drawn.randrange(9)}.example"}


def prose(drawn: random.Random) -> str:
    """Return paragraphs that are long enough to be told copies by, of pieces in a row."""
    lines = (" ".join(drawn.choice(PIECES) for _ in range(drawn.randint(8, 30))) for _ in range(drawn.randint(3, 20)))
    return "\n\n".join(lines)


def _row(drawn: random.Random) -> dict[str, object]:
    odd: tuple[object, ...] = (None, 0, 1e300, [], {}, True, "\ud800", "a" * 3000, [["x"]], {"name": ["y"]})
    names = ("id", "url", "outlet", "title", "published", "author", "columns", "uri")
    row: dict[str, object] = {name: drawn.choice((*odd, text(drawn)[:80])) for name in names if drawn.random() < 0.5}
    return row | {drawn.choice(("text", "html", "raw")): drawn.choice((text(drawn), html(drawn), *odd))}


def _table(drawn: random.Random) -> tuple[str, bytes]:
    rows = [_row(drawn) for _ in range(drawn.randint(0, 6))]
    if drawn.random() < 0.6:
        return "rows.jsonl", "".join(json.dumps(row) + "\n" for row in rows).encode()
    cells = [["id", "text"], *([text(drawn)[:60], text(drawn)] for _ in rows)]
    lines = (drawn.choice((",", ";", "\t")).join(json.dumps(cell) for cell in row) for row in cells)
    return "rows.csv", "\n".join(lines).encode()


def _feed(drawn: random.Random) -> tuple[str, bytes]:
    items = "".join(f"<item><title>{text(drawn)[:40]}</title><description>{text(drawn)}</description></item>"
                    for _ in range(drawn.randint(0, 5)))  # fmt: skip
    entities = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' if drawn.random() < 0.3 else ""
    return "feed.rss", f"{entities}<rss><channel>{items}&b;</channel></rss>".encode("utf-8", "surrogatepass")


def _item(drawn: random.Random) -> tuple[str, bytes]:
    depth = drawn.randint(1, 40)
    inner = f"<inlineXML><body><p>{text(drawn)}</p></body></inlineXML>"
    return "item.newsml", ("<newsItem guid='g'>" * depth + inner + "</newsItem>" * depth).encode("utf-8", "replace")


def _archive(drawn: random.Random) -> tuple[str, bytes]:
    records = []
    for _ in range(drawn.randint(0, 4)):
        coding = drawn.choice(
            ("", "Content-Encoding: gzip\r\n", "Content-Encoding: br\r\n", "Transfer-Encoding: chunked\r\n")
        )
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{coding}\r\n"
        block = head.encode() + html(drawn).encode("utf-8", "replace")
        length = len(block) + drawn.choice((0, 0, 0, -3, 10**12))
        named = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://a.example/\r\n"
        records.append(f"{named}Content-Length: {length}\r\n\r\n".encode())
        records.append(block + b"\r\n\r\n")
    return "pages.warc", b"".join(records)


def _plain(drawn: random.Random) -> tuple[str, bytes]:
    coding = drawn.choice(("utf-8", "utf-16", "cp1251", "utf-32"))
    return drawn.choice(("a.txt", "a.html")), (text(drawn) + html(drawn)).encode(coding, "replace")

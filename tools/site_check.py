"""Looks the built site through: `python tools/site_check.py site`, which `make docs` ends with.

Nothing on a page may be loaded from another host, and every public name, command, option, error and column must be
found by the site's search. Ends with 1 and says what is wrong otherwise.
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOADED = {"src", "srcset", "data", "poster"}
"""Attributes whose address a browser fetches; `href` counts on `link` alone."""
_FAR = re.compile(r"^\s*(?:https?:)?//")
_URL = re.compile(r"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)")
_RAW = re.compile(r"^(?:- |\* |\d+\. |\|).{0,40}", re.MULTILINE)
_LISTED = re.compile(r"^\| (?:\[)?`(-{0,2}[\w-]+)", re.MULTILINE)
_HEADED = re.compile(r"^#{2,3} (\w[\w-]*)$", re.MULTILINE)
_SHOWN = re.compile(r"^::: wirecopy\.(\w+)$", re.MULTILINE)


class Loads(HTMLParser):
    """Collects what a page loads from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.far: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        for name, value in attrs:
            loaded = name in LOADED or (name == "href" and tag == "link")
            if value and loaded and _FAR.match(value):
                self.far.append(value)


def far(site: Path) -> Iterator[str]:
    """Yield what pages and styles load from other hosts."""
    for path in sorted(site.rglob("*.html")):
        page = Loads()
        page.feed(path.read_text("utf-8"))
        yield from (f"{path.relative_to(site)} loads {address}" for address in page.far)
    for path in sorted(site.rglob("*.css")):
        yield from (f"{path.relative_to(site)} loads {one}" for one in _URL.findall(path.read_text("utf-8")))


def wanted(reference: Path) -> Iterator[str]:
    """Yield every name that the reference lists: commands, options, errors, columns, stages, formats, kinds, calls."""
    for path in sorted(reference.glob("*.md")):
        text = path.read_text("utf-8")
        yield from _LISTED.findall(text)
        yield from _HEADED.findall(text)
        yield from _SHOWN.findall(text)


def missing(site: Path, reference: Path) -> Iterator[str]:
    """Yield the names that the search has not got."""
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    told = " ".join(html.unescape(f"{doc['title']} {re.sub('<[^>]+>', ' ', doc['text'])}") for doc in index["docs"])
    words = set(re.findall(r"[\w-]+", told))
    yield from sorted({f"search does not find {name}" for name in wanted(reference) if name not in words})


def unread(site: Path) -> Iterator[str]:
    """Yield where Markdown was left as it is: a list that no blank line sets off, a table that is none."""
    for path in sorted(site.rglob("*.html")):
        if "repository" in path.parts:
            continue
        for paragraph in re.findall(r"<p>(.*?)</p>", path.read_text("utf-8"), re.DOTALL):
            if found := _RAW.search(paragraph):
                yield f"{path.relative_to(site)} shows Markdown: {found[0]!r}"


def main() -> None:
    """Look the site through."""
    site = Path(sys.argv[1])
    wrong = [*far(site), *missing(site, ROOT / "docs" / "reference"), *unread(site)]
    pages = len(list(site.rglob("*.html")))
    print("\n".join(wrong) or f"{pages} pages; nothing comes from elsewhere, every name is found")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

"""What the site of the docs has beyond its pages: the dated results, and links that hold here and in a checkout.

MkDocs calls these while it builds (`make docs`). A page may link to files of the repository outside `docs`; those that
are Markdown become pages of the site, and the links are turned there.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ("evals/results", "benchmarks/results")
PAGES = ("ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
_OUTSIDE = re.compile(r"\]\((?:\.\./)+(?P<path>(?:evals|benchmarks)/results/[^)\s]+\.md|[A-Z]+\.md)(?P<at>#[^)]*)?\)")


def on_files(files: Files, config: Any) -> Files:
    """Add the dated results and the pages at the top of the repository, out of the navigation."""
    names = [*PAGES, *(f"{folder}/{path.name}" for folder in RESULTS for path in (ROOT / folder).glob("*.md"))]
    for name in sorted(names):
        added = File.generated(config, _place(name), abs_src_path=str(ROOT / name))
        added.inclusion = added.inclusion.NOT_IN_NAV
        files.append(added)
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Files) -> str:
    """Turn links that leave `docs` to where their page stands in the site."""
    here = page.file.src_uri
    if here == "index.md":  # the front page needs neither
        page.meta["hide"] = ["navigation", "toc"]
    if here.startswith("repository/"):
        page.meta["search"] = {"exclude": True}  # dated results have every word of the tables, and would come first
        return _of_repository(markdown, here)
    depth = here.count("/")
    return _OUTSIDE.sub(lambda m: f"]({'../' * depth}{_place(m['path'])}{m['at'] or ''})", markdown)


def _of_repository(markdown: str, here: str) -> str:
    """Turn the links of a page from outside `docs`: to pages of the docs where there are, else to plain words."""
    depth = here.count("/")

    def turned(link: re.Match[str]) -> str:
        words, target = link[1], link[2]
        if "://" in target or target.startswith("#"):
            return link[0]
        name, _, anchor = target.partition("#")
        path = (ROOT / Path(here).relative_to("repository").parent / name).resolve()
        if not path.is_relative_to(ROOT) or path.suffix != ".md" or not path.is_file():
            return words
        inside = path.relative_to(ROOT).as_posix()
        known = inside in PAGES or any(inside.startswith(folder) for folder in RESULTS)
        if not known and not inside.startswith("docs/"):
            return words
        place = _place(inside) if known else inside.removeprefix("docs/")
        return f"[{words}]({'../' * depth}{place}{'#' + anchor if anchor else ''})"

    return re.sub(r"\[([^\]]*)\]\(([^)\s]+)\)", turned, markdown)


def _place(name: str) -> str:
    return f"repository/{name}"

"""Hostile pages through reading, cleaning and facts: `python benchmarks/fuzz.py [--seconds 60] [--bases 5] [--write]`.

Doubling: each kind of `tests/hostile/kinds.py` at two sizes, the larger four times the smaller, through reading,
cleaning and every extractor of facts alone, with `--diff` also through a whole run beside a copy with one word more;
what takes over eight times as long for four times as much is told.
Random: pages and files made from a seed (`tests/hostile/pages.py`) for so many seconds; nothing may raise, the spans of
every page must partition it, and no page may take ten times the median of the pages of its size.
Bases: so many bases of 1,000 such pages, copies of each other among them, through everything; each must be whole
(`wirecopy verify`), and its stories, search, report and a takedown must answer.
"""

from __future__ import annotations

import argparse
import json
import platform
import random
import statistics
import sys
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))


from hostile import kinds, pages
from wirecopy.api import open as open_base
from wirecopy.clean import Cleaned, clean_page, load_rules
from wirecopy.errors import WirecopyError
from wirecopy.facts import extract, extractors, load_knowledge
from wirecopy.facts.reading import Reading
from wirecopy.options import CleanOptions, Options, ReadOptions
from wirecopy.pipeline.diff import diff_pages
from wirecopy.read import read_pages
from wirecopy.read.page import FormatPage, build_page
from wirecopy.read.rows import html_page
from wirecopy.types import Article, Page

RESULTS = Path(__file__).resolve().parent / "results"
GROWTH, MOST, NOTHING = 4, 8.0, 0.15
"""Four times as much in less than eight times the time; below so many seconds nothing is told."""
PAGES_OF_A_BASE, FILES_OF_A_BASE, STORIES_OF_A_BASE = 980, 20, 20
SLOW, ENOUGH = 10.0, 0.5
"""Times the median of the pages of its size, and seconds below which no page is slow."""


def doubling(only: str | None = None) -> list[str]:
    """Return the steps and kinds whose time grows faster than their text."""
    rules, knowledge = load_rules(), load_knowledge("en")
    found = []
    for name, (make, size) in (kinds.TEXTS | kinds.PAGES).items():
        if only is not None and only not in name:
            continue
        sizes = [_times(make(n), rules, knowledge, html=name in kinds.PAGES) for n in (size, GROWTH * size)]
        for step in sizes[1]:
            small, large = sizes[0].get(step, 0.0), sizes[1][step]
            if large > NOTHING and large > MOST * max(small, NOTHING / GROWTH):
                found.append(f"{name}, {step}: {small:.2f} s, then {large:.2f} s for {GROWTH} times as much")
    return found


def _times(text: str, rules: object, knowledge: object, *, html: bool) -> dict[str, float]:
    spent: dict[str, float] = {}

    def timed(step: str, work: Callable[[], object]) -> object:
        began = time.process_time()
        result = work()
        spent[step] = time.process_time() - began
        return result

    page = timed("read", lambda: _page(text, html=html))
    if not isinstance(page, Page):
        return spent
    timed("clean", lambda: clean_page(page, rules, CleanOptions()))  # type: ignore[arg-type]
    article = Article.of_text("a_1", page.raw)
    reading = timed("reading", lambda: Reading.of("s", article, knowledge, datelines=()))  # type: ignore[arg-type]
    for name in sorted(module.name for module in iter_modules(extractors.__path__)):
        module = import_module(f"{extractors.__name__}.{name}")
        timed(name, lambda module=module: module.extract(reading))  # type: ignore[misc]
    timed("all facts", lambda: extract("s", article, knowledge))  # type: ignore[arg-type]
    return spent


def doubling_of_runs(only: str | None = None) -> list[str]:
    """Return the kinds over which the whole of a run grows faster than their text."""
    found = []
    for name, (make, size) in (kinds.TEXTS | kinds.PAGES).items():
        if only is not None and only not in name:
            continue
        small, large = (_time_of_diff(make(n), html=name in kinds.PAGES) for n in (size, GROWTH * size))
        if large > MOST * max(small, NOTHING / GROWTH):
            found.append(f"{name}, a run: {small:.2f} s, then {large:.2f} s for {GROWTH} times as much")
    return found


def _time_of_diff(text: str, *, html: bool) -> float:
    """Return the seconds that a text takes beside a copy of it that has one word more."""
    middle = text.find(" ", len(text) // 2)
    given = [_page(one, html=html) for one in (text, f"{text[:middle]} ferry{text[middle:]}")]
    pages = [page for page in given if isinstance(page, Page)]
    if len(pages) < len(given):
        return 0.0
    began = time.process_time()
    diff_pages(*pages, Options())
    return time.process_time() - began


def through_bases(count: int, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many pages went through everything in so many bases, and what went wrong."""
    told: Counter[str] = Counter()
    wrong: list[str] = []
    for number in range(count):
        drawn = random.Random(f"{seed} {number}")
        with tempfile.TemporaryDirectory() as folder:
            try:
                wrong += [f"base {number}: {line}" for line in _through(drawn, Path(folder), told)]
            except Exception as error:
                place = traceback.extract_tb(error.__traceback__)[-1]
                wrong.append(
                    f"base {number}: {type(error).__name__}: {error}"[:300] + f" ({place.name}, {place.lineno})"
                )
    return told, wrong


def _through(drawn: random.Random, folder: Path, told: Counter[str]) -> Iterator[str]:
    """Yield what is wrong with a base of hostile pages."""
    inputs = folder / "in"
    inputs.mkdir()
    with (inputs / "rows.jsonl").open("w", encoding="utf-8") as lines:
        for row in pages.rows(drawn, PAGES_OF_A_BASE):
            lines.write(json.dumps(row) + "\n")
    for number in range(FILES_OF_A_BASE):
        name, content = pages.file(drawn)
        (inputs / f"{number}-{name}").write_bytes(content)
    base = open_base(folder / "base", create=True)
    summary = base.run([inputs])
    told += Counter(pages=summary.new, rejected=summary.rejected, bases=1)
    yield from (finding.line for finding in base.verify())
    for story in base.stories()[:STORIES_OF_A_BASE]:
        base.story(story.story_id)
    base.search("said")
    sum(map(len, base.report()))
    taken: dict[str, str] = base.table("pages").to_arrow().to_pylist()[0]
    base.forget(taken["page_id"])
    yield from (finding.line for finding in base.verify())


def _page(text: str, *, html: bool) -> object:
    found = html_page("a.html", text) if html else FormatPage("a.txt", text)
    return build_page(found, ReadOptions())


def fuzzed(seconds: float, seed: int) -> tuple[Counter[str], list[str]]:
    """Return how many random pages and files were read, and what went wrong."""
    drawn, rules, knowledge = random.Random(seed), load_rules(), load_knowledge("en")
    told: Counter[str] = Counter()
    wrong: list[str] = []
    spent: dict[int, list[tuple[float, str]]] = defaultdict(list)
    _times("Warm. " * 9, rules, knowledge, html=False)  # what is loaded at the first page is no page's time
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as folder:
        while time.monotonic() < until:
            state = drawn.getstate()[1][:1]
            for page in _drawn(drawn, Path(folder), wrong, told):
                told["pages" if isinstance(page, Page) else "rejected"] += 1
                if not isinstance(page, Page):
                    continue
                began = time.process_time()
                try:
                    cleaned = clean_page(page, rules, CleanOptions())
                    if not _partitions(cleaned, page):
                        wrong.append(f"no partition: {page.raw[:200]!r}")
                    extract("s", cleaned.article, knowledge)
                except Exception as error:
                    wrong.append(f"{type(error).__name__}: {error}: {state} {page.raw[:200]!r}")
                spent[len(page.raw).bit_length()].append((time.process_time() - began, page.raw[:80]))
    for timed in spent.values():
        usual = statistics.median(one for one, _ in timed)
        wrong += [
            f"slow: {one:.2f} s, the median of its size {usual:.3f} s: {raw!r}"
            for one, raw in timed
            if one > max(SLOW * usual, ENOUGH)
        ]
    return told, wrong


def _drawn(drawn: random.Random, folder: Path, wrong: list[str], told: Counter[str]) -> Iterator[object]:
    kind = drawn.random()
    try:
        if kind < 0.7:
            html = kind < 0.2
            yield _page(pages.html(drawn) if html else pages.text(drawn), html=html)
            return
        name, content = pages.file(drawn)
        (folder / name).write_bytes(content)
        yield from read_pages([folder / name])
        (folder / name).unlink()
    except WirecopyError:  # no table with a text, said before anything is read
        told["refused"] += 1
    except Exception as error:
        wrong.append(f"reading: {type(error).__name__}: {error}"[:300])


def _partitions(cleaned: Cleaned, page: Page) -> bool:
    ends = [0]
    for span in cleaned.spans:
        if span.start != ends[-1] or span.end <= span.start:
            return False
        ends.append(span.end)
    body = "".join(page.raw[one.start : one.end] for one in cleaned.article.body_spans)
    return ends[-1] == len(page.raw) and body == cleaned.article.body


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=60.0, help="of random pages")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", help="double only kinds whose name has this in it")
    parser.add_argument("--no-doubling", action="store_true")
    parser.add_argument("--write", action="store_true", help="write the dated result file")
    parser.add_argument("--diff", action="store_true", help="double each kind through a whole run too")
    parser.add_argument("--bases", type=int, default=0, help="of 1,000 random pages each, through everything")
    chosen = parser.parse_args()
    grown = [] if chosen.no_doubling else doubling(chosen.kind)
    grown += doubling_of_runs(chosen.kind) if chosen.diff else []
    told, wrong = fuzzed(chosen.seconds, chosen.seed)
    whole, broken = through_bases(chosen.bases, chosen.seed)
    count = len(kinds.TEXTS) + len(kinds.PAGES)
    lines = [
        f"- doubling: {'left out' if chosen.no_doubling else f'{count} kinds, {len(grown)} that grow faster'}",
        *(f"  - {one}" for one in grown),
        f"- random: {told['pages']:,} pages, {told['rejected'] + told['refused']:,} rejected, {len(wrong)} wrong",
        *(f"  - {one}" for one in wrong[:20]),
        f"- through everything: {whole['bases']} bases, {whole['pages']:,} pages, {whole['rejected']:,} rejected,"
        f" {len(broken)} wrong",
        *(f"  - {one}" for one in broken[:20]),
    ]
    print("\n".join(lines).encode("utf-8", "replace").decode())
    if chosen.write:
        command = f"python benchmarks/fuzz.py {' '.join(sys.argv[1:])}"
        head = f"# Hostile pages, {datetime.now(UTC):%Y-%m-%d}\n\nCommand: `{command}`."
        machine = f" Seed {chosen.seed}, Python {platform.python_version()}, cores that other jobs held too.\n\n"
        text = head + machine + "\n".join(lines) + "\n"
        (RESULTS / f"hostile-{datetime.now(UTC):%Y-%m-%d}.md").write_text(text, "utf-8", "replace")
    return int(bool(grown or wrong or broken))


if __name__ == "__main__":
    sys.exit(main())

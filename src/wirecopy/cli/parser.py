"""What the command line takes. Plain argparse: help must come as fast as Python itself starts."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wirecopy import __version__

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ABOUT = """\
wirecopy turns piles of raw scraped news into stories, each counted once:
which articles are copies of one text, what each outlet changed, how many
origins stand behind a story and why, and who is quoted.
"""
_FIRST_STEPS = """\
first steps:
  wirecopy demo                       a made-up story, start to end
  wirecopy diff A.txt B.html          two files side by side, no base needed
  wirecopy run BASE FOLDER            read scraped pages into a news base
  wirecopy show BASE                  the stories, each counted once
"""
_INPUTS = """\
inputs:
  files and folders of .txt, .html, .jsonl, .jsonl.gz, .csv, .parquet
  table columns: id, text (or raw, html), url, outlet, title, published, fetched
  other names: --columns text=content --columns outlet=source

examples:
  wirecopy run base scrapes/
  wirecopy run base dump.jsonl.gz --columns text=body --outlet-from-folder
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the chosen command and its options; wrong usage ends the program with one clear line."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    if chosen.command is None:
        parser.print_help()
        parser.exit(2)
    return chosen


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wirecopy", description=_ABOUT, epilog=_FIRST_STEPS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"wirecopy {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    for add in (_run, _show, _diff, _search, _export, _report, _forget, _demo):
        add(commands)
    return parser


def _command(commands: Commands, name: str, about: str, more: str = "") -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=about, description=about, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    return parser


def _run(commands: Commands) -> None:
    parser = _command(commands, "run", "read pages into a news base, tell its stories; adds only what is new", _INPUTS)
    parser.add_argument("base", metavar="BASE", help="folder of the news base; made if there is none")
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="a file or a folder of scraped pages")
    parser.add_argument("--columns", metavar="OURS=THEIRS", action="append", default=[], help="name a table's columns")
    parser.add_argument("--outlet", metavar="NAME", help="outlet of pages that name none")
    parser.add_argument("--outlet-from-folder", action="store_true", help="a file's folder names its outlet")
    parser.add_argument("--all-pairs", action="store_true", help="store every pair of a family (small bases, scoring)")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes to use (default 1)")
    parser.add_argument("--memory", default="4GB", metavar="SIZE", help="memory for joins; more spills to disk (4GB)")
    parser.add_argument("--backend", choices=("auto", "reference", "compiled"), default="auto", help=argparse.SUPPRESS)
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _show(commands: Commands) -> None:
    parser = _command(commands, "show", "list the stories, or show one: text, copies, edits, origins, quotations")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("story", metavar="STORY", nargs="?", help="a story's id, or the beginning of it")
    parser.add_argument("-n", "--limit", type=int, default=20, help="stories to list (default 20; 0: all)")
    parser.add_argument("--style", action="store_true", help="list house-style edits too, not only those of substance")


def _diff(commands: Commands) -> None:
    parser = _command(commands, "diff", "what two pages share and what differs, by kind; no base needed")
    parser.add_argument("a", metavar="A")
    parser.add_argument("b", metavar="B")
    parser.add_argument("--style", action="store_true", help="list every house-style edit, not only counts")


def _search(commands: Commands) -> None:
    parser = _command(commands, "search", "find words in the stories' texts, newest first")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("words", metavar="WORDS", nargs="+", help='all must occur; "in quotes" as a phrase')
    parser.add_argument("-n", "--limit", type=int, default=20, help="texts to list (default 20)")


def _export(commands: Commands) -> None:
    parser = _command(commands, "export", "write a table: pages, articles, spans, copies, edits, origins, quotes ...")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("table", metavar="TABLE")
    parser.add_argument("--format", default="jsonl", metavar="FORMAT", help="jsonl (default), csv or parquet")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; without it, standard output")


def _report(commands: Commands) -> None:
    parser = _command(commands, "report", "write the whole base as one HTML page that needs no network")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("-o", "--output", metavar="FILE", default="report.html", help="default report.html")
    parser.add_argument("--title", default="", help="heading of the page")


def _forget(commands: Commands) -> None:
    parser = _command(commands, "forget", "take a page down: it and all that came from it alone is gone for good")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("page", metavar="PAGE", help="a page's id, or the beginning of it")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _demo(commands: Commands) -> None:
    parser = _command(commands, "demo", "run on a made-up story that comes with wirecopy, and show what was found")
    parser.add_argument("base", metavar="BASE", nargs="?", help="keep the base in this folder")

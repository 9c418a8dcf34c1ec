"""What the command line takes. Plain argparse: help must come as fast as Python itself starts."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from wirecopy import __version__
from wirecopy.cli.long_running import mcp, new_command, serve, watch
from wirecopy.cli.newcomers import completion, demo

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_ABOUT = """\
wirecopy turns piles of raw scraped news into stories, each counted once:
which articles are copies of one text, what each outlet changed, how many
origins stand behind a story and why, and who is quoted.
"""
_CORRECTIONS = """\
kinds:
  credit PAGE NAME       the text of the page is by NAME
  owner OUTLET OWNER     the outlet belongs to OWNER
  outlet OUTLET NAME     the outlet is another name, or another site, of NAME
  one_text PAGE PAGE     the two pages carry one text
  two_texts PAGE PAGE    they do not

PAGE: its id as `wirecopy show` prints it, the id its input gave it, or its address.
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
  files and folders of text, HTML, JSON and JSON Lines, CSV, Parquet, WARC, feeds, NewsML, NITF, ninjs, packed or not
  table columns: id, text (or raw, html), url, outlet, title, published, author ... and their usual other names
  further names: --columns text=inhalt --columns outlet=zeitung

examples:
  wirecopy run base scrapes/
  wirecopy run base dump.jsonl.gz --columns text=inhalt --outlet-from-folder
"""


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the chosen command and its options; wrong usage ends the program with one clear line."""
    parser = command_parser()
    chosen = parser.parse_args(_with_settings(arguments, parser))
    if chosen.command is None:
        parser.print_help()
        parser.exit(2)
    return chosen


def _with_settings(arguments: Sequence[str], parser: argparse.ArgumentParser) -> Sequence[str]:
    """Return the arguments, with those before them that `wirecopy.toml` in the current folder keeps."""
    if not os.path.exists("wirecopy.toml"):
        return arguments
    from wirecopy.cli.settings import with_settings

    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return with_settings(arguments, commands.choices, parser)


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="wirecopy", description=_ABOUT, epilog=_FIRST_STEPS, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--version", action="version", version=f"wirecopy {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    texts = (_diff, _compare, _check, _quotes)
    reading = (_show, *texts, _ledger, _search, _style, _history, _stages, _export, _report, serve, mcp)
    for add in (_run, _add, watch, _dedup, *reading, _correct, _forget, _verify, demo, completion):
        add(commands)
    return parser


def _run(commands: Commands) -> None:
    parser = new_command(
        commands, "run", "read pages into a news base, tell its stories; adds only what is new", _INPUTS
    )
    parser.add_argument("base", metavar="BASE", help="folder of the news base; made if there is none")
    parser.add_argument(
        "inputs", metavar="INPUT", nargs="*",
        help="a file or a folder of scraped pages; a base that is there needs none: what waits in it is settled",
    )  # fmt: skip
    _reading(parser)
    parser.add_argument(
        "--extractor", choices=("trafilatura", "resiliparse"),
        help="what finds the article of an HTML page (trafilatura); resiliparse is for bulk (wirecopy[bulk])",
    )  # fmt: skip
    parser.add_argument(
        "--defaults", action="store_true", help="without the options that the base was last run with, which it keeps"
    )
    parser.add_argument(
        "--all-pairs", action="store_true", default=None, help="store every pair of a family (small bases, scoring)"
    )
    parser.add_argument(
        "--within-days",
        type=int,
        metavar="N",
        help="compare texts up to N days apart only (default: all; undated: any)",
    )
    parser.add_argument("--owners", metavar="FILE", help="CSV with the columns outlet and owner")
    parser.add_argument("--actors", metavar="FILE", help="CSV with the columns name and code: who acts in events")
    parser.add_argument("--frames", metavar="FILE", action="append", help="TOML with further frames of events")
    parser.add_argument("--apart", metavar="EVENT", action="append", help="id of a report to merge with no other event")
    _grouping(parser)
    _asking(parser, "keep a plug-in's answers there, by content (default: in the base)")
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes to use (default 1)")
    parser.add_argument("--memory", default="4GB", metavar="SIZE", help="memory for joins; more spills to disk (4GB)")
    parser.add_argument("--engine", choices=("duckdb", "spark"), default="duckdb", help="what runs the steps (duckdb)")
    parser.add_argument(
        "--master", metavar="URL", help="where Spark runs: local[4], spark://host:7077, yarn, k8s://..."
    )
    parser.add_argument(
        "--conf", metavar="KEY=VALUE", action="append", default=[], help="a setting of Spark; may stand several times"
    )
    parser.add_argument("--backend", choices=("auto", "reference", "compiled"), help=argparse.SUPPRESS)
    parser.add_argument("--timings", action="store_true", help="print rows, seconds and MB of every stage at the end")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _grouping(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--window-days", type=int, metavar="N", help="days between two texts of one story at most (14)")
    parser.add_argument("--quiet-days", type=int, metavar="N", help="days without a new text that archive a story (14)")
    parser.add_argument(
        "--semantic", metavar="FOLDER",
        help="a sentence-transformers model, for headlines and texts in two languages (wirecopy[semantic])",
    )  # fmt: skip
    parser.add_argument("--semantic-least", type=float, metavar="COSINE", help="how alike joins two texts by it (0.75)")


def _reading(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--columns", metavar="OURS=THEIRS", action="append", default=[], help="name a table's columns")
    parser.add_argument("--outlet", metavar="NAME", help="outlet of pages that name none")
    parser.add_argument("--outlet-from-folder", action="store_true", help="a file's folder names its outlet")


_FILES = """\
writes into DIR:
  keep.jsonl      each text once
  drop.jsonl      every dropped page with the kept one, containment both ways, matching runs and why that one was kept
  rejected.jsonl  what could not be read, with the reason

round-ups and texts that share only a quotation are kept

examples:
  wirecopy dedup dump.jsonl.gz -o thinned
  wirecopy dedup corpus/ -o thinned --as-is --keep earliest
"""


def _dedup(commands: Commands) -> None:
    parser = new_command(commands, "dedup", "write each text once, and what was dropped with the proof", _FILES)
    parser.add_argument("inputs", metavar="INPUT", nargs="+", help="a file or a folder of pages")
    parser.add_argument("-o", "--output", metavar="DIR", required=True, help="folder to write into")
    parser.add_argument(
        "--keep", default="longest", metavar="RULE", help="which copy: longest (default), earliest or canonical"
    )
    parser.add_argument(
        "--share", type=float, default=0.5, metavar="X", help="drop a copy when this share of it is in the kept (.5)"
    )
    parser.add_argument("--as-is", action="store_true", help="the texts are clean already: take no furniture off")
    _reading(parser)
    parser.add_argument("--backend", choices=("auto", "reference", "compiled"), default="auto", help=argparse.SUPPRESS)
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _add(commands: Commands) -> None:
    parser = new_command(commands, "add", "put single pages into a news base and say at once what they are copies of")
    parser.add_argument("base", metavar="BASE", help="folder of the news base; made if there is none")
    parser.add_argument("inputs", metavar="FILE", nargs="+", help="a file or a folder of pages")
    _reading(parser)


def _show(commands: Commands) -> None:
    parser = new_command(commands, "show", "list the stories, or show one: text, copies, edits, origins, quotations")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("story", metavar="STORY", nargs="?", help="a story's id, or the beginning of it")
    parser.add_argument("-n", "--limit", type=int, default=20, help="stories to list (default 20; 0: all)")
    parser.add_argument("--newest", action="store_true", help="list the newest stories first, not the largest")
    parser.add_argument(
        "--all", action="store_true", help="show a story in full: texts, copies, edits, quotations, events"
    )
    parser.add_argument("--style", action="store_true", help="in full, with house-style edits too")
    _add_least(parser)


class _TwoPagesAction(argparse.Action):
    """Takes two pages, or a base and two of its articles."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: object, option: str | None = None
    ) -> None:
        assert isinstance(values, list)
        if len(values) not in (2, 3):
            parser.error(f"diff takes two pages, or a base and two of its articles: {len(values)} given")
        setattr(namespace, self.dest, values)


def _diff(commands: Commands) -> None:
    about = "what two pages share and what differs, by kind: two files, or two articles of a base"
    more = "  wirecopy diff A.txt B.html\n  wirecopy diff BASE ARTICLE_ID ARTICLE_ID\n"
    parser = new_command(commands, "diff", about, more)
    parser.usage = "wirecopy diff [-h] [--json] [--style] [BASE] A B"
    parser.add_argument(
        "pages", metavar="PAGE", nargs="+", action=_TwoPagesAction, help="a file; with BASE, an article's id"
    )
    parser.add_argument("--style", action="store_true", help="list every house-style edit, not only counts")


def _compare(commands: Commands) -> None:
    about = "what a text shares with a base: its copies, the origins behind them, its edits; nothing is kept"
    parser = new_command(commands, "compare", about)
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("text", metavar="TEXT_OR_FILE", help="a file, or the text itself; - reads standard input")


_CHECKING = """\
FILE is a JSON list or JSONL of sources (strings, or objects with whatever is known
of url, title, author, outlet, published_at, text, html, source), a file or folder
of pages, or - for a list on standard input. Members are told by their places in it.
"""


def _check(commands: Commands) -> None:
    parser = new_command(
        commands, "check", "how many origins stand behind a list of sources; no base needed", _CHECKING
    )
    parser.add_argument("sources", metavar="FILE", nargs="+", help="a list of sources, or pages; 1,000 in all at most")
    parser.add_argument("--base", metavar="BASE", help="a base to look into as well")
    parser.add_argument(
        "--claim",
        dest="claims",
        metavar="TEXT",
        action="append",
        default=[],
        help="look it up in them; may be repeated",
    )
    parser.add_argument("--fetch", action="store_true", help="get the pages of addresses that have no text; polite")
    parser.add_argument("--detail", action="store_true", help="every reason, and the words that sources share")


def _history(commands: Commands) -> None:
    parser = new_command(commands, "history", "which stories were merged, split or renamed by later runs, oldest first")
    parser.add_argument("base", metavar="BASE")


def _quotes(commands: Commands) -> None:
    parser = new_command(commands, "quotes", "who says what in a text or file, and who, where and when; no base needed")
    parser.add_argument("text", metavar="TEXT_OR_FILE", help="a file, or the text itself; - reads standard input")
    _asking(parser, "keep a plug-in's answers there, by content")
    _add_least(parser)


_SHOWING = "show facts of at least this confidence, events too (default 0.5 to 0.9 by kind, no events)"


def _add_least(parser: argparse.ArgumentParser, about: str = _SHOWING) -> None:
    parser.add_argument("--least", type=float, metavar="0-1", help=about)


def _asking(parser: argparse.ArgumentParser, cache: str) -> None:
    parser.add_argument("--plugin", metavar="WHICH", help="a folder with a spaCy pipeline, or the URL of an endpoint")
    parser.add_argument("--model", metavar="NAME", help="the model an endpoint is asked for")
    parser.add_argument("--cache", metavar="DIR", help=cache)


def _ledger(commands: Commands) -> None:
    parser = new_command(
        commands, "ledger", "who met, invited, visited or called whom: asked, accepted, declined, planned or held"
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("story", metavar="STORY", nargs="?", help="a story's id, or the beginning of it")
    parser.add_argument(
        "--party",
        metavar="NAME",
        action="append",
        default=[],
        help="only with this party: a name or CHN; repeatable",
    )
    _add_least(parser, "tell of events of at least this confidence (default 0.7)")
    parser.add_argument("--csv", action="store_true", help="print CSV")


def _search(commands: Commands) -> None:
    parser = new_command(commands, "search", "find words in the stories' texts, newest first")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("words", metavar="WORDS", nargs="+", help='all must occur; "in quotes" as a phrase')
    parser.add_argument("-n", "--limit", type=int, default=20, help="texts to list (default 20)")


def _style(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    parser = new_command(
        commands, "style", "the house style of an outlet: U.S. or US, Mr. or none, counted in all its copies"
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("outlet", metavar="OUTLET", nargs="?", help="without it, the outlets there are")
    parser.add_argument("-n", "--limit", type=int, default=40, help="forms to list (default 40; 0: all)")


def _stages(commands: Commands) -> None:
    parser = new_command(
        commands, "stages", "what the last run kept on its way: each stage, its rows, bytes and columns"
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("--manifest", action="store_true", help="print what the tables were made with, as JSON to cite")


_EXPORTS = """\
who did what to whom on which day, with the articles, outlets and independent origins behind it:
  wirecopy export BASE dyads --format csv

events for other tools:
  wirecopy export BASE events --format gdelt                   GDELT 2 event columns, one row a dyad
  wirecopy export BASE event_mentions --format gdelt_mentions  and its mentions columns
  wirecopy export BASE events --format plover                  PLOVER JSON

one family instead of a table, by its id or that of its story:
  wirecopy export BASE STORY --format tei        apparatus (TEI P5, app and rdg)
  wirecopy export BASE STORY --format collatex   alignment table (CollateX JSON)
  wirecopy export BASE STORY --format graphml    the tree of copies
  wirecopy export BASE STORY --format edgelist   its edges as CSV
"""


def _export(commands: Commands) -> None:
    parser = new_command(
        commands, "export", "write a table: pages, articles, spans, copies, edits, origins, quotes ...", _EXPORTS
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument(
        "table", metavar="TABLE", help="a table, dyads or event_mentions, or a story's or a family's id"
    )
    parser.add_argument(
        "--format", default="jsonl", metavar="FORMAT", help="jsonl (default), csv or parquet; for a story: tei ..."
    )
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; without it, standard output")
    _add_least(
        parser,
        "only facts of at least this confidence (default: all; dyads and files for other tools: whole by 0.5)",
    )
    parser.add_argument("--header", action="store_true", help="begin a GDELT file with the names of its columns")


def _report(commands: Commands) -> None:
    parser = new_command(commands, "report", "write the whole base as one HTML page that needs no network")
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("-o", "--output", metavar="FILE", default="report.html", help="default report.html")
    parser.add_argument("--title", default="", help="heading of the page")
    _add_least(parser)


def _correct(commands: Commands) -> None:
    parser = new_command(
        commands, "correct", "keep what you know better; the next run applies it and shows it as such", _CORRECTIONS
    )
    parser.usage = "wirecopy correct BASE [KIND WHAT WHAT | KIND WHAT --drop | --list] [--json]"
    parser.add_argument("base", metavar="BASE")
    parser.add_argument(
        "words", nargs="*", metavar="KIND WHAT WHAT", help="what is put right, of what, and what is right"
    )
    parser.add_argument("--drop", nargs="*", metavar="KIND WHAT", help="take the correction back")
    parser.add_argument("--list", action="store_true", help="list what is kept")


def _forget(commands: Commands) -> None:
    parser = new_command(
        commands, "forget", "take pages down: they and all that came from them alone are gone for good"
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("page", metavar="PAGE", nargs="?", help="a page's id, or the beginning of it")
    parser.add_argument("--url", help="every page of this address instead; none from there is taken in again")
    parser.add_argument("--outlet", metavar="NAME", help="every page of this outlet instead; none is taken in again")
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")


def _verify(commands: Commands) -> None:
    parser = new_command(
        commands, "verify", "look a base through: parts, sums, indexes, promises; or for traces of a text"
    )
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("--repair", action="store_true", help="make again what can be made again")
    parser.add_argument(
        "--text", metavar="FILE", action="append", default=[],
        help="say instead which files of the base hold eight words in a row of a page: after a takedown, none",
    )  # fmt: skip
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress bar")

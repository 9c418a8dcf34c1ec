"""The pages of the Python interface: calls, records, options, errors."""

from __future__ import annotations

import inspect

import wirecopy
from reference.commands import commands
from reference.dataclasses_docs import about, fields_of
from reference.markdown import code, page, table
from wirecopy import errors
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.tables import RECORDS

CALLS = ("open", "check", "quotes", "diff", "dedup", "find_copies")
OPTIONS = (
    wirecopy.Options, wirecopy.ReadOptions, wirecopy.CleanOptions, wirecopy.CopyOptions, wirecopy.StoryOptions,
    wirecopy.FactsOptions, wirecopy.EngineOptions, wirecopy.DedupOptions, DeskOptions, WatchOptions,
)  # fmt: skip
FLAGS = {
    "EngineOptions.name": "run --engine",
    "DedupOptions.clean": "dedup --as-is",
    "DedupOptions.keep": "dedup --keep",
    "DedupOptions.share": "dedup --share",
    "DeskOptions.hosts": "serve --allow-host",
    "DeskOptions.body_bytes": "serve --max-body",
    "DeskOptions.host": "serve --host",
    "DeskOptions.port": "serve --port",
    "DeskOptions.rate": "serve --rate",
    "WatchOptions.every_seconds": "watch --every (in minutes)",
    "WatchOptions.delay_seconds": "watch --delay",
    "WatchOptions.private": "watch --allow-private",
    "WatchOptions.settle": "watch --no-settle",
}
"""Where an option's flag has another name, or belongs to another command than `run`."""
CALLS_ABOUT = """
`import wirecopy` gives every name below; nothing else is promised to stay. Each command has its call, in the same
words. The classes that calls give back are under [Records](records.md), their options under [Options](options.md),
what they raise under [Errors](errors.md). Examples in these pages are run by the tests.
"""
RECORDS_ABOUT = """
What the calls give back. All of it is frozen: a record never changes under you. The records of the tables have one
field for each column, so [Tables](tables.md) says what each holds.
"""
OPTIONS_ABOUT = """
Options go to a call by name, in one object: `base.run(["pages/"], Options(copies=CopyOptions(within_days=30)))`. On the
command line each has a flag. The classes come from `wirecopy`, but for the last two.
"""
ERRORS_ABOUT = """
Everything wirecopy raises on purpose is a `WirecopyError`, and its text is one line that says what to do next. On the
command line that line is printed and the command ends with 1. A page that cannot be used is no error: it becomes a
row of the table [`rejected`](tables.md#rejected), and the run goes on.
"""


def python() -> str:
    """Return the page of calls: each function, and the methods of a base."""
    calls = (_told(name) for name in CALLS)
    return page("Python", CALLS_ABOUT, "## Functions", *calls, "## The base", _told("NewsBase"))


def records() -> str:
    """Return the page of all classes that calls give or take, options and errors aside."""
    shown = [
        name for name in sorted(wirecopy.__all__)
        if inspect.isclass(found := getattr(wirecopy, name))
        and not issubclass(found, errors.WirecopyError) and found not in OPTIONS and name != "NewsBase"
        and found not in RECORDS.values()
    ]  # fmt: skip
    of_tables = sorted(record.__name__ for record in RECORDS.values() if record.__name__ in wirecopy.__all__)
    answers, rows = map(_told, shown), map(_told, of_tables)
    return page("Records", RECORDS_ABOUT, "## Answers", *answers, "## Rows of the tables", *rows)


def _told(name: str) -> str:
    return f"::: wirecopy.{name}\n    options:\n      heading_level: 3"


def options() -> str:
    """Return the page of options."""
    return page("Options", OPTIONS_ABOUT, *(_options(one) for one in OPTIONS))


def _options(one: type) -> str:
    where = "" if one.__name__ in wirecopy.__all__ else f" From `{one.__module__}`."
    rows = [
        (code(f.name), code(f.kind), code(f.default), code(_flag(one.__name__, f.name)), f.about or _linked(f.kind))
        for f in fields_of(one)
    ]
    head = ["option", "type", "default", "flag", "what it says"]
    return f"## {one.__name__}\n\n{about(one)}{where}\n\n{table(head, rows)}"


def _linked(kind: str) -> str:
    """Return where the options of that class stand, if it is one."""
    return f"see [{kind}](#{kind.lower()})" if kind in {one.__name__ for one in OPTIONS} else ""


def _flag(owner: str, name: str) -> str:
    if f"{owner}.{name}" in FLAGS:
        return FLAGS[f"{owner}.{name}"]
    if owner in ("Options", "DedupOptions", "DeskOptions", "WatchOptions"):
        return ""
    taken = {action.dest: action for action in commands()["run"][0]._actions}
    return f"run {taken[name].option_strings[0]}" if name in taken and taken[name].option_strings else ""


def errors_page() -> str:
    """Return the page of errors."""
    tree = about(errors).split("\n\n")[1]
    named = [one for one in vars(errors).values() if inspect.isclass(one) and issubclass(one, errors.WirecopyError)]
    parts = [f"```text\n{inspect.cleandoc(tree)}\n```", *(_error(one) for one in named)]
    return page("Errors", ERRORS_ABOUT, *parts)


def _error(one: type[errors.WirecopyError]) -> str:
    above = one.__bases__[0].__name__
    kind = f" One kind of [`{above}`](#{above.lower()})." if above != "Exception" else ""
    said = [f"## {one.__name__}", about(one) + kind]
    if "__init__" in vars(one):
        taken = inspect.signature(one).parameters.values()
        given = {given.name: _example(given) for given in taken if given.default is given.empty}
        said.append(f"```text\n{one(**given)}\n```")
    return "\n\n".join(said)


def _example(parameter: inspect.Parameter) -> object:
    """Return something to put into an error's sentence."""
    kind = str(parameter.annotation)
    return ["..."] if "list" in kind else 2 if "int" in kind else parameter.name.upper()

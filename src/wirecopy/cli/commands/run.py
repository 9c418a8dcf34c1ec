"""`wirecopy run BASE INPUT...`."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import wirecopy
from wirecopy.cli.output import number_of, print_json, print_timings, shown_progress
from wirecopy.cli.own_words import read_actors, read_frames
from wirecopy.errors import BadOption, UnknownColumn, UnreadableInput
from wirecopy.options import EngineOptions, Options, ReadOptions, differences
from wirecopy.pipeline.batch.run_options import asked_options
from wirecopy.pipeline.progress import Summary

_OWN = {
    "clean": ("extractor",),
    "copies": ("within_days", "all_pairs", "backend"),
    "stories": ("owners", "window_days", "quiet_days", "semantic", "semantic_least"),
    "facts": ("plugin", "model", "cache", "actors", "frames", "apart"),
}
"""The options that a base keeps from run to run, by room: what is not given is as it was."""


def run(arguments: Namespace) -> int:
    """Read the inputs, tell the stories, say what came of it; 1 when the base holds no page at all."""
    given = _option_values(arguments)
    read = ReadOptions(
        columns_of(arguments.columns),
        arguments.outlet,
        arguments.outlet_from_folder,
        columns_told=None if arguments.quiet or arguments.json else show_columns,
    )
    engine = EngineOptions(
        _workers(arguments.workers),
        arguments.memory,
        arguments.engine,
        arguments.master,
        columns_of(arguments.conf, "--conf", "spark.executor.memory=8g"),
    )
    _with(Options(), given)  # what cannot be is said before a base is made
    base = wirecopy.open(arguments.base, create=bool(arguments.inputs))
    before = asked_options(base.tables.layout)
    options = _with(Options() if arguments.defaults else before, given)
    if base.tables.layout.published() or base.tables.layout.options.exists():
        _show_options(arguments.base, before, options)
    options = replace(options, read=read, engine=engine)
    with shown_progress(quiet=arguments.quiet or arguments.json) as progress:
        summary = base.run(arguments.inputs, options, progress)
    if arguments.json:
        print_json(summary)
    else:
        print(run_summary(summary, arguments.base))
        if arguments.timings:
            print_timings(base.stages())
    return 0 if summary.articles or summary.withdrawn or summary.no_article else 1


def _option_values(arguments: Namespace) -> dict[str, dict[str, object]]:
    """Return the options that the command line gives, by room and name; raise BadOption for one that cannot be."""
    for name in ("window_days", "quiet_days"):
        if (days := getattr(arguments, name)) is not None and days < 1:
            raise BadOption(name.replace("_", "-"), str(days), "a number of days from 1 on")
    if arguments.semantic_least is not None and not 0.0 < arguments.semantic_least < 1.0:
        raise BadOption("semantic-least", str(arguments.semantic_least), "a cosine between 0 and 1")
    read: dict[str, Callable[[Any], object]] = {
        "owners": _owners, "actors": read_actors, "apart": lambda ids: tuple(sorted(ids)),
        "frames": lambda paths: tuple(read_frames(path) for path in paths),
    }  # fmt: skip
    given: dict[str, dict[str, object]] = {}
    for room, names in _OWN.items():
        values = {name: value for name in names if (value := getattr(arguments, name)) is not None}
        given[room] = {name: read[name](value) if name in read else value for name, value in values.items()}
    if "plugin" in given["facts"]:  # another plug-in has not the model and the answers of the one before
        given["facts"] = {"model": None, "cache": None} | given["facts"]
    return given


def _with(options: Options, given: Mapping[str, dict[str, object]]) -> Options:
    """Return options with those that are given instead of their own."""
    return replace(options, **{room: replace(getattr(options, room), **values) for room, values in given.items()})


def _show_options(base: str, before: Options, options: Options) -> None:
    """Say on standard error which options the base keeps from its last run, and which are others now."""
    changed = {name: f"{name} {now} (was {was})" for name, was, now in differences(before, options)}
    differences_shown = [f"{name} {now}" for name, _, now in differences(Options(), options) if name not in changed]
    if differences_shown:
        print(f"{base} is run as before: {', '.join(differences_shown)} (--defaults: as a new base)", file=sys.stderr)
    if changed:
        print(f"{base} is run with other options: {', '.join(changed.values())}", file=sys.stderr)


def show_columns(path: str, line: str) -> None:
    """Say on standard error which columns of a table file are read as what, so that a wrong guess shows."""
    print(f"{path}: {line}", file=sys.stderr)


def run_summary(summary: Summary, base: str) -> str:
    """Return a run's outcome in two or three lines for people."""
    lines = [
        f"{number_of(summary.new, 'new page')}, {summary.known:,} known, {summary.rejected:,} rejected",
        f"{base}: {number_of(summary.articles, 'article')} / {number_of(summary.texts, 'text')} /"
        f" {number_of(summary.stories, 'story', 'stories')}",
    ]
    if summary.kept_stages:
        lines.insert(0, f"went on behind an interrupted run, which had kept {number_of(summary.kept_stages, 'stage')}")
    if summary.withdrawn:
        lines.append(f"withdrawn by their source and not counted: {number_of(summary.withdrawn, 'article')}")
    if summary.no_article:
        pages = number_of(summary.no_article, "page")
        lines.append(f"no article and not counted (galleries, lists, transcripts): {pages}")
    if summary.rejected:
        lines.append(f"why rejected: wirecopy export {base} rejected")
    if summary.dropped_claims:
        lines.append(
            f"{number_of(summary.dropped_claims, 'claim')} of the plug-in dropped: the words are not in the text"
        )
    return "\n".join(lines)


def columns_of(pairs: Sequence[str], option: str = "--columns", example: str = "text=content") -> dict[str, str]:
    """Return pairs such as `OURS=THEIRS` as a mapping; raise BadOption for one that is no such pair."""
    for pair in pairs:
        if not all(pair.partition("=")):
            raise BadOption(option, pair, f"a name and a value: {example}")
    return dict(pair.split("=", 1) for pair in pairs)


def _owners(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8-sig", newline="") as lines:
            rows = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path, str(error)) from error
    for row in rows[:1]:
        for column in ("outlet", "owner"):
            if column not in row:
                raise UnknownColumn(column, path, sorted(map(str, row)))
    return {row["outlet"]: row["owner"] for row in rows if row["outlet"] and row["owner"]}


def _workers(wanted: int) -> int:
    if wanted < 1:
        raise BadOption("--workers", wanted, "a whole number from 1")
    return wanted

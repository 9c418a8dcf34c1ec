"""`wirecopy run BASE INPUT...`."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from collections.abc import Sequence

import wirecopy
from wirecopy.cli.output import counted, print_json, print_timings, shown_progress
from wirecopy.cli.own_words import read_actors, read_frames
from wirecopy.errors import BadOption, UnknownColumn, UnreadableInput
from wirecopy.options import CleanOptions, CopyOptions, EngineOptions, FactsOptions, Options, ReadOptions, StoryOptions
from wirecopy.pipeline.progress import Summary


def _stories(arguments: Namespace) -> StoryOptions:
    for name in ("window_days", "quiet_days"):
        if getattr(arguments, name) < 1:
            raise BadOption(name.replace("_", "-"), str(getattr(arguments, name)), "a number of days from 1 on")
    if not 0.0 < arguments.semantic_least < 1.0:
        raise BadOption("semantic-least", str(arguments.semantic_least), "a cosine between 0 and 1")
    return StoryOptions(
        owners=_owners(arguments.owners),
        window_days=arguments.window_days,
        quiet_days=arguments.quiet_days,
        semantic=arguments.semantic,
        semantic_least=arguments.semantic_least,
    )


def run(arguments: Namespace) -> int:
    """Read the inputs, tell the stories, say what came of it; 1 when the base holds no page at all."""
    options = Options(
        read=ReadOptions(
            columns_of(arguments.columns),
            arguments.outlet,
            arguments.outlet_from_folder,
            columns_told=None if arguments.quiet or arguments.json else _show_columns,
        ),
        clean=CleanOptions(extractor=arguments.extractor),
        copies=CopyOptions(within_days=arguments.within_days, all_pairs=arguments.all_pairs, backend=arguments.backend),
        stories=_stories(arguments),
        facts=FactsOptions(
            arguments.plugin,
            arguments.model,
            arguments.cache,
            actors=read_actors(arguments.actors),
            frames=tuple(read_frames(path) for path in arguments.frames),
            apart=tuple(sorted(arguments.apart)),
        ),
        engine=EngineOptions(
            _workers(arguments.workers), arguments.memory, arguments.engine, arguments.master, _conf(arguments.conf)
        ),
    )
    base = wirecopy.open(arguments.base, create=True)
    with shown_progress(quiet=arguments.quiet or arguments.json) as progress:
        summary = base.run(arguments.inputs, options, progress)
    if arguments.json:
        print_json(summary)
    else:
        print(told(summary, arguments.base))
        if arguments.timings:
            print_timings(base.stages())
    return 0 if summary.articles or summary.withdrawn else 1


def _conf(settings: Sequence[str]) -> dict[str, str]:
    """Return settings of Spark by name; raise BadOption for one without a value."""
    told = [setting.partition("=") for setting in settings]
    for setting, (_, equals, _) in zip(settings, told, strict=True):
        if not equals:
            raise BadOption("--conf", setting, "a setting and its value: spark.executor.memory=8g")
    return {key: value for key, _, value in told}


def _show_columns(path: str, line: str) -> None:
    """Say on standard error which columns of a table file are read as what, so that a wrong guess shows."""
    print(f"{path}: {line}", file=sys.stderr)


def told(summary: Summary, base: str) -> str:
    """Return a run's outcome in two or three lines for people."""
    lines = [
        f"{counted(summary.new, 'new page')}, {summary.known:,} known, {summary.rejected:,} rejected",
        f"{base}: {counted(summary.articles, 'article')} / {counted(summary.texts, 'text')} /"
        f" {counted(summary.stories, 'story', 'stories')}",
    ]
    if summary.kept_stages:
        lines.insert(0, f"went on behind an interrupted run, which had kept {counted(summary.kept_stages, 'stage')}")
    if summary.withdrawn:
        lines.append(f"withdrawn by their source and not counted: {counted(summary.withdrawn, 'article')}")
    if summary.rejected:
        lines.append(f"why rejected: wirecopy export {base} rejected")
    if summary.dropped_claims:
        lines.append(
            f"{counted(summary.dropped_claims, 'claim')} of the plug-in dropped: the words are not in the text"
        )
    return "\n".join(lines)


def columns_of(pairs: list[str]) -> dict[str, str]:
    """Return the `OURS=THEIRS` pairs as a mapping; raise BadOption for one that is no such pair."""
    for pair in pairs:
        if not all(pair.partition("=")):
            raise BadOption("--columns", pair, "OUR_NAME=THEIR_NAME, such as text=content")
    return dict(pair.split("=", 1) for pair in pairs)


def _owners(path: str | None) -> dict[str, str]:
    if path is None:
        return {}
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

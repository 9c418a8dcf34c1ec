"""What `wirecopy` has for those who import it: its names, and a call for every command in the same words."""

from __future__ import annotations

import argparse
import ast
import dataclasses
import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import wirecopy
from wirecopy.cli.parser import command_parser

NAMES = """
NewsBase Table check dedup diff find_copies open quotes __version__
CleanOptions CopyOptions DedupOptions EngineOptions FactsOptions Options ReadOptions StoryOptions
Addition Article Block Copy Correction Edit Entity Event Facts Family Mention Origin Page Quote Reason Run Span Story
FoundCopies Stretch Unit
Dossier Headline Item Member Engagement Change Finding Hit KeptStage OutletCount StyleChoice StyleProfile Trace
Added Joined Live Progress Summary Thinned BasePassage Compared MatchedArticle QuotedText
CheckedClaim ClaimCarrier GroupOrigin NotCompared OriginBounds SourcePassage SourceCheck SourceGroup
DamagedFile
BadOption BaseBusy BaseError IndexMissing InputError MissingExtra NewerBase NotABase NotFound OlderBase PluginFailed
UnknownColumn UnknownTable UnreadableInput WirecopyError
"""

CALLS = {
    "add": "NewsBase.add",
    "check": "check",
    "compare": "NewsBase.compare",
    "correct": "NewsBase.correct NewsBase.corrections",
    "dedup": "dedup",
    "diff": "diff NewsBase.diff",
    "export": "NewsBase.export NewsBase.table",
    "forget": "NewsBase.forget",
    "history": "NewsBase.history",
    "ledger": "NewsBase.ledger",
    "quotes": "quotes",
    "report": "NewsBase.report",
    "run": "NewsBase.run",
    "search": "NewsBase.search",
    "show": "NewsBase.stories NewsBase.story",
    "stages": "NewsBase.stages NewsBase.manifest",
    "style": "NewsBase.style NewsBase.outlets",
    "verify": "NewsBase.verify NewsBase.traces",
}
"""The calls that do what a command does."""

COMMANDS_ALONE = {
    "completion": "tells a shell what the commands are",
    "demo": "shows what the other commands print, on a story that comes with wirecopy",
    "mcp": "a server: it runs until it is stopped",
    "serve": "a server: it runs until it is stopped",
    "watch": "runs until it is stopped; a program of one's own calls `NewsBase.live` and adds",
}
CALLS_ALONE = {
    "open": "every command opens the BASE it is given",
    "find_copies": "over texts in memory; files are read by `dedup` and `run`",
    "NewsBase.live": "many pages in a row: `watch` and `add` use it",
    "NewsBase.dossiers": "what `report` goes through, for programs",
}

WORDS = {
    "add": {"base": "open.path", "inputs": "NewsBase.add.page"},
    "check": {"sources": "check.sources", "base": "check.base", "claims": "check.claims", "fetch": "check.fetch"},
    "compare": {"base": "open.path", "text": "NewsBase.compare.page"},
    "correct": {"base": "open.path", "words": "NewsBase.correct.kind", "drop": "NewsBase.correct.drop"},
    "dedup": {
        "inputs": "dedup.inputs", "output": "dedup.folder", "keep": "DedupOptions.keep",
        "share": "DedupOptions.share", "as_is": "DedupOptions.clean", "backend": "CopyOptions.backend",
    },
    "diff": {"pages": "diff.a"},
    "export": {
        "base": "open.path", "table": "NewsBase.export.table", "format": "NewsBase.export.format_name",
        "output": "NewsBase.export.target", "least": "NewsBase.export.least", "header": "NewsBase.export.header",
    },
    "forget": {
        "base": "open.path", "page": "NewsBase.forget.page_id", "url": "NewsBase.forget.url",
        "outlet": "NewsBase.forget.outlet",
    },
    "history": {"base": "open.path"},
    "ledger": {"base": "open.path", "story": "NewsBase.ledger.story_id", "least": "NewsBase.ledger.least"},
    "quotes": {
        "text": "quotes.text", "plugin": "FactsOptions.plugin", "model": "FactsOptions.model",
        "cache": "FactsOptions.cache", "least": "quotes.least"},
    "report": {"base": "open.path", "title": "NewsBase.report.title", "least": "NewsBase.report.least"},
    "run": {
        "base": "open.path", "inputs": "NewsBase.run.inputs", "extractor": "CleanOptions.extractor",
        "all_pairs": "CopyOptions.all_pairs", "within_days": "CopyOptions.within_days",
        "backend": "CopyOptions.backend", "owners": "StoryOptions.owners", "window_days": "StoryOptions.window_days",
        "quiet_days": "StoryOptions.quiet_days", "semantic": "StoryOptions.semantic",
        "semantic_least": "StoryOptions.semantic_least", "actors": "FactsOptions.actors",
        "frames": "FactsOptions.frames", "apart": "FactsOptions.apart", "plugin": "FactsOptions.plugin",
        "model": "FactsOptions.model", "cache": "FactsOptions.cache", "workers": "EngineOptions.workers",
        "memory": "EngineOptions.memory", "engine": "EngineOptions.name", "master": "EngineOptions.master",
        "conf": "EngineOptions.conf", "defaults": "NewsBase.run.options",
    },
    "search": {"base": "open.path", "words": "NewsBase.search.words", "limit": "NewsBase.search.limit"},
    "show": {"base": "open.path", "story": "NewsBase.story.story_id", "newest": "NewsBase.stories.newest",
             "least": "NewsBase.story.least"},
    "stages": {"base": "open.path"},
    "style": {"base": "open.path", "outlet": "NewsBase.style.outlet"},
    "verify": {"base": "open.path", "repair": "NewsBase.verify.repair", "text": "NewsBase.traces.texts"},
}  # fmt: skip
"""What each argument of a command is in the call: a parameter, or the field of an option."""

OTHER_WORDS = {
    "base": "a folder; `open` makes a base of it, at its `path`",
    "inputs": "`add` takes files, its call one page",
    "text": "a text or a file; the calls take a page too, or several texts",
    "words": "`correct` takes its `kind`, `of` and `says` in a row",
    "pages": "two of them, or a base and two of its articles: `a` and `b`",
    "page": "an id",
    "story": "an id",
    "output": "a folder or a file by name; the calls say which",
    "engine": "its name; the call has it among its options, which are the engine's",
    "format": "would hide the built-in function",
    "as_is": "turns `clean` off, as a flag does",
    "defaults": "turns the options kept off, as a flag does; the call takes `Options()`",
}
"""Where the two words differ, and why."""

OF_READING = {name: f"ReadOptions.{name}" for name in ("columns", "outlet", "outlet_from_folder")}
ON_SCREEN = {
    "json": "how the answer is printed",
    "quiet": "whether progress is drawn; the call takes a `progress`",
    "output": "the file an answer is written to; the call gives the answer",
    "csv": "how the answer is printed",
    "all": "how much of the answer is printed; the call gives all",
    "detail": "how many reasons are printed; the call gives all",
    "list": "what `NewsBase.corrections` gives, and nothing else",
    "style": "which edits are printed; the call gives all",
    "timings": "whether seconds are printed at the end; `NewsBase.stages` gives them",
    "manifest": "what `NewsBase.manifest` gives, and nothing else",
    "limit": "how many lines are printed; the call gives all",
    "party": "which lines are printed; the call gives all",
}

_OPENED = "what `NewsBase.live` opens; a program adds pages to it and makes none"
INTERNAL = {
    "BaseTables": "the files behind a base; `NewsBase.table` is the way to them",
    **dict.fromkeys(("LiveIndex", "Kernels", "Rules", "Joining", "IndexedArticle", "Cleaned"), _OPENED),
}
"""Classes of signatures that are nobody's to make or read."""


def commands() -> dict[str, argparse.ArgumentParser]:
    (found,) = (a for a in command_parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def calls() -> set[str]:
    """The public functions, and the public methods of a base."""
    methods = {f"NewsBase.{name}" for name, one in vars(wirecopy.NewsBase).items() if inspect.isfunction(one)}
    functions = {name for name in wirecopy.__all__ if inspect.isfunction(getattr(wirecopy, name))}
    return {name for name in methods | functions if not name.rpartition(".")[2].startswith("_")}


def test_public_names_are_these() -> None:
    assert sorted(NAMES.split()) == sorted(wirecopy.__all__)
    assert all(getattr(wirecopy, name) is not None for name in wirecopy.__all__)


def test_every_command_is_a_call_and_every_call_a_command() -> None:
    assert set(commands()) == CALLS.keys() | COMMANDS_ALONE.keys()
    assert calls() == {one for many in CALLS.values() for one in many.split()} | CALLS_ALONE.keys()


@pytest.mark.parametrize("command", sorted(CALLS))
def test_argument_of_command_is_in_the_call_by_the_same_word(command: str) -> None:
    given = {action.dest for action in commands()[command]._actions} - {"help"}
    words = WORDS[command]
    told = words.keys() | ON_SCREEN.keys() | (OF_READING.keys() if "columns" in given else set())
    assert given <= told
    assert words.keys() <= given
    for word, target in {**words, **(OF_READING if "columns" in given else {})}.items():
        owner, _, parameter = target.rpartition(".")
        assert parameter in parameters(owner), target
        assert word == parameter or word in OTHER_WORDS, target


def parameters(name: str) -> set[str]:
    """The parameters of a call, or the fields of an option."""
    owner: object = wirecopy
    for part in name.split("."):
        owner = getattr(owner, part)
    return set(inspect.signature(owner).parameters)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(set(NAMES.split()) - {"__version__"}))
def test_classes_that_a_public_signature_names_are_public(name: str) -> None:
    public = {getattr(wirecopy, one) for one in wirecopy.__all__ if one != "__version__"}
    named = classes_named(getattr(wirecopy, name))
    assert {one.__name__ for one in named if one not in public} <= INTERNAL.keys()


def classes_named(public: object) -> Iterator[type]:
    """The classes of wirecopy in the annotations of a function, or of a class's fields, properties and methods."""
    if inspect.isclass(public):
        fields = [f.type for f in dataclasses.fields(public) if f.repr] if dataclasses.is_dataclass(public) else []
        members = {name: one for name, one in vars(public).items() if not name.startswith("_")}
        told = [one.fget if isinstance(one, property) else one for one in members.values()]
        texts = [str(field) for field in fields] + [text for one in told for text in annotations(one)]
    else:
        texts = list(annotations(public))
    known = names_in(sys.modules[public.__module__])  # type: ignore[attr-defined]
    for word in {word for text in texts for word in re.findall(r"\w+", text)}:
        found = known.get(word)
        if inspect.isclass(found) and found.__module__.startswith("wirecopy"):
            yield found


def annotations(function: object) -> Iterator[str]:
    if inspect.isfunction(function):
        yield from (str(one) for one in function.__annotations__.values())


def names_in(module: object) -> dict[str, object]:
    """What a module's names stand for, those it imports for type checkers alone too."""
    found = dict(vars(module))
    for node in ast.walk(ast.parse(Path(str(module.__file__)).read_bytes())):  # type: ignore[attr-defined]
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("wirecopy"):
            home = import_module(node.module or "")
            found |= {alias.asname or alias.name: getattr(home, alias.name, None) for alias in node.names}
    return found


FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def test_names_that_the_docs_take_from_wirecopy_are_public(root: Path) -> None:
    for path in (root / "README.md", *sorted((root / "docs").rglob("*.md"))):
        text = path.read_text("utf-8").replace("from wirecopy.serve.notebook.", "from ")
        for block in FENCE.findall(text):
            named = set(re.findall(r"\bwirecopy\.(\w+)", block))
            for names in re.findall(r"^from wirecopy import (.+)$", block, re.MULTILINE):
                named |= set(re.findall(r"\w+", names))
            assert named <= set(wirecopy.__all__), path.name

"""The page of kinds: every kind of span and of edit with an example, found by running the examples."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import wirecopy
from reference.data import ROOT
from reference.markdown import code, page, table
from wirecopy.edit_kinds import STYLE_KINDS, SUBSTANCE_KINDS
from wirecopy.page_kinds import SPAN_KINDS
from wirecopy.pipeline.article_pairs import paired
from wirecopy.types import BODY_KINDS, Article, Edit

ABOUT = """
Every character of a page belongs to one [span](../glossary.md), and every difference between two copies is one
[edit](../glossary.md); the kind says which sort. The examples are invented, and found as they stand here.
"""
AROUND = (
    "The ferry from Lund to Brandt has been the only way to the islands since the bridge was closed, and whoever"
    " missed it waited a day on the quay, where there is neither a roof nor a bench.",
    "The town has asked for another ship every year, the mayor told the council in the spring, and every year the"
    " answer was that one ship was enough for so few people.",
)
SHORT = 70


def write() -> str:
    """Return the page; a kind for which the examples show nothing raises."""
    told = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text("utf-8"))
    return page(
        "Spans and edits", ABOUT,
        "## Kinds of span",
        "`body` and `standfirst` are the text of an article; all others are furniture, kept with their evidence.",
        _spans(told),
        "## Kinds of edit: house style",
        "Hidden unless asked for. The two sides say the same.",
        _edits(told["edits"], STYLE_KINDS),
        "## Kinds of edit: substance",
        "What is said differs. `in_quote` marks an edit inside a quotation.",
        _edits(told["edits"], SUBSTANCE_KINDS),
    )  # fmt: skip


def _spans(told: dict[str, Any]) -> str:
    found = dict[str, tuple[str, str]]()
    for kind, text, evidence in sorted(
        _stretches(told["pages"]), key=lambda one: (one[0], not one[2].startswith("rule"), len(one[1]) > SHORT, one)
    ):
        found.setdefault(kind, (text, evidence))
    return table(
        ["kind", "what it is", "for example", "its evidence there"],
        (
            (code(kind) + (" (text)" if kind in BODY_KINDS else ""), told["spans"][kind], _cut(found[kind][0]),
             code(found[kind][1]))
            for kind in SPAN_KINDS
        ),
    )  # fmt: skip


def _stretches(pages: list[dict[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield kind, text and evidence of every span of the tutorial's pages and those given."""
    with tempfile.TemporaryDirectory() as folder:
        for one in pages:
            (Path(folder) / one["name"]).write_text(one["text"].lstrip(), "utf-8")
        base = wirecopy.open(Path(folder) / "base", create=True)
        inputs = [ROOT / "examples" / "strait", *(Path(folder) / one["name"] for one in pages)]
        base.run(inputs, wirecopy.Options(read=wirecopy.ReadOptions(outlet_from_folder=True)))
        for dossier in base.dossiers():
            for member in dossier.members:
                for span in member.spans:
                    yield span.kind, member.page.raw[span.start : span.end].strip(), span.evidence


def _edits(told: dict[str, dict[str, str]], kinds: tuple[str, ...]) -> str:
    return table(
        ["kind", "what it is", "one copy", "another"],
        ((code(kind), told[kind]["says"], *_sides(kind, told[kind])) for kind in kinds),
    )


def _sides(kind: str, told: dict[str, Any]) -> tuple[str, str]:
    """Return both texts of an example, the edit of that kind in bold."""
    if "a" not in told:
        return "", ""
    texts = told["a"], told["b"]
    before, behind = ("", AROUND) if told.get("first") else (AROUND[0] + "\n\n", AROUND[1:])
    whole = ["\n\n".join((before + text, *behind)) + "\n" for text in texts]
    edits = _diff(whole) if told.get("first") else paired(*map(Article.of_text, "ab", whole)).edits
    for edit in edits:
        if edit.kind == kind:
            places = (edit.base_start, edit.base_end), (edit.start, edit.end)
            a, b = (_bold(text, *(at - len(before) for at in place)) for text, place in zip(texts, places, strict=True))
            return a, b
    raise SystemExit(f"kinds.toml: the example of {kind} shows {[edit.kind for edit in edits]}")


def _diff(texts: list[str]) -> list[Edit]:
    """Return the edits between two pages, their headlines too: the whole way, which takes longer."""
    with tempfile.TemporaryDirectory() as folder:
        names = [Path(folder) / name for name in ("a.txt", "b.txt")]
        for name, text in zip(names, texts, strict=True):
            name.write_text(text, "utf-8")
        return [edit for member in wirecopy.diff(*names).members for edit in member.edits]


def _bold(text: str, start: int, end: int) -> str:
    """Return the text with a stretch in bold, the paragraphs in one line.

    >>> _bold("Ten ships sank.", 0, 3)
    '**Ten** ships sank.'
    """
    found = text[start:end].strip()
    at = text.find(found, max(0, start))
    whole = f"{text[:at]}**{found}**{text[at + len(found) :]}" if found and at >= 0 else text
    return " / ".join(part for part in whole.split("\n\n") if part)


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " ..."

"""Articles for the collation tests: a whole text as its own body, or a raw page with body spans."""

import random
from collections.abc import Collection, Mapping, Sequence

from wirecopy.trace import Descent, StyleTables, Witness, canonical, collate, prepare, stemma, traits_of
from wirecopy.types import Article, Edit, Stretch


def article(article_id: str, raw: str, spans: Sequence[Stretch] | None = None) -> Article:
    return Article.of_text(article_id, raw, spans=spans, language="en")


def dense(text: str) -> str:
    """The text without its white space, which no edit but those of kind whitespace speaks of."""
    return "".join(text.split())


def applied(base: str, edits: Sequence[Edit]) -> str:
    """The base with every edit made, moved sentences left where they were; edits in order."""
    pieces, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.base_start, e.start)):
        assert edit.base_start >= at, edit
        pieces += [base[at : edit.base_start], edit.text]
        at = edit.base_end
    return "".join([*pieces, base[at:]])


def without(text: str, stretches: Sequence[tuple[int, int]]) -> str:
    """The text with the stretches blanked, all offsets kept."""
    for start, end in stretches:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def check_edits_rebuild(base: str, copy: str, edits: Sequence[Edit]) -> None:
    """Assert that the edits, and nothing else, tell the two texts apart."""
    moves = [e for e in edits if e.kind == "sentence_moved"]
    rest = [e for e in edits if e.kind != "sentence_moved"]
    for edit in edits:
        assert base[edit.base_start : edit.base_end] == edit.base_text
        assert copy[edit.start : edit.end] == edit.text
    for move in moves:
        inner = [e for e in rest if _inside(e, move)]
        rest = [e for e in rest if e not in inner]
        assert dense(applied(base[: move.base_end], inner)[move.base_start :]) == dense(move.text)
    left = without(base, [(m.base_start, m.base_end) for m in moves])
    kept = without(copy, [(m.start, m.end) for m in moves])
    assert dense(applied(left, rest)) == dense(kept)


def _inside(edit: Edit, move: Edit) -> bool:
    """Whether the edit's side that has words lies in the moved sentence."""
    if edit.base_text:
        return move.base_start <= edit.base_start and edit.base_end <= move.base_end
    return move.start <= edit.start and edit.end <= move.end


def descents_of(
    tables: StyleTables,
    texts: Mapping[str, Sequence[str]],
    *,
    outlet: str | None = None,
    agency: str | None = "AP",
    published: Mapping[str, str],
    uncredited: Collection[str] = (),
) -> dict[str, Descent]:
    """Return what is told of copies by their names, given in no order; each its own outlet's unless one is named."""
    articles = {name: article(name, "\n\n".join(text)) for name, text in texts.items()}
    head = canonical(list(articles.values()))
    base = prepare(articles[head], tables)
    witnesses = [
        Witness(
            name,
            outlet or f"Outlet {name}",
            None if name in uncredited else agency,
            published.get(name),
            () if name == head else traits_of(base, collate(base, prepare(one, tables), "f")),
        )
        for name, one in articles.items()
    ]
    random.Random(1).shuffle(witnesses)
    return {found.article_id: found for found in stemma(witnesses, len(base.starts))}

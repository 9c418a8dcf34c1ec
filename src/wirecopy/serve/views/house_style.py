"""An outlet's style profile: for each pair of forms, which it prefers, counted over all its copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyarrow.compute as pc

from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.serve.views.reader import Reader

_MOST_LETTERS = 40  # a longer stretch is a passage, not a form


@dataclass(frozen=True, slots=True)
class StyleChoice:
    """A form the outlet prefers, what stands for it elsewhere, and how often it was seen to choose either."""

    kind: str
    form: str
    other: str
    count: int
    against: int


@dataclass(frozen=True, slots=True)
class StyleProfile:
    """What is known of one outlet's house style. `copies` is how many of its copies could be compared."""

    outlet: str
    copies: int
    choices: tuple[StyleChoice, ...]


@dataclass(frozen=True, slots=True)
class OutletCount:
    """An outlet and how many of its articles are copies of a text that others ran too."""

    outlet: str
    copies: int


_EDIT = ["article_id", "base_article_id", "kind", "text", "base_text"]


def outlet_counts(reader: Reader) -> tuple[OutletCount, ...]:
    """Return the outlets that ran copies, most first."""
    outlet_of = _outlets(reader)
    members = reader.rows("families")["article_id"].to_pylist()
    counts = Counter(outlet for i in members if (outlet := outlet_of.get(i)))
    return tuple(OutletCount(name, n) for name, n in sorted(counts.items(), key=lambda row: (-row[1], row[0])))


def style_profile(reader: Reader, outlet: str) -> StyleProfile | None:
    """Return the outlet's profile, null for an outlet that ran no copies.

    An edit against the canonical article tells on both sides: the copy's outlet prefers the one form, the
    canonical article's outlet the other. Copies of one outlet against its own article tell nothing and are left
    out, so are forms it uses as often as not.
    """
    articles, members = reader.rows("articles"), reader.rows("families")["article_id"]
    ours = articles["article_id"].filter(pc.equal(articles["outlet"], outlet)).combine_chunks()
    own = set(members.filter(pc.is_in(members, value_set=ours)).to_pylist())
    if not own:
        return None
    edits = [
        edit
        for side in ("article_id", "base_article_id")
        for edit in reader.rows("edits", side, own).select(_EDIT).filter(_of_style()).to_pylist()
    ]
    sides = {edit[side] for edit in edits for side in ("article_id", "base_article_id")}
    near = reader.rows("articles", "article_id", sides).select(["article_id", "outlet"]).to_pylist()
    outlet_of = {row["article_id"]: row["outlet"] for row in near}
    counted = Counter(_forms(edits, outlet_of, outlet))
    return StyleProfile(outlet, len(own), tuple(_choices(counted)))


def _of_style() -> pc.Expression:
    return pc.field("kind").isin(sorted(STYLE_KINDS))


def _forms(
    edits: Iterable[Mapping[str, str]], outlet_of: Mapping[str, str | None], outlet: str
) -> Iterator[tuple[str, str, str]]:
    """Yield kind, the outlet's form and the other's, once for each edit."""
    for edit in edits:
        sides = (edit["text"], edit["base_text"])
        ours, theirs = outlet_of.get(edit["article_id"]), outlet_of.get(edit["base_article_id"])
        if ours == theirs or max(map(len, sides)) > _MOST_LETTERS:
            continue
        form, other = sides if ours == outlet else sides[::-1]
        yield edit["kind"], _as_form(form), _as_form(other)


def _as_form(text: str) -> str:
    return text if text.isspace() else text.strip()


def _choices(counted: Counter[tuple[str, str, str]]) -> Iterator[StyleChoice]:
    of_kind: dict[str, int] = defaultdict(int)
    for (kind, _, _), count in counted.items():
        of_kind[kind] += count
    rows = [
        StyleChoice(kind, form, other, count, counted[kind, other, form])
        for (kind, form, other), count in counted.items()
        if count > counted[kind, other, form]
    ]
    yield from sorted(rows, key=lambda row: (-of_kind[row.kind], row.kind, -row.count, row.form, row.other))


def _outlets(reader: Reader) -> dict[str, str | None]:
    rows = reader.rows("articles").select(["article_id", "outlet"]).to_pylist()
    return {row["article_id"]: row["outlet"] for row in rows}

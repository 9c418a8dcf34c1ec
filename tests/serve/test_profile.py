from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from wirecopy.serve.views.house_style import outlet_counts, style_profile
from wirecopy.tables import empty, to_table
from wirecopy.types import Edit, Family

OUTLETS = {"a": "Mail", "b": "Post", "c": "Mail"}


class Made:
    def __init__(self, *edits: Edit) -> None:
        self._tables = {
            "families": to_table(
                "families",
                [
                    Family(family_id="f", article_id=i, role="copy", parent_article_id=None, parent_confidence=None)
                    for i in OUTLETS
                ],
            ),
            "edits": to_table("edits", edits),
            "articles": pa.table({"article_id": list(OUTLETS), "outlet": list(OUTLETS.values())}),
        }

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        found = self._tables.get(table, empty("edits"))
        wanted = set(values)
        return found if column is None else found.filter([v in wanted for v in found[column].to_pylist()])


def edit(article_id: str, base_id: str, base_text: str, text: str, kind: str = "abbreviation") -> Edit:
    return Edit(
        family_id="f",
        article_id=article_id,
        base_article_id=base_id,
        kind=kind,
        substantive=False,
        in_quote=False,
        base_start=0,
        base_end=0,
        base_text=base_text,
        start=0,
        end=0,
        text=text,
    )  # type: ignore[arg-type]


def test_profile_reads_an_edit_from_both_sides() -> None:
    reader = Made(edit("b", "a", "U.S.", "US"), edit("b", "c", "U.S.", "US"))
    mail, post = style_profile(reader, "Mail"), style_profile(reader, "Post")
    assert mail is not None
    assert post is not None
    assert [(c.form, c.other, c.count) for c in mail.choices] == [("U.S.", "US", 2)]
    assert [(c.form, c.other, c.count) for c in post.choices] == [("US", "U.S.", 2)]


def test_profile_leaves_out_what_one_outlet_does_both_ways() -> None:
    found = style_profile(Made(edit("b", "a", "U.S.", "US"), edit("b", "a", "US", "U.S.")), "Post")
    assert found is not None
    assert found.choices == ()


def test_profile_learns_nothing_from_an_outlets_own_copies_or_from_substance() -> None:
    found = style_profile(Made(edit("c", "a", "U.S.", "US"), edit("b", "a", "six", "ten", "number")), "Mail")
    assert found is not None
    assert found.choices == ()


def test_profile_of_an_outlet_without_copies_is_none() -> None:
    assert style_profile(Made(), "Nobody") is None
    assert [(o.outlet, o.copies) for o in outlet_counts(Made())] == [("Mail", 2), ("Post", 1)]

from __future__ import annotations

from dataclasses import replace

import made

from wirecopy.serve.views.quotation_variants import quoted_otherwise
from wirecopy.serve.views.stemma_layout import SOURCE, branches, drawing
from wirecopy.serve.views.story import Member
from wirecopy.serve.views.wording import handles, inferred_source
from wirecopy.types import Edit

TEXT = [("body", "She said “we will go” and left.\n")]


def copy(name: str, parent: str | None, sure: float | None, hour: int | None = None) -> Member:
    published = f"2024-03-04T{hour:02}:00Z" if hour is not None else None
    found = made.member(name, TEXT, outlet=f"{name} Mail", role="copy", agency="AP", published=published)
    assert found.family is not None
    parent_id = made.article_id_of(parent) if parent else None
    return replace(found, family=replace(found.family, parent_article_id=parent_id, parent_confidence=sure))


def test_branches_go_from_the_unseen_source_to_its_copies_and_theirs() -> None:
    members = [copy("a", None, 0.9), copy("b", "a", 0.8), copy("c", None, None)]
    found = [(b.depth, b.article_id) for b in branches(members)]
    assert found == [(0, SOURCE), (1, made.article_id_of("a")), (2, made.article_id_of("b"))]


def test_branches_of_undecided_copies_are_none() -> None:
    assert list(branches([copy("a", None, None), copy("b", None, None)])) == []


def test_drawing_puts_later_copies_to_the_right_and_dashes_what_is_inferred() -> None:
    members = [copy("a", None, 0.9, 9), copy("b", "a", 0.8, 15), copy("c", None, None)]
    found = drawing(members, handles(members), inferred_source(members))
    assert found is not None
    a, b, c = found.nodes
    assert a.x < b.x
    assert (c.dated, found.undecided, found.source) == (False, 1, "AP, inferred")
    assert [line.inferred for line in found.lines] == [True, False]


def test_drawing_of_a_family_that_settles_nothing_is_none() -> None:
    members = [copy("a", None, None, 9), copy("b", None, None, 15)]
    assert drawing(members, handles(members), "AP") is None


def test_quoted_otherwise_names_only_those_whose_parent_is_settled() -> None:
    base, other, third = copy("a", None, None), copy("b", None, None), copy("c", None, None)

    def changed(member: Member, kind: str, text: str) -> Member:
        place = Edit(
            family_id="f",
            article_id=member.article.article_id,
            base_article_id=base.article.article_id,
            kind=kind,
            substantive=True,
            in_quote=True,
            base_start=10,
            base_end=12,
            base_text="we",
            start=10,
            end=11,
            text=text,
        )  # type: ignore[arg-type]
        return replace(member, edits=(place,))

    (place,) = quoted_otherwise([base, changed(other, "quote_altered", "I"), changed(third, "word", "I")])
    assert place.readings == (("I", (other.article.article_id, third.article.article_id)),)
    assert place.altered == (other.article.article_id,)

from __future__ import annotations

import dataclasses

import made
import pytest

from wirecopy.serve.views import wording
from wirecopy.serve.views.story import Dossier
from wirecopy.types import Family


def test_handles_tell_two_pages_of_one_outlet_apart() -> None:
    members = [made.lone(1).members[0], made.lone(2).members[0]]
    assert [str(h) for h in wording.handles(members).values()] == [
        "A Ward News",
        "B Ward News",
    ]


def test_descent_says_undecided_where_no_parent_is_known(ferry: Dossier) -> None:
    assert wording.descent(ferry.members) == "Which copy came first is undecided: nothing on the pages settles it."


def test_descent_counts_the_undecided(ferry: Dossier) -> None:
    first = ferry.members[0].article.article_id
    known = Family(
        family_id="f_made",
        article_id=ferry.members[1].article.article_id,
        role="copy",
        parent_article_id=first,
        parent_confidence=0.8,
    )
    members = [ferry.members[0], dataclasses.replace(ferry.members[1], family=known), ferry.members[2]]
    assert wording.descent(members) == "For 2 of 3 copies it is undecided which text they were taken from."


def test_descent_is_silent_on_a_lone_article() -> None:
    assert wording.descent(made.lone().members) is None


def test_sources_bring_the_rows_of_one_origin_together(ferry: Dossier) -> None:
    found = wording.sources(ferry.origins)
    assert [(s.name, len(s.article_ids), s.depends_on) for s in found] == [
        ("Tidewire", 2, None),
        ("North Herald", 1, "o_wire"),
    ]


def test_style_habits_count_the_commonest_kind_first(founding_pair: Dossier) -> None:
    habits = wording.style_habits(founding_pair.members[1].edits)
    assert sum(h.count for h in habits) == 47
    assert (habits[0].kind, habits[2]) == (
        "quotation_mark",
        wording.StyleHabit("abbreviation", "U.S.", "US", 11),
    )


@pytest.mark.parametrize(("value", "said"), [(0.9999, "99 %"), (1.0, "100 %"), (0.0, "0 %"), (0.0001, "1 %")])
def test_share_never_rounds_to_all_or_nothing(value: float, said: str) -> None:
    assert wording.share(value) == said


def test_texts_put_each_family_under_its_canonical_article(ferry: Dossier) -> None:
    groups = wording.texts([*reversed(ferry.members), made.lone().members[0]])
    assert [len(group) for group in groups] == [3, 1]
    assert groups[0][0].is_canonical

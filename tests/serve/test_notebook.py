from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

import wirecopy
from wirecopy.serve.notebook.notebook import edits, tree
from wirecopy.serve.views.house_style import StyleChoice, StyleProfile
from wirecopy.serve.views.story import Dossier


@pytest.fixture(scope="module")
def base(root: Any, tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    found = wirecopy.open(tmp_path_factory.mktemp("notebook") / "base", create=True)
    found.run([root / "src" / "wirecopy" / "demo"])
    return found


@pytest.fixture(scope="module")
def story(base: wirecopy.NewsBase) -> Dossier:
    return base.story(max(base.stories(), key=lambda one: one.substantive_edits).story_id)


def test_story_displays_itself_in_a_frame_without_rights(story: Dossier) -> None:
    assert story._repr_html_().startswith('<iframe sandbox srcdoc="')


def test_tree_displays_every_copy(story: Dossier) -> None:
    shown = tree(story)._repr_html_()
    assert shown.count("<circle") >= 3
    assert "<path" in shown


def test_edits_display_substance_first_and_escaped(story: Dossier) -> None:
    hostile = [replace(m, edits=tuple(replace(e, text="<script>") for e in m.edits)) for m in story.members]
    shown = edits(replace(story, members=tuple(hostile)))._repr_html_()
    assert shown.index(">substance<") < shown.index(">house style<")
    assert "<script>" not in shown
    assert "&lt;script&gt;" in shown


def test_chart_of_copies_has_a_point_for_each_dated_article(story: Dossier) -> None:
    pytest.importorskip("altair")
    from wirecopy.serve.notebook.charts import copies_over_time

    drawn = copies_over_time(story).to_dict()
    assert len(drawn["data"]["values"]) == sum(member.article.published is not None for member in story.members)


def test_chart_of_edits_counts_each_once(story: Dossier) -> None:
    pytest.importorskip("altair")
    from wirecopy.serve.notebook.charts import edits_by_kind

    drawn = edits_by_kind(story).to_dict()
    assert sum(row["edits"] for row in drawn["data"]["values"]) == sum(len(m.edits) for m in story.members)


def test_chart_of_style_shows_both_ways_of_every_choice() -> None:
    pytest.importorskip("altair")
    from wirecopy.serve.notebook.charts import style_profile_chart

    choices = (StyleChoice("spelling", "defence", "defense", 5, 2), StyleChoice("title", "Mr.", "", 3, 0))
    drawn = style_profile_chart(StyleProfile("The Mail", 4, choices)).to_dict()
    assert [row["times"] for row in drawn["data"]["values"]] == [5, -2, 3, 0]
    assert "The Mail" in str(drawn["title"])

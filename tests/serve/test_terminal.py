from __future__ import annotations

import dataclasses
import io

import made
from rich.console import Console, RenderableType

from wirecopy.serve.html.environment import template_environment
from wirecopy.serve.html.view import story_view
from wirecopy.serve.terminal.story import diff, full_story, story_list, story_overview
from wirecopy.serve.views.story import Dossier


def piped(view: RenderableType, width: int = 80) -> str:
    """Return the view as a pipe gets it."""
    console = Console(file=io.StringIO(), width=width)
    console.print(view)
    return console.file.getvalue()  # type: ignore[attr-defined]


def test_story_list_heads_every_story_with_its_counts(ferry: Dossier) -> None:
    shown = piped(story_list([ferry.headline]))
    assert shown.startswith("3 articles / 1 text / 1-2 origins · 2 copies differ in substance\n")
    assert ferry.headline.story_id in shown


def test_story_list_says_what_to_do_with_an_empty_base() -> None:
    assert "wirecopy run" in piped(story_list([]))


def test_story_marks_readings_at_their_place(ferry: Dossier) -> None:
    shown = piped(full_story(ferry))
    assert "At least ‹12›¹ people" in shown
    assert "1 number: 14 · B Coast Gazette\n       number: 13 · C North Herald" in shown


def test_story_marks_a_reading_inside_a_dropped_sentence(ferry: Dossier) -> None:
    assert "‹The cause is ‹not›⁶ known.›⁵" in piped(full_story(ferry))


def test_story_says_that_descent_is_undecided(ferry: Dossier) -> None:
    assert "Which copy came first is undecided" in piped(full_story(ferry))


def test_story_names_origins_with_their_reasons(ferry: Dossier) -> None:
    shown = piped(full_story(ferry))
    assert "Tidewire (agency, confidence 93 %) A B\n     The dateline of the Daily Beacon names Tidewire." in shown
    assert "possibly dependent on 1 (Tidewire)" in " ".join(shown.split())


def test_story_of_the_founding_pair_has_no_marks(founding_pair: Dossier) -> None:
    shown = piped(full_story(founding_pair))
    assert "‹" not in shown
    assert "(its first sentence: the page shown has no headline)" in shown


def test_views_keep_within_the_width_and_leave_no_trailing_space(ferry: Dossier, founding_pair: Dossier) -> None:
    views = [full_story(ferry), full_story(founding_pair), diff(founding_pair), story_list([ferry.headline])]
    lines = [line for view in views for line in piped(view).splitlines()]
    assert max(map(len, lines)) <= 80
    assert not [line for line in lines if line != line.rstrip()]


def test_views_send_no_control_characters_to_a_terminal(ferry: Dossier) -> None:
    shown = piped(
        full_story(dataclasses.replace(ferry, headline=dataclasses.replace(ferry.headline, label=made.HOSTILE)))
    )
    assert "\x1b" not in shown
    assert "[31m" in shown


def test_diff_of_the_founding_pair_finds_style_alone(founding_pair: Dossier) -> None:
    shown = piped(diff(founding_pair))
    assert shown.startswith("2 articles / 1 text / 1 origin\n")
    assert "not body: 34 ticker, dateline, promo, 2 comments" in shown
    assert "Substance: nothing differs" in shown
    assert "House style: 47 edits, 12 of them inside quotations" in shown
    assert "U.S. → US ×11" in shown


def test_diff_shows_substance_in_its_context(ferry: Dossier) -> None:
    shown = piped(diff(dataclasses.replace(ferry, members=ferry.members[:2])), width=100)
    assert "At least ‹12 → 14› people were rescued" in shown
    assert "The cause is ‹left out: not› known." in shown
    assert "78 % of them also in B" in shown


def test_diff_of_two_texts_says_so() -> None:
    pair = made.dossier([made.lone(1).members[0], made.lone(2).members[0]])
    shown = piped(diff(pair))
    assert shown.startswith("2 articles / 2 texts / 1 origin\n")
    assert "These are two texts: they share no stretch of words." in shown


def test_diff_names_every_edit_of_house_style_when_asked(founding_pair: Dossier) -> None:
    shown = piped(diff(founding_pair, style=True), width=100)
    assert "Pentagon spokesman Brigadier General Pat Ryder said ‹left out: on›" not in piped(diff(founding_pair))
    assert "Beijing has declined a ‹U.S. → US› invitation for a meeting in…" in shown
    assert shown.count("‹") == 47


def test_story_lists_house_style_when_asked(founding_pair: Dossier) -> None:
    assert "U.S. → US ×11" in piped(full_story(founding_pair, style=True))
    assert "U.S. → US" not in piped(full_story(founding_pair))


def test_counts_of_copies_that_differ_are_the_same_everywhere(ferry: Dossier) -> None:
    differing = sum(any(edit.substantive for edit in member.edits) for member in ferry.members)
    told = f"{differing} copies differ in substance"
    assert told in piped(story_list([ferry.headline]))
    assert told in " ".join(piped(story_overview(ferry)).split())
    page = template_environment("wirecopy.serve.html").get_template("story.html")
    assert told in page.render(view=story_view(ferry), packed=True, is_open=False)


def test_stories_of_texts_without_copies_say_nothing_of_differences(ferry: Dossier) -> None:
    apart = dataclasses.replace(ferry.headline, texts=3, substantive_edits=0, differing=0)
    assert "differ" not in piped(story_list([apart]))
    assert "no copy differs in substance" in piped(story_list([dataclasses.replace(apart, texts=2)]))


def test_archived_story_is_told_as_any_other(ferry: Dossier) -> None:
    quiet = dataclasses.replace(ferry.headline, archived=True, last_published="2018-06-01T10:00:00Z")
    assert "quiet" not in piped(story_list([quiet]))

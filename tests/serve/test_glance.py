from __future__ import annotations

import io
from dataclasses import replace

from rich.console import Console

from wirecopy.serve.html.environment import template_environment
from wirecopy.serve.html.view import story_view
from wirecopy.serve.terminal.story import story_overview
from wirecopy.serve.views.glance import Glance, glance
from wirecopy.serve.views.story import Dossier

SCREEN = 50  # lines of a terminal


def printed(dossier: Dossier, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(story_overview(dossier))
    return console.file.getvalue()  # type: ignore[attr-defined]


def times_of(dossier: Dossier, *stated: str | None) -> Glance:
    members = tuple(
        replace(member, article=replace(member.article, published=time))
        for member, time in zip(dossier.members, stated, strict=True)
    )
    return glance(replace(dossier, members=members))


def test_a_glance_counts_the_copies_that_carry_a_sentence(ferry: Dossier) -> None:
    seen = glance(ferry)
    assert {sentence.of for sentence in seen.sentences} == {3}
    assert any(sentence.copies < 3 for sentence in seen.sentences)
    assert all(0 < sentence.copies <= 3 for sentence in seen.sentences)


def test_a_glance_shows_sentences_in_the_order_of_the_text(ferry: Dossier) -> None:
    body = ferry.canonical.article.body
    places = [body.index(sentence.text) for sentence in glance(ferry).sentences]
    assert places == sorted(places)


def test_what_was_said_goes_before_what_was_counted(ferry: Dossier) -> None:
    kinds = [one.kind for one in glance(ferry).differences]
    assert kinds == sorted(kinds, key=["quote_altered", "number", "negation", "headline"].index)
    assert 0 < len(kinds) <= 3


def test_a_difference_stands_among_the_words_around_it(ferry: Dossier) -> None:
    raw = ferry.canonical.page.raw
    inside = [one for one in glance(ferry).differences if one.kind != "headline"]
    assert inside
    for one in inside:
        assert one.before or one.after
        assert " ".join((one.before, one.base, one.after)).strip() in " ".join(raw.split())


def test_half_a_quotation_is_no_sentence_of_a_glance(ferry: Dossier) -> None:
    first = glance(ferry).sentences[0].text
    article = ferry.canonical.article
    torn = replace(article, body=article.body.replace(first, f"{first[:-1]}”"))
    assert torn.body != article.body
    members = tuple(replace(one, article=torn) if one.article is article else one for one in ferry.members)
    told = glance(replace(ferry, members=members)).sentences
    assert told
    assert f"{first[:-1]}”" not in {one.text for one in told}


def test_times_are_hours_within_two_days_and_days_beyond(ferry: Dossier) -> None:
    near = times_of(ferry, "2026-03-01T10:20Z", "2026-03-01T10:40Z", "2026-03-01T23:30-02:00")
    assert near.times == (("2026-03-01 10:00", 2), ("2026-03-02 01:00", 1))
    far = times_of(ferry, "2026-03-01T10:20Z", "2026-03-04", None)
    assert (far.times, far.undated) == ((("2026-03-01", 1), ("2026-03-04", 1)), 1)


def test_a_story_fits_one_screen_and_says_what_is_behind_it(ferry: Dossier, founding_pair: Dossier) -> None:
    for dossier in (ferry, founding_pair):
        shown = printed(dossier)
        assert len(shown.splitlines()) <= SCREEN
        assert max(map(len, shown.splitlines())) <= 80
        assert shown.splitlines()[-1].startswith("In full with --all: 1 text")


def test_a_story_on_one_screen_names_its_origins_and_differences(ferry: Dossier) -> None:
    shown = printed(ferry)
    assert "Tidewire (agency)" in shown
    assert "possibly dependent on Tidewire" in " ".join(shown.split())
    assert "Differences that matter most" in shown
    assert "→" in shown


def test_the_page_shows_what_the_terminal_does(ferry: Dossier) -> None:
    view = story_view(ferry)
    shown = (
        template_environment("wirecopy.serve.html")
        .get_template("glance.html")
        .render(view=view, part="h3", below="h4", bars=True)
    )
    seen = view.glance
    assert all(sentence.text[:20] in shown for sentence in seen.sentences)
    assert "copies of this text" in shown
    assert shown.count("<meter") == len(seen.sources) + (len(seen.times) if len(seen.times) > 1 else 0)
    assert view.outlets_of(seen.differences[0].article_ids)[0] in shown

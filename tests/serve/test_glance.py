from __future__ import annotations

import io
from dataclasses import replace

import made
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
        whole = {" ".join((one.before, held.text, one.after)).strip() for held in one.wordings}
        assert any(words in " ".join(raw.split()) for words in whole)


def headlines_differ(*titles: str) -> Dossier:
    """One text under several headlines, that of the first being the one that the others are held against."""
    names = [f"{letter}.example" for letter in "abcdef"[: len(titles)]]
    body = "The firm takes back what it said on Monday about its prices.\n"
    first = f"{titles[0]}\n{body}"
    members = []
    for name, title in zip(names, titles, strict=True):
        raw = f"{title}\n{body}"
        sides = (names[0], first, f"«{titles[0]}»"), (name, raw, f"«{title}»")
        edits = [] if title == titles[0] else [made.edit("headline", *sides)]
        role = "member" if members else "canonical"
        pieces = [("title", f"{title}\n"), ("body", body)]
        members.append(made.member(name, pieces, outlet=name, role=role, edits=edits, title=title))
    return made.dossier(members)


def headline_lines(*titles: str) -> list[str]:
    (difference,) = glance(headlines_differ(*titles)).differences
    return [" ".join(filter(None, (held.lead, held.text, held.trail))) for held in difference.wordings]


def test_the_text_shown_stands_alone_where_the_others_agree() -> None:
    kept, other = "Spotify backtracks", "Spotify rolls back"
    assert headline_lines(other, kept, kept.title(), kept) == [
        f"{kept} in 3 copies",
        f"a.example alone: {other}",
    ]


def test_one_copy_alone_has_another_headline() -> None:
    assert headline_lines("Talks fail", "Talks fail", "Talks end") == [
        "Talks fail in 2 copies",
        "c.example alone: Talks end",
    ]


def test_several_others_are_named_behind_what_they_have() -> None:
    lines = headline_lines("Talks fail", "Talks fail", "Talks fail", "Talks end", "Talks end")
    assert lines == ["Talks fail in 3 copies", "others have Talks end (d.example, e.example)"]


def test_of_two_copies_neither_is_alone() -> None:
    assert headline_lines("Talks fail", "Talks end") == ["Talks fail (a.example)", "b.example: Talks end"]


def test_no_headline_is_not_the_headline_shown() -> None:
    told = headlines_differ("Talks fail", "Talks end", "Talks end", "Talks fail")
    last = told.members[-1]
    bare = replace(told, members=(*told.members[:-1], replace(last, article=replace(last.article, title=None))))
    assert [held.copies for held in glance(bare).differences[0].wordings] == [2, 1]
    assert [held.copies for held in glance(told).differences[0].wordings] == [2, 2]


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
    assert "→" not in shown


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
    assert seen.differences[0].wordings[0].trail in shown
    assert seen.differences[0].wordings[1].lead in shown

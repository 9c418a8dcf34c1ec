from __future__ import annotations

import base64
import dataclasses
import hashlib
import re
from html.parser import HTMLParser

import made
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.serve.html import render_report
from wirecopy.serve.html.folding import Folding, fold_pieces, referred, referring, unfold_pieces
from wirecopy.serve.html.view import story_view
from wirecopy.serve.views.story import Dossier

VOID = {"meta", "input", "br", "img", "link"}


class Outline(HTMLParser):
    """What the tests ask of a page: ids, links, attributes, tags that do not match, text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []
        self.unmatched: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unmatched.append(tag)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] not in ("style", "script"):
            self.text.append(data)


def page_of(*dossiers: Dossier) -> str:
    return "".join(
        render_report(
            [d.headline for d in dossiers], dossiers, title="news", generated="2024-03-06 09:00 UTC", packed=False
        )
    )


@pytest.fixture
def page(ferry: Dossier) -> str:
    return page_of(ferry, made.lone())


def test_report_is_well_formed_and_its_ids_are_its_own(page: str) -> None:
    outline = Outline(page)
    assert outline.unmatched == []
    assert len(outline.ids) == len(set(outline.ids))


def test_report_links_lead_somewhere(page: str) -> None:
    outline = Outline(page)
    inner = {link[1:] for link in outline.links if link.startswith("#")}
    assert inner
    assert inner <= set(outline.ids)


def test_report_policy_allows_its_own_style_and_script_alone(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    for tag, rule in (("style", "style-src"), ("script", "script-src")):
        (text,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.S)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{rule} &#39;sha256-{digest}&#39;" in policy[1] or f"{rule} 'sha256-{digest}'" in policy[1]
    assert "default-src" in policy[1]


def test_report_loads_nothing(page: str) -> None:
    outline = Outline(page)
    assert not {"img", "link", "iframe", "object", "embed", "base", "form"} & set(outline.tags)
    assert not [name for name, _ in outline.attributes if name in ("src", "srcset", "style") or name.startswith("on")]
    assert "@import" not in page
    assert "url(" not in page


def test_report_keeps_hostile_text_as_text(page: str) -> None:
    outline = Outline(page)
    assert outline.tags.count("script") == 1
    text = "".join(outline.text)
    assert "<img src=x onerror=alert(2)> &amp; ⟦U+0000⟧⟦U+001B⟧[31m ⟦U+202E⟧txt.exe⟦U+202C⟧" in text


def test_report_links_to_no_scheme_but_the_web(page: str) -> None:
    outer = [link for link in Outline(page).links if not link.startswith("#")]
    assert set(outer) == {"https://beacon.example/ferry"}


def test_report_can_be_written_whatever_the_page_holds() -> None:
    strange = "".join(map(chr, [*range(1, 0x300), 0xD800, 0xDFFF, 0xFFFE, 0x1F600])) + "\n"
    assert page_of(made.lone(text=strange)).encode("utf-8")


def test_report_heads_every_story_with_its_counts(page: str) -> None:
    assert page.count("3 articles / 1 text / 1-2 origins") == 2
    assert "2 stories / 4 articles / 2 texts / 2-3 origins" in page


def test_report_gives_each_reading_with_its_copies(page: str) -> None:
    text = " ".join("".join(Outline(page).text).split())
    assert "number 14 B Coast Gazette" in text
    assert "number 13 C North Herald" in text
    assert "sentence dropped not in C North Herald" in text


def test_report_hides_house_style_behind_a_box_that_needs_no_script(founding_pair: Dossier) -> None:
    page = page_of(founding_pair)
    assert "Show 47 edits of house style" in page
    assert page.count('<span class="alt"') == 47 + 1  # and the sample in the help
    assert "The other copy says the same: no edit changes what is said." in page


def test_report_says_that_descent_is_undecided(page: str) -> None:
    assert "Which copy came first is undecided" in page


def test_report_names_every_kind_of_span_in_words(founding_pair: Dossier) -> None:
    page = page_of(founding_pair)
    assert '<b class="tag">ticker ×34</b>' in page
    assert '<b class="tag">promo</b>' in page


def test_report_folds_lone_articles(page: str) -> None:
    story = page.split('class="story lone"')[1]
    assert story.split("<details")[1].startswith(">")


def test_report_clips_a_very_long_page_and_says_so() -> None:
    page = page_of(made.lone(text="x" * 10_000_000 + "\n"))
    assert len(page) < 400_000
    assert "9,900,001 more characters of this text" in page
    assert "more characters of body left out here" in page


def test_report_of_a_big_base_stays_small() -> None:
    body = "".join(
        f"Paragraph {i} of what the council agreed on, and of what it put off until May.\n\n" for i in range(50)
    )
    stories = [made.ferry()] * 60 + [made.lone(n, text=body) for n in range(240)]
    assert sum(len(piece.encode()) for piece in _pieces(stories)) < 2_000_000


def test_report_comes_in_pieces_so_that_stories_can_be_let_go(ferry: Dossier) -> None:
    taken = []

    def stories() -> object:
        for n in range(3):
            taken.append(n)
            yield ferry

    pieces = render_report([ferry.headline] * 3, stories(), title="news", generated="now")  # type: ignore[arg-type]
    next(pieces)
    next(pieces)
    assert taken == [0]


def test_report_of_an_empty_base_says_so() -> None:
    assert "There are no stories in this base yet." in page_of()


def test_report_names_a_few_of_many_copies_and_folds_the_others(ferry: Dossier) -> None:
    gazette = ferry.members[1]
    assert gazette.family is not None
    copies = [
        dataclasses.replace(
            gazette,
            article=dataclasses.replace(gazette.article, article_id=f"a_{n}"),
            family=dataclasses.replace(gazette.family, article_id=f"a_{n}"),
            edits=tuple(dataclasses.replace(edit, article_id=f"a_{n}") for edit in gazette.edits),
            spans=tuple(dataclasses.replace(span, article_id=f"a_{n}") for span in gazette.spans),
        )
        for n in range(40)
    ]
    page = page_of(dataclasses.replace(ferry, members=(ferry.members[0], *copies)))
    assert "and 28 more</summary>" in page
    assert Outline(page).unmatched == []


def test_report_shows_every_story_at_a_glance_and_folds_the_rest(ferry: Dossier) -> None:
    page = "".join(_pieces([ferry, made.lone()]))  # type: ignore[arg-type]
    outline = Outline(page)
    assert outline.unmatched == []
    assert "At a glance" in "".join(outline.text)
    assert 'class="copies"' not in page
    parcels = re.findall(r'<script type="text/plain" data-stories="([^"]*)">([^<]*)</script>', page)
    insides = dict(zip(parcels[0][0].split(), unfold_pieces(parcels[0][1]), strict=True))
    assert set(insides) == {ferry.headline.story_id, made.lone().headline.story_id}
    assert all('class="copies"' in inside for inside in insides.values())


def test_folded_links_lead_to_places_that_are_folded_too(ferry: Dossier) -> None:
    page = page_of(ferry)
    folding = Folding()
    folding.take(ferry.headline.story_id, page)
    (inside,) = folding.insides
    outline = Outline(inside)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link[1:] for link in outline.links if link.startswith("#")} <= set(outline.ids)


@given(st.lists(st.text(st.characters(exclude_characters="\0\1\2\3", exclude_categories=["Cs"])), min_size=1))
def test_folded_html_unfolds_to_itself_but_for_characters_beyond_16_bits(insides: list[str]) -> None:
    marked = [f"<p>{inside}</p>" for inside in insides]
    again = [
        re.sub("&#(\\d{5,});", lambda found: chr(int(found[1])), one) for one in unfold_pieces(fold_pieces(marked))
    ]
    assert again == [re.sub("&#(\\d{5,});", lambda found: chr(int(found[1])), one) for one in marked]


@given(st.lists(st.sampled_from(["The harbour stays shut until the storm is over.", "It sails. ", "a"]), max_size=40))
def test_references_stand_for_what_was_said(sentences: list[str]) -> None:
    text = "".join(sentences)
    assert referred(referring(text)) == text
    assert len(referring(text)) <= len(text)


def _pieces(stories: list[Dossier]) -> object:
    return render_report([s.headline for s in stories], stories, title="news", generated="now")


def test_view_marks_no_quotation_that_it_does_not_list(founding_pair: Dossier) -> None:
    first, *others = founding_pair.quotes
    led = dataclasses.replace(first, kind="indirect", rule="quote:leads")
    view = story_view(dataclasses.replace(founding_pair, quotes=(led, *others)))
    marked = {quote_id for text in view.texts for paragraph in text.paragraphs for quote_id in paragraph.quotes}
    assert marked
    assert marked <= set(view.quotes_by_id)

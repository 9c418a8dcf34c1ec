"""The founding pair from raw pages to story: what the README shows is what the tables hold."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

import wirecopy
from wirecopy.cli.output import PIPE_WIDTH
from wirecopy.serve.terminal import story as terminal
from wirecopy.serve.views.story import Dossier


def story(base: wirecopy.NewsBase) -> Dossier:
    (headline,) = base.stories()
    return base.story(headline.story_id)


def test_founding_story_is_counted_once(founding_base: wirecopy.NewsBase) -> None:
    assert story(founding_base).headline.counts == "2 articles / 1 text / 1 origin"


def test_founding_edits_are_all_style(founding_base: wirecopy.NewsBase) -> None:
    edits = founding_base.table("edits").to_arrow().to_pylist()
    assert len(edits) == 47
    assert sum(edit["in_quote"] for edit in edits) == 12
    assert not [edit for edit in edits if edit["substantive"]]


def test_founding_edits_slice_to_their_text_on_both_pages(founding_base: wirecopy.NewsBase) -> None:
    raws = {member.article.article_id: member.page.raw for member in story(founding_base).members}
    for edit in founding_base.table("edits").to_arrow().to_pylist():
        assert raws[edit["base_article_id"]][edit["base_start"] : edit["base_end"]] == edit["base_text"]
        assert raws[edit["article_id"]][edit["start"] : edit["end"]] == edit["text"]


def test_founding_promo_is_known(founding_base: wirecopy.NewsBase) -> None:
    (promo,) = [s for s in founding_base.table("spans").to_arrow().to_pylist() if s["kind"] == "promo"]
    assert promo["evidence"].startswith(("copies:", "labels:"))


def test_founding_pages_keep_every_character_in_one_span(founding_base: wirecopy.NewsBase) -> None:
    for member in story(founding_base).members:
        at = 0
        for span in sorted(member.spans, key=lambda span: span.start):
            assert span.start == at
            at = span.end
        assert at == len(member.page.raw)


def test_founding_quotations_are_counted_once_with_a_place_in_both(founding_base: wirecopy.NewsBase) -> None:
    found = story(founding_base)
    speakers = sorted(quote.speaker or "" for quote in found.quotes if quote.kind != "indirect")
    official = "A senior U.S. defence official"
    assert speakers == [official, official, "Joe Biden", "Mao Ning", "Mao Ning", "Pat Ryder", "Pat Ryder"]
    for quote in found.quotes:
        assert len({mention.article_id for mention in found.mentions_of(quote.quote_id)}) == 2


def test_founding_origin_is_unknown_and_says_why(founding_base: wirecopy.NewsBase) -> None:
    origin = story(founding_base).origins[0]
    assert (origin.kind, origin.name) == ("unknown", None)
    assert [reason.code for reason in origin.reasons] == ["one_text", "no_credit", "order_undecided"]


def test_the_readme_shows_what_the_demo_prints(founding_base: wirecopy.NewsBase, root: Path) -> None:
    console = Console(file=io.StringIO(), width=PIPE_WIDTH)
    console.print(terminal.full_story(story(founding_base)))
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    shown = (root / "README.md").read_text("utf-8").split("times) and prints:\n\n```\n", 1)[1].split("\n```", 1)[0]
    of_story = [line for line in shown.splitlines()[2:-1] if line.strip() not in ("", "...")]
    assert len(of_story) > 40
    assert not [line for line in of_story if line not in printed]

"""Pairs like the founding one through the whole way: the rules know the form, not the pair."""

from __future__ import annotations

import pytest

import wirecopy
from pipeline.conftest import SEEDS
from twins import TwinPair

Bases = dict[int, wirecopy.NewsBase]
Pairs = dict[int, TwinPair]


def external_ids(base: wirecopy.NewsBase) -> dict[str, str]:
    found = base.story(base.stories()[0].story_id)
    return {member.article.article_id: member.page.external_id or "" for member in found.members}


@pytest.mark.parametrize("seed", SEEDS)
def test_twin_is_one_story_of_one_text(seed: int, twin_bases: Bases) -> None:
    (headline,) = twin_bases[seed].stories()
    assert headline.counts == "2 articles / 1 text / 1 origin"


@pytest.mark.parametrize("seed", SEEDS)
def test_twin_edits_are_the_ones_that_were_made(seed: int, twin_bases: Bases, twin_pairs: Pairs) -> None:
    base, pair = twin_bases[seed], twin_pairs[seed]
    names = external_ids(base)
    found = base.table("edits").to_arrow().to_pylist()
    head = names[found[0]["base_article_id"]] if found else pair.a.name
    expected = pair.edits_from("a" if head == pair.a.name else "b")
    keys = ("kind", "substantive", "in_quote", "base_start", "base_end", "start", "end")
    assert sorted(tuple(edit[k] for k in keys) for edit in found) == sorted(
        (e.kind, e.substantive, e.in_quote, e.a.start, e.a.end, e.b.start, e.b.end) for e in expected
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_twin_quotations_are_found_on_both_pages(seed: int, twin_bases: Bases, twin_pairs: Pairs) -> None:
    base, pair = twin_bases[seed], twin_pairs[seed]
    names = external_ids(base)
    found = base.story(base.stories()[0].story_id)
    spans = {
        frozenset((names[m.article_id], m.start, m.end) for m in found.mentions_of(quote.quote_id))
        for quote in found.quotes
        if quote.kind != "indirect"
    }
    expected = {
        frozenset({(pair.a.name, quote.a.start, quote.a.end), (pair.b.name, quote.b.start, quote.b.end)})
        for quote in pair.quotes
    }
    assert spans == expected


@pytest.mark.parametrize("seed", SEEDS)
def test_twin_quotations_have_their_speakers(seed: int, twin_bases: Bases, twin_pairs: Pairs) -> None:
    base, pair = twin_bases[seed], twin_pairs[seed]
    found = base.story(base.stories()[0].story_id)
    direct = [quote for quote in found.quotes if quote.kind != "indirect"]
    named = {(found.mentions_of(q.quote_id)[0].start, q.speaker) for q in direct}
    starts = {quote.a.start: quote.speaker for quote in pair.quotes} | {q.b.start: q.speaker for q in pair.quotes}
    wrong = [(start, who) for start, who in named if starts.get(start) and starts[start] != who]
    assert not wrong

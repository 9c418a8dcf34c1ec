"""Articles of the same words are read once, and each is told at its own places."""

from __future__ import annotations

from dataclasses import replace

import pytest

from wirecopy.facts import CutDateline, SharedReading, extract, load_knowledge
from wirecopy.facts import shared_reading as module
from wirecopy.types import Article, Stretch

HEAD = "KIEL, May 3 (Reuters) - "
BODY = 'Mayor Ole Brand said on Monday: "The bridge is safe." Norway condemned the attack.'


def article(name: str, shift: int, cut: int) -> Article:
    raw = " " * shift + BODY[:cut] + " ADVERT: " + BODY[cut:]
    spans = [Stretch(shift, shift + cut), Stretch(shift + cut + 9, len(raw))]
    return Article.of_text(name, raw, spans=spans, language="en", published="2023-05-03")


@pytest.mark.parametrize("shift", [30, 500])
def test_it_says_what_the_reading_of_each_article_alone_says(shift: int) -> None:
    knowledge = load_knowledge("en")
    heads = [CutDateline(shift - 30, HEAD, "Kiel", ("Reuters",))]
    shared = SharedReading(knowledge)
    for name, more in (("one", 0), ("other", 7)):
        told = article(name, shift + more, 20)
        assert shared.extract("s", told, heads) == extract("s", told, knowledge, datelines=heads)


def test_the_same_words_are_read_once_and_others_for_themselves(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(*arguments: object, **more: object) -> object:
        read.append(str(arguments[1]))
        return extract(*arguments, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "extract", counted)
    shared = SharedReading(load_knowledge("en"))
    one = article("one", 30, 20)
    later = replace(one, published="2023-05-03T20:00:00Z", article_id="later")
    for told in (one, article("other", 90, 20), later):
        assert shared.extract("s", told).mentions
    assert len(read) == 1
    for told in (replace(one, published="2023-06-01"), article("one", 30, 21), replace(one, body=BODY.upper())):
        shared.extract("s", told)
    assert len(read) == 4

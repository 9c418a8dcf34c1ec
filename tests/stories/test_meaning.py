"""The stand-in embeds by a word list of two languages: what a multilingual model does, made small."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wirecopy.stories.batch import StoryText, in_order, settle_texts
from wirecopy.stories.embedding_pairs import EmbeddingPairs, Pairs, Vectors, with_meaning

from .written import reports, tools

SENSES = {"ferry": 0, "fähre": 0, "aground": 1, "auf": 1, "grund": 1, "varnes": 2, "budget": 3, "haushalt": 3}
GERMAN = (
    "Die Fähre lief am Dienstag auf Grund. Alle Menschen wurden gerettet, wie die Küstenwache mitteilte, niemand kam zu"
    " Schaden. Der Kapitän hatte nach einem Wassereinbruch alle in die Boote befohlen, Hubschrauber kreisten darüber"
    " und nahmen vierzig Reisende auf, die nun in einem Hotel am Hafen auf ihre Weiterfahrt warten müssen."
)


class Senses:
    """Embeds a text by the senses of its words."""

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        rows = np.zeros((len(texts), 5), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in text.lower().replace(".", " ").replace(",", " ").split():
                row[SENSES.get(word, 4)] += 1.0 if word in SENSES else 0.01
        lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)


def stories(texts: Sequence[StoryText], embedder: Senses | None) -> dict[str, str]:
    meaning = EmbeddingPairs(embedder, 0.6) if embedder else None
    return settle_texts(in_order(texts), replace(tools(), meaning=meaning))


def german() -> StoryText:
    return StoryText("german", 19_000.7, ("zeitung.example",), "Fähre lief auf Grund", GERMAN, "de")


def english() -> list[StoryText]:
    return [replace(text, language="en") for text in reports()]


def test_meaning_joins_reports_in_two_languages_that_words_leave_apart() -> None:
    texts = [replace(text, title="Ferry aground") for text in english() if text.text_id == "ferry0"]
    texts += [text for text in english() if text.text_id.startswith("budget")] + [german()]
    by_words, found = stories(texts, None), stories(texts, Senses())
    assert by_words["german"] not in (by_words["ferry0"], by_words["budget0"])
    assert found["german"] == found["ferry0"] != found["budget0"]


def test_meaning_joins_bare_headlines() -> None:
    titles = {"a": "Ferry aground", "b": "Varnes: fähre auf grund, ferry", "c": "Haushalt"}
    texts = [StoryText(name, 19_000.5, (), title, "") for name, title in titles.items()]
    found = stories(texts, Senses())
    assert found["a"] == found["b"] != found["c"]


def test_meaning_is_not_asked_where_words_do() -> None:
    embedder = Senses()
    long = [replace(text, body=text.body + " " + text.body) for text in english()]
    assert stories(long, embedder) == stories(long, None)
    assert embedder.embedded == 0


def test_with_meaning_keeps_the_higher_score_of_a_pair() -> None:
    worded = Pairs(np.array([0, 1]), np.array([1, 2]), np.array([1.0, -1.0]), np.array([0.5, -2.0]))
    alike = Pairs(np.array([0, 0]), np.array([1, 3]), np.array([2.0, 5.0]), np.array([2.0, 5.0]))
    both = with_meaning(worded, alike)
    rows = list(zip(both.a.tolist(), both.b.tolist(), both.scores.tolist(), both.first_scores.tolist(), strict=True))
    assert rows == [(0, 1, 2.0, 2.0), (0, 3, 5.0, 5.0), (1, 2, -1.0, -2.0)]

"""What cleaning gives: the article, the partition of its page, and the ticker rows on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.text.sentences import sentence_spans
from wirecopy.text.view import View
from wirecopy.types import Article, Span, Stretch, Ticker

UNTITLED = "(no text)"
USUAL_LABEL = 400
MAX_LABEL = 2000  # code points; a text without a sentence end is cut at a space
_WRAP = re.compile(r"[ \t]{0,20}\r?\n(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page. `spans` partition its raw text; `article.body` is the view of the body spans."""

    article: Article
    spans: tuple[Span, ...]
    tickers: tuple[Ticker, ...]


def body_stretches(spans: Sequence[Span]) -> tuple[Stretch, ...]:
    """Return the stretches of the body spans; neighbours with no furniture between them are one stretch."""
    stretches: list[Stretch] = []
    for span in spans:
        if span.kind != "body":
            continue
        if stretches and stretches[-1].end == span.start:
            stretches[-1] = Stretch(stretches[-1].start, span.end)
        else:
            stretches.append(Stretch(span.start, span.end))
    return tuple(stretches)


def with_body(article: Article, raw: str, spans: Sequence[Span]) -> Article:
    """Return the article with the body, and the label derived from it, that these spans give."""
    stretches = body_stretches(spans)
    body = View.of(raw, stretches).text
    label = article.title or first_sentence(body) or UNTITLED
    return replace(article, body=body, body_spans=stretches, label=label, label_derived=article.title is None)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, whole, with single spaces; of a hard-wrapped text too.

    >>> first_sentence("Gen. Lee met the U.S. envoy. He left.")
    'Gen. Lee met the U.S. envoy.'
    """
    head = _WRAP.sub(" ", text.lstrip()[:MAX_LABEL])
    sentences = sentence_spans(head[:USUAL_LABEL])
    if len(sentences) < 2:  # it may go on behind the usual length
        sentences = sentence_spans(head)
    if not sentences:
        return ""
    first = head[sentences[0].start : sentences[0].end]
    if len(first) >= MAX_LABEL - 1:
        first = first.rpartition(" ")[0] or first
    return " ".join(first.split())

"""What cleaning gives: the article, the partition of its page, and the ticker rows on it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from wirecopy.text.sentences import sentence_spans
from wirecopy.text.view import View
from wirecopy.types import BODY_KINDS, Article, Span, Stretch, Ticker

UNTITLED = "(no text)"
USUAL_LABEL = 400
MAX_LABEL = 2000  # code points; a text without a sentence end is cut at a space
_WRAPPED = re.compile(r"\n[a-z]")
_WRAP = re.compile(r"[ \t]{0,20}\r?\n(?=[a-z])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A cleaned page. `spans` partition its raw text; `article.body` is the view of the body spans."""

    article: Article
    spans: tuple[Span, ...]
    tickers: tuple[Ticker, ...]


class Body(NamedTuple):
    """The text of the body spans, where it stands, and what to call the article."""

    text: str
    stretches: tuple[Stretch, ...]
    label: str


def body_stretches(spans: Sequence[Span]) -> tuple[Stretch, ...]:
    """Return the stretches of the body spans; neighbours with no furniture between them are one stretch."""
    stretches: list[Stretch] = []
    for span in spans:
        if span.kind not in BODY_KINDS:
            continue
        if stretches and stretches[-1].end == span.start:
            stretches[-1] = Stretch(stretches[-1].start, span.end)
        else:
            stretches.append(Stretch(span.start, span.end))
    return tuple(stretches)


def body_of(raw: str, spans: Sequence[Span], title: str | None) -> Body:
    """Return the body that these spans give, and the label of an article with this title and body."""
    stretches = body_stretches(spans)
    text = View.of(raw, stretches).text
    return Body(text, stretches, title or first_sentence(text) or UNTITLED)


def with_body(article: Article, raw: str, spans: Sequence[Span]) -> Article:
    """Return the article with the body, and the label derived from it, that these spans give."""
    body = body_of(raw, spans, article.title)
    derived = article.title is None
    return replace(article, body=body.text, body_spans=body.stretches, label=body.label, label_derived=derived)


def _unwrapped(text: str) -> str:
    return _WRAP.sub(" ", text) if _WRAPPED.search(text) else text


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, whole, with single spaces; of a hard-wrapped text too.

    >>> first_sentence("Gen. Lee met the U.S. envoy. He left.")
    'Gen. Lee met the U.S. envoy.'
    """
    head = _unwrapped(text.lstrip()[:USUAL_LABEL])
    sentences = sentence_spans(head)
    if len(sentences) < 2:  # it may go on behind the usual length
        head = _unwrapped(text.lstrip()[:MAX_LABEL])
        sentences = sentence_spans(head)
    if not sentences:
        return ""
    first = head[sentences[0].start : sentences[0].end]
    if len(first) >= MAX_LABEL - 1:
        first = first.rpartition(" ")[0] or first
    return " ".join(first.split())

"""The articles of a base that hold a sentence of a text, or a quotation, word for word: found by the full text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wirecopy.copies import QUOTED_WORDS, SENTENCE_WORDS
from wirecopy.serve.views import Reader
from wirecopy.store import BaseTables
from wirecopy.tables import from_table
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Article

MOST_PHRASES = 60  # of one text that are looked up: a long feature has as many sentences
MOST_HITS = 3  # texts of the base for one phrase
MOST_FOUND = 40  # texts of the base that hold phrases of one text
_WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*")


def holding(tables: BaseTables, reader: Reader, body: str) -> list[Article]:
    """Return the articles of a base that hold a sentence of a text, or a quotation, word for word."""
    ids = [hit.article_id for phrase in phrases_of(body) for hit in tables.search(f'"{phrase}"', MOST_HITS)]
    wanted = list(dict.fromkeys(ids))[:MOST_FOUND]
    return list(from_table(reader.rows("articles", "article_id", wanted), Article)) if wanted else []


def phrases_of(body: str) -> Iterator[str]:
    """Yield the first words of each sentence of twelve words and each quotation of eight, as they are looked up.

    >>> list(phrases_of("Short. It said that the ferry to the three islands will sail again on Monday."))
    ['It said that the ferry to the three islands will sail again']
    """
    quoted = [(span.inner.start, span.inner.end, QUOTED_WORDS) for span in quotation_spans(body)]
    spans = [(span.start, span.end, SENTENCE_WORDS) for span in sentence_spans(body)]
    count = 0
    for start, end, least in sorted([*quoted, *spans]):
        words = list(_WORD.finditer(body, start, end))[:least]
        if len(words) == least and count < MOST_PHRASES:
            count += 1
            yield " ".join(body[words[0].start() : words[-1].end()].replace('"', " ").split())

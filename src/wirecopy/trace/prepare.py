"""An article made ready for collation: tokenised once, however many copies it is held against."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import paragraph_spans, sentence_spans
from wirecopy.text.view import View, touching_joined
from wirecopy.trace.quantities import Row, quantity_merges
from wirecopy.trace.style_tables import StyleTables
from wirecopy.trace.tokens import TOKEN, abbreviation_merges, key_of, merged
from wirecopy.types import Article, Stretch

CONTENT_WEIGHT = 4
FUNCTION_WEIGHT = 1


@dataclass(frozen=True, slots=True)
class Prepared:
    """One body as the collation sees it. Offsets are of the body's text; `view` leads back to the raw page.

    `sentences[k]` is the first token of sentence k (one more entry closes the last); `weight[i]` is what the
    tokens before `i` weigh together: punctuation nothing, function words little, all others the same.
    """

    article_id: str
    text: str
    view: View = field(repr=False)
    tables: StyleTables = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    keys: Sequence[str] = field(repr=False)
    surfaces: Sequence[str] = field(repr=False)
    spaced: bytes = field(repr=False)
    weight: Sequence[int] = field(repr=False)
    sentences: Sequence[int] = field(repr=False)
    paragraphs: Sequence[int] = field(repr=False)
    quote_starts: Sequence[int] = field(repr=False)
    quote_ends: Sequence[int] = field(repr=False)

    def __len__(self) -> int:
        return len(self.keys)

    def start(self, i: int) -> int:
        """Return where token `i` begins; beyond the last one, where the text's tokens end."""
        return self.starts[i] if i < len(self.starts) else (self.ends[-1] if self.ends else 0)

    def stretch(self, first: int, last: int) -> Stretch:
        """Return where tokens `first` to `last` (exclusive) stand; none of them: before `first`."""
        at = self.start(first)
        return Stretch(at, self.ends[last - 1] if last > first else at)

    def sentence(self, i: int) -> int:
        """Return the number of the sentence that token `i` belongs to."""
        return bisect_right(self.sentences, i, 0, len(self.sentences) - 1) - 1

    def paragraph(self, i: int) -> int:
        """Return the number of the paragraph that token `i` belongs to."""
        return bisect_right(self.paragraphs, i, 0, len(self.paragraphs) - 1) - 1

    def weigh(self, first: int, last: int) -> int:
        """Return how much is said in tokens `first` to `last` (exclusive)."""
        return self.weight[last] - self.weight[first]

    def in_quote(self, stretch: Stretch) -> bool:
        """Tell whether the stretch lies inside quotation marks; the marks themselves do not."""
        i = bisect_right(self.quote_starts, stretch.start) - 1
        return i >= 0 and stretch.end <= self.quote_ends[i] and stretch.start < self.quote_ends[i]


def prepare(article: Article, tables: StyleTables) -> Prepared:
    """Return the article's body tokenised and keyed for `collate`; linear in its length."""
    text = article.body
    places = [match.span() for match in TOKEN.finditer(text)]
    starts, ends = [s for s, _ in places], [e for _, e in places]
    surfaces = [text[s:e] for s, e in places]
    known: dict[str, str] = {}
    for surface in set(surfaces):
        known[surface] = key_of(surface, tables)
    keys = [known[surface] for surface in surfaces]
    _merge_units(text, starts, ends, keys, tables)
    surfaces = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    quotations = [q.inner for q in quotation_spans(text)]
    return Prepared(
        article_id=article.article_id,
        text=text,
        view=View.joined(text, touching_joined(article.body_spans)),
        tables=tables,
        starts=starts,
        ends=ends,
        keys=keys,
        surfaces=surfaces,
        spaced=bytes(_spaced(starts, ends)),
        weight=_weights(keys, tables),
        sentences=_first_tokens(sentence_spans(text), starts),
        paragraphs=_first_tokens(paragraph_spans(text), starts),
        quote_starts=[q.start for q in quotations],
        quote_ends=[q.end for q in quotations],
    )


def _spaced(starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    return [True, *(s > e for s, e in zip(starts[1:], ends, strict=False))][: len(starts)]


def _merge_units(text: str, starts: list[int], ends: list[int], keys: list[str], tables: StyleTables) -> None:
    """Fold abbreviations with their stops, "n't", quantities, dates and long forms into single tokens."""
    surfaces = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    merged(list(abbreviation_merges(surfaces, _spaced(starts, ends), tables)), ends, keys, starts)
    _split_negated(text, starts, ends, keys)
    surfaces = [text[s:e] for s, e in zip(starts, ends, strict=True)]
    merged(quantity_merges(Row(surfaces, keys, _spaced(starts, ends), tables)), ends, keys, starts)


_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}


def _split_negated(text: str, starts: list[int], ends: list[int], keys: list[str]) -> None:
    """Cut "didn't" into "did" and "n't", so that "did not" meets it and a lost "not" is seen as one."""
    tails = [i for i, key in enumerate(keys) if key == "t" and i >= 2 and keys[i - 1] == "'"]
    for i in reversed(tails):
        word = keys[i - 2]
        if len(word) > 2 and word.endswith("n") and starts[i] == ends[i - 1] and starts[i - 1] == ends[i - 2]:
            cut = ends[i - 2] - 1
            starts[i - 1 : i + 1] = [cut]
            ends[i - 2 : i + 1] = [cut, ends[i]]
            keys[i - 2 : i + 1] = [_STEMS.get(word[:-1], word[:-1]), "not"]


def _weights(keys: Sequence[str], tables: StyleTables) -> list[int]:
    light = tables.function_words
    return list(
        accumulate(
            (FUNCTION_WEIGHT if key in light else CONTENT_WEIGHT if key[-1].isalnum() else 0 for key in keys),
            initial=0,
        )
    )


def _first_tokens(spans: Sequence[Stretch], starts: Sequence[int]) -> list[int]:
    """Return the first token of each span, each once, and the number of tokens behind them."""
    firsts = sorted({bisect_left(starts, span.start) for span in spans} | {0})
    if firsts[-1] != len(starts):
        firsts.append(len(starts))
    return firsts

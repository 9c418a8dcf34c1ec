"""Claims looked up in sources: who carries one, in which words, ascribed to whom, through how many origins."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from wirecopy.pipeline.checking.answer import CheckedClaim, ClaimCarrier, SourceGroup
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.one_event import content_words
from wirecopy.pipeline.checking.source import CheckedSource
from wirecopy.text.numbers import numbers_told
from wirecopy.text.sentences import sentence_spans

CARRIED = 0.6  # of a claim's words of meaning that stand in one sentence which carries it
CARRIED_WITH_FIGURES = 0.4  # where every figure of the claim stands there too
CARRIED_IN_TEXT = 0.75  # of them in the whole text, where a sentence has every figure and one word of the claim
_MOST_CHARS = 400
_SAID = re.compile(
    r"(?:,|”|\") ?(?:according to )?"
    r"((?:[a-z-]{2,20} ){0,4}[A-Z][\w.’' -]{2,60}?|[a-z ]{3,40}?) (?:has )?(?:said|says|told|reported)\b"
)


def check_claims(
    claims: Sequence[str],
    sources: Sequence[CheckedSource],
    groups: Sequence[SourceGroup],
    events: Sequence[Collection[int]],
    cues: CheckCues,
    common: Collection[str],
) -> tuple[CheckedClaim, ...]:
    """Return each claim with the sources that carry it, and the figures they give where it has one.

    Origins are counted among the sources of one event, that of most carriers: another event confirms nothing.
    """
    return tuple(_checked_claim(claim, sources, groups, events, cues, common) for claim in claims)


def _checked_claim(
    claim: str,
    sources: Sequence[CheckedSource],
    groups: Sequence[SourceGroup],
    events: Sequence[Collection[int]],
    cues: CheckCues,
    common: Collection[str],
) -> CheckedClaim:
    numbers = _numbers(claim, cues)
    counted = content_words(" ".join((*cues.numbers, *cues.scales)), ())
    words = {word for word in _meanings(claim, cues, common) - counted if not word[:1].isdigit()}
    carriers, figures = [], defaultdict(set)
    for source in sources:
        passage = _best(source, words, numbers, cues, common)
        if passage is None:
            continue
        sentence, start, end = passage
        stated_figures = _numbers(sentence, cues)
        for figure in stated_figures if numbers else ():
            figures[figure].add(source.number)
        if numbers <= stated_figures:
            carriers.append(_carrier(source, sentence, start, end, set(common)))
    carrying = {carrier.member for carrier in carriers}
    event = max(events, key=lambda one: len(carrying & set(one)), default=())
    through = [group for group in groups if carrying & set(event) & set(group.members)]
    certain = sum(bool(group.depends_on) and bool(carrying & set(group.depends_on)) for group in through)
    matching = set().union(*figures.values())
    differing = [
        (figure, tuple(sorted(members)))
        for figure, members in sorted(figures.items())
        if _is_near(figure, numbers) and (figure in numbers or members != matching)
    ]
    return CheckedClaim(
        claim=claim,
        carriers=tuple(carriers),
        least=max(1, len(through) - certain) if through else 0,
        most=len(through),
        figures=tuple(differing) if len(differing) > 1 or (differing and not carriers) else (),
    )


def _is_near(figure: str, numbers: Collection[str]) -> bool:
    """Tell whether a figure may stand for one of the claim's: a number of its size, no year among small ones."""
    return any(figure == other or abs(len(figure) - len(other)) <= 1 for other in numbers)


def _best(
    source: CheckedSource, words: Collection[str], numbers: set[str], cues: CheckCues, common: Collection[str]
) -> tuple[str, int, int] | None:
    """Return the sentence that carries most of a claim, with its place.

    Where it has all of the claim's figures, the rest may stand elsewhere in the text.
    """
    body = source.article.body if source.article else source.title or ""
    best, sentence = 0.0, None
    whole = len(set(words) & _meanings(body, cues, common)) / max(1, len(words)) if numbers else 0.0
    for start, end in _sentences(body):
        shared = len(set(words) & _meanings(body[start:end], cues, common))
        share = shared / max(1, len(words))
        figures = shared and numbers and numbers <= _numbers(body[start:end], cues)
        is_told = share >= CARRIED or (figures and (share >= CARRIED_WITH_FIGURES or whole >= CARRIED_IN_TEXT))
        if is_told and share > best:
            best, sentence = share, (body[start:end].strip(), start, end)
    return sentence


def _meanings(text: str, cues: CheckCues, common: Collection[str]) -> set[str]:
    """Return the words that carry a text's meaning, one for all that say the same thing in news."""
    return {cues.alike.get(word, word) for word in content_words(text, common)}


def _sentences(body: str) -> Iterator[tuple[int, int]]:
    spans = sentence_spans(body)
    yield from ((span.start, span.end) for span in spans)


def _carrier(source: CheckedSource, sentence: str, start: int, end: int, common: set[str]) -> ClaimCarrier:
    attribution = next((match for match in _SAID.finditer(sentence) if set(match[1].lower().split()) - common), None)
    return ClaimCarrier(
        member=source.number,
        text=sentence[:_MOST_CHARS],
        attributed_to=attribution[1].strip() if attribution else None,
        start=start,
        end=end,
    )


def _numbers(text: str, cues: CheckCues) -> set[str]:
    return {f"{number:.12g}" for number in numbers_told(text, cues.numbers, cues.scales)}

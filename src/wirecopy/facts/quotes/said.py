"""The quotations of a text, each with who speaks it and the words that say so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.attribution import Attribution, attribute, introducing, told_before
from wirecopy.facts.quotes.quote_sentences import Passage, QuoteSentence, passages
from wirecopy.facts.quotes.scare_quotes import coined
from wirecopy.facts.quotes.speaker_resolution import How, Speaker, SpeakerHistory
from wirecopy.facts.quotes.speech_time import said_when
from wirecopy.facts.quotes.tokens import tokenise
from wirecopy.text.quotation import Quotation
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import QuoteKind, Stretch

_LINE_BEFORE = 300  # characters of the line above a quotation that may introduce it


@dataclass(frozen=True, slots=True)
class Said:
    """One quotation, who speaks it, and where the words that say so stand (offsets of the body)."""

    quotation: Quotation
    kind: QuoteKind
    way: str
    how: How
    attribution: Attribution | None
    speaker: Speaker | None
    when: str | None

    @property
    def rule(self) -> str:
        """The rule id."""
        return f"quote:{self.way}:{self.how}"


def said(quotations: Sequence[Quotation], stage: SpeakerHistory) -> Iterator[Said]:
    """Yield the quotations of a text in order, each with its speaker."""
    text, lexicon = stage.text, stage.lexicon
    last: tuple[Passage, Attribution] | None = None
    for passage in passages(text, quotations, lexicon):
        carried = _carried(stage, passage, last)
        for frame in passage.frames:
            attributions = attribute(text, frame, lexicon)
            for n, attribution in enumerate(attributions):
                if attribution is None and frame.is_bare:
                    attribution = carried or _told_before(text, frame.tokens[0].start, lexicon)
                if coined(text, frame, n, attribution, lexicon):
                    continue
                yield _said(stage, frame, n, attribution)
            final = attributions[-1] if attributions else None
            if final is not None:
                carried = replace(final, rule="quote:continued")
        if carried is not None:
            last = (passage, carried)


def _told_before(text: str, at: int, lexicon: Lexicon) -> Attribution | None:
    """Return who is reported without marks in the sentence right before a bare quotation on its line."""
    first = max(0, at - _LINE_BEFORE)
    first += text[first:at].rfind("\n") + 1
    above = sentence_spans(text[first:at]) if text[first:at].strip() else []
    whole = [s for s in above if s.start or first == 0 or text[first - 1] == "\n"]  # else its opening is cut off
    if not whole:
        return None
    last = Stretch(first + whole[-1].start, first + whole[-1].end)
    return told_before(text, tokenise(text, last.start, last.end, lexicon), lexicon)


def _carried(stage: SpeakerHistory, passage: Passage, last: tuple[Passage, Attribution] | None) -> Attribution | None:
    """Return who speaks at the start of a paragraph by what stands right above it."""
    text = stage.text
    if last is not None and not text[last[0].end : passage.start].strip():
        return replace(last[1], rule="quote:continued")
    above = text[max(0, passage.start - _LINE_BEFORE) : passage.start].rstrip()
    line_start = above.rfind("\n") + 1
    if not above.endswith((":", ",")):
        return None
    offset = max(0, passage.start - _LINE_BEFORE)
    tokens = tokenise(text, offset + line_start, offset + len(above), stage.lexicon)
    return introducing(text, tokens, stage.lexicon)


def _said(stage: SpeakerHistory, frame: QuoteSentence, n: int, attribution: Attribution | None) -> Said:
    quotation = frame.quotations[n]
    at = attribution.speaker.start if attribution and attribution.speaker else quotation.start
    speaker, how = stage.resolve(attribution.speaker if attribution else None, at)
    way = attribution.rule.removeprefix("quote:") if attribution else "alone"
    when = said_when(stage.text, frame, attribution, stage.lexicon)
    return Said(quotation, _kind(stage.text, frame, n, attribution), way, how, attribution, speaker, when)


def _kind(text: str, frame: QuoteSentence, n: int, attribution: Attribution | None) -> QuoteKind:
    """Tell a quoted clause from a fragment inside a reported one."""
    if frame.is_bare:
        return "direct"
    inner = frame.quotations[n].inner
    first = next((c for c in text[inner.start : inner.start + 8] if c.isalpha()), "")
    if attribution is not None and attribution.introduced:
        goes_on = n > 0 or frame.places[n] == 0  # "but," he said, "not now": speech that a cue interrupts
        return "direct" if goes_on or not first.islower() else "mixed"
    ends = text[max(inner.start, inner.end - 1) : inner.end]
    return "direct" if n and not first.islower() and ends in tuple(".!?,") and ends else "mixed"

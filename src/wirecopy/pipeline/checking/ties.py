"""Ties between two texts, with reasons: a shared release or interview, a retelling, a translation."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from wirecopy.copies.passages import SharedPassage
from wirecopy.languages.publishers import load_sources
from wirecopy.pipeline.checking.answer import PrimaryKind
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.source import CheckedSource
from wirecopy.stories.origins_dependence import OriginText, dependences, names_of
from wirecopy.stories.origins_signals import Signals
from wirecopy.times import instant
from wirecopy.types import Copy

TieKind = Literal["release", "interview", "excerpt", "retold", "translated", "beside"]
_STATEMENTS = ("shared_statement", "shared_quotation")
_RETOLD_SHARE = (
    0.55  # of the shorter text's words of meaning, found in the other: two reports of one event have a third
)
_RETOLD_WORDS = 25  # words of meaning of the shorter one
_RELEASE_SHARE = 0.15  # of a text's words outside quotations that stand in a release
_TRANSLATED_SHARE, _FEWEST_FACTS, _IN_ORDER = 0.5, 5, 0.6  # names and figures of a text found in its translation
_FACTS_KEPT = 0.3  # of the names and figures of the text with fewer: what retells another keeps most (set by hand)
_EXCERPT_SHARE = 0.8  # of a short text's words that stand in one other text
_PAPER_FACTS = 3  # names and figures that two reports of one study share
_NUMBER = re.compile(r"(?<=\d)[.,  ](?=\d{3}\b)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextNode:
    """One text among those compared: the sources that carry it, the fullest of them, and what it says of itself."""

    number: int
    sources: tuple[CheckedSource, ...]
    fullest: CheckedSource
    signals: Signals
    content: frozenset[str]
    release: tuple[str, str | None] | None
    spoken: Mapping[str, str]
    """Outlets that somebody spoke to, folded, with the words that say so."""
    cited: Mapping[str, str]
    """Whose papers it cites, folded, with the words."""
    shares: tuple[tuple[int, float, int], ...] = ()
    """Of each other source: its number, the share of its words that stand in the fullest, the longest run in words."""

    @property
    def body(self) -> str:
        """Return its text."""
        assert self.fullest.article is not None
        return self.fullest.article.body

    @property
    def language(self) -> str | None:
        """Return its language."""
        assert self.fullest.article is not None
        return self.fullest.article.language

    @property
    def agency(self) -> str | None:
        """Return the agency that most of its sources credit."""
        named = [source.agency for source in self.sources if source.agency]
        return max(sorted(set(named)), key=named.count) if named else None

    @property
    def first(self) -> float:
        """Return the earliest time its sources state."""
        return min((t for s in self.sources if (t := instant(s.published)) is not None), default=float("inf"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Text `b` is tied to text `a`; of `retold` and `translated`, `b` is the one that may depend on `a`."""

    a: int
    b: int
    kind: TieKind
    reason: str
    certain: bool = False
    source: str | None = None
    """The primary source that both rest on, where it is named."""
    one_event: bool = True
    """Whether it shows that both tell of one event; a credit alone does not."""
    primary: PrimaryKind = "unknown"
    """What the primary source is."""

    @property
    def statement(self) -> bool:
        """Tell whether it rests on words that several quote, and on nothing more."""
        return self.primary == "statement"


def ties_of(
    nodes: Sequence[TextNode],
    copies: Sequence[Copy],
    passages: Sequence[SharedPassage],
    places: Sequence[set[str]],
    cues: CheckCues,
    name_of: Mapping[int, str],
) -> list[Tie]:
    """Return the ties among some texts, the surest of a pair first. Copies and passages name texts by their number."""
    ties = [
        *_releases(nodes, copies, passages, cues, name_of),
        *_interviews(nodes, places),
        *_papers(nodes),
        *_translations(nodes, cues, name_of),
        *_one_agency(nodes),
        *_dependent(nodes, copies, name_of),
        *_passages(nodes, passages, name_of),
        *_paraphrases(nodes, name_of),
    ]
    return _without_weaker(ties)


def _without_weaker(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties, of a pair that one release or interview explains without what only follows from it."""
    strong = {frozenset((t.a, t.b)) for t in ties if t.kind in ("release", "interview") and not t.statement}
    rest = [t for t in ties if frozenset((t.a, t.b)) not in strong or t.kind in ("release", "interview")]
    return [t for t in rest if not (t.statement and frozenset((t.a, t.b)) in strong)]


def _releases(
    nodes: Sequence[TextNode],
    copies: Sequence[Copy],
    passages: Sequence[SharedPassage],
    cues: CheckCues,
    name_of: Mapping[int, str],
) -> Iterator[Tie]:
    shared: dict[frozenset[int], int] = {}
    for copy in copies:
        pair = frozenset((int(copy.article_a), int(copy.article_b)))
        share = max(copy.containment_a, copy.containment_b) * (1 - copy.quoted)
        if share >= _RELEASE_SHARE:
            shared[pair] = 1
    for passage in passages:
        if not passage.quoted or passage.words >= 2 * 8:
            shared[frozenset((passage.a, passage.b))] = 1
    for a, b in combinations(nodes, 2):
        if not (a.release or b.release) or frozenset((a.number, b.number)) not in shared:
            continue
        of = a if a.release else b
        assert of.release is not None
        words, issuer = of.release
        reason = f"{name_of[of.number]} shows a release (“{words}”), and both have its words."
        yield Tie(a=a.number, b=b.number, kind="release", reason=reason, certain=True, source=issuer)


def _interviews(nodes: Sequence[TextNode], places: Sequence[set[str]]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        for outlet in sorted(a.spoken.keys() & b.spoken.keys()):
            hidden = {word.casefold() for word in (*places[a.number], *places[b.number])} | set(outlet.split())
            facts = {f for f in set(a.signals.facts) & set(b.signals.facts) if f not in hidden}
            quoted = set(a.signals.quoted) & set(b.signals.quoted)
            if quoted or len(facts) >= 2:
                reason = f"Both have it from what was said to one outlet (“{a.spoken[outlet]}”)."
                named = a.spoken[outlet]
                yield Tie(
                    a=a.number, b=b.number, kind="interview", reason=reason, certain=True, source=_name_in(named),
                    primary="interview",
                )  # fmt: skip
                break


def _papers(nodes: Sequence[TextNode]) -> Iterator[Tie]:
    """Yield the texts that cite one study or report and have its figures."""
    for a, b in combinations(nodes, 2):
        shared = set(a.signals.facts) & set(b.signals.facts)
        figures = {fact for fact in shared if fact[0].isdigit() and len(fact) > 1}
        for paper in sorted(a.cited.keys() & b.cited.keys()):
            if figures and len(shared) >= _PAPER_FACTS:
                reason = f"Both rest on one paper (“{a.cited[paper]}”) and have its figures."
                yield Tie(
                    a=a.number, b=b.number, kind="interview", reason=reason, certain=True,
                    source=_name_in(a.cited[paper]), primary="report",
                )  # fmt: skip
                break


def _name_in(words: str) -> str:
    """Return the name at the end of words like "told Radio Norte", without the small words before it.

    >>> [_name_in(words) for words in ("told the Times of India", "Speaking to the Morning Post")]
    ['Times of India', 'Morning Post']
    """
    pieces = words.split()
    named = (at for at in range(1, len(pieces)) if pieces[at - 1][:1].islower() and not pieces[at][:1].islower())
    return " ".join(pieces[next(named, 0) :]).rstrip(".,")


def _translations(nodes: Sequence[TextNode], cues: CheckCues, name_of: Mapping[int, str]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        if not (a.language and b.language) or a.language == b.language:
            continue
        share, shared = facts_across(a, b)
        said_of = {node.number: cues.translation_words(node.fullest.raw) for node in (a, b)}
        first, later = _in_order(a, b, said_of)
        if shared < _FEWEST_FACTS or share < _TRANSLATED_SHARE:
            continue
        language = cues.language(later.language)
        what = (
            f"In {language} it has {round(100 * share)} % of the names and figures of {name_of[first.number]}, in order"
        )
        one_agency = a.agency is not None and a.agency == b.agency
        stated = said_of[later.number]
        why = (
            f"; both credit {a.agency}."
            if one_agency
            else f"; it says “{stated}”."
            if stated
            else "; it may be a translation."
        )
        yield Tie(
            a=first.number, b=later.number, kind="translated", reason=what + why, certain=bool(one_agency or stated)
        )


def facts_across(a: TextNode, b: TextNode) -> tuple[float, int]:
    """Return which share of the names and figures of one text another in a different language has too, and how many."""
    of_a, of_b = _figures(a.body, a.signals), _figures(b.body, b.signals)
    small, large = (of_a, of_b) if len(of_a) <= len(of_b) else (of_b, of_a)
    place = {fact: at for at, fact in enumerate(large)}
    places = [place[fact] for fact in small if fact in place]
    if not places:
        return 0.0, 0
    return (len(places) / len(small) if _rising(places) >= _IN_ORDER * len(places) else 0.0), len(places)


def tell_across(a: TextNode, b: TextNode) -> bool:
    """Tell whether two texts in two languages have enough names and figures for a decision."""
    counts = [len(_figures(node.body, node.signals)) for node in (a, b)]
    return min(counts) >= _FEWEST_FACTS and _is_latin(a.body) and _is_latin(b.body)


def _is_latin(body: str) -> bool:
    letters = [sign for sign in body[:400] if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) > len(letters) / 2


def _figures(body: str, signals: Signals) -> list[str]:
    facts = [fact for fact in signals.facts if not fact[0].isdigit() or ("." not in fact and "," not in fact)]
    numbers = re.findall(r"\d+", _NUMBER.sub("", body))
    order = {fact: at for at, fact in enumerate(facts)}
    extra = [number for number in dict.fromkeys(numbers) if number not in order]
    return [*facts, *extra]


def _rising(places: Sequence[int]) -> int:
    from bisect import bisect_left

    tops: list[int] = []
    for at in places:
        k = bisect_left(tops, at)
        tops[k : k + 1] = [at]
    return len(tops)


def _in_order(a: TextNode, b: TextNode, statement_of: Mapping[int, str | None]) -> tuple[TextNode, TextNode]:
    """Return which of two texts stands for the first: no stated translation, older, with an agency."""
    first, second = sorted((a, b), key=lambda n: (bool(statement_of[n.number]), n.first, n.agency is None, n.number))
    return first, second


def _one_agency(nodes: Sequence[TextNode]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        if a.agency is not None and a.agency == b.agency and a.language == b.language:
            first, later = sorted((a, b), key=lambda n: (-len(n.sources), n.first, n.number))
            reason = f"Both are credited to {a.agency}."
            yield Tie(
                a=first.number, b=later.number, kind="retold", reason=reason, certain=True, one_event=False
            )  # fmt: skip


def _dependent(nodes: Sequence[TextNode], copies: Sequence[Copy], name_of: Mapping[int, str]) -> Iterator[Tie]:
    texts = []
    key_of = load_sources().key
    for node in nodes:
        names = names_of(node.agency)
        if len(node.sources) == 1:
            names |= names_of(node.fullest.outlet)
        rank = (node.agency is None, -len(node.sources) if len(node.sources) > 1 else 0, node.first, node.number)
        origin = f"agency {key_of(node.agency)}" if node.agency else str(node.number)
        texts.append(
            OriginText(
                str(node.number), origin, name_of[node.number], names, rank, frozenset([str(node.number)]), node.signals
            )
        )
    texts.sort(key=lambda text: text.rank)
    by_number = {node.number: node for node in nodes}
    of_origin: dict[str, int] = {}
    for text in texts:
        of_origin.setdefault(text.origin_id, int(text.text_id))
    for dependence in dependences(texts, copies):
        a, b = of_origin[dependence.on], of_origin[dependence.origin_id]
        if dependence.reason.code in _STATEMENTS:
            kind: TieKind = "interview" if dependence.counts else "beside"
            yield Tie(a=a, b=b, kind=kind, reason=dependence.reason.text, certain=True, primary="statement")
        else:
            credit = dependence.reason.code == "credits_source"
            retold = dependence.counts and (credit or not _other_facts(by_number[a], by_number[b]))
            kind = "retold" if retold else "beside"
            yield Tie(a=a, b=b, kind=kind, reason=dependence.reason.text, one_event=not credit)


def _passages(
    nodes: Sequence[TextNode], passages: Sequence[SharedPassage], name_of: Mapping[int, str]
) -> Iterator[Tie]:
    by_number = {node.number: node for node in nodes}
    held: Counter[tuple[int, int]] = Counter()
    for passage in passages:
        if not passage.quoted:
            held[passage.a, passage.b] += passage.words
    for (left, right), words in sorted(held.items()):
        small, large = sorted((by_number[left], by_number[right]), key=lambda n: (n.signals.words, n.number))
        if words >= _EXCERPT_SHARE * small.signals.words:
            reason = f"All but a few words of {name_of[small.number]} stand in {name_of[large.number]}."
            yield Tie(a=large.number, b=small.number, kind="excerpt", reason=reason, certain=True)
    for passage in passages:
        a, b = by_number[passage.a], by_number[passage.b]
        first, later = sorted((a, b), key=lambda n: (n.agency is None, -len(n.sources), n.first, n.number))
        where = "a quotation" if passage.quoted else "a passage"
        reason = f"It shares {where} of {passage.words} words with {name_of[first.number]}: “{_beginning(a, passage)}”."
        yield Tie(a=first.number, b=later.number, kind="beside" if passage.quoted else "retold", reason=reason)


def _beginning(node: TextNode, passage: SharedPassage) -> str:
    words = node.body[passage.a_start : passage.a_end].split()
    return " ".join(words[:7]) + (" …" if len(words) > 7 else "")


def _other_facts(a: TextNode, b: TextNode) -> bool:
    """Whether two texts name other people, places and figures: what they share is how such things are told."""
    fewer, more = sorted((set(a.signals.facts), set(b.signals.facts)), key=len)
    return len(fewer) >= _PAPER_FACTS and len(fewer & more) < _FACTS_KEPT * len(fewer)


def _paraphrases(nodes: Sequence[TextNode], name_of: Mapping[int, str]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        small, large = sorted((a, b), key=lambda n: (len(n.content), n.number))
        if len(small.content) < _RETOLD_WORDS or a.language != b.language:
            continue
        share = len(small.content & large.content) / len(small.content)
        if share >= _RETOLD_SHARE and not _other_facts(a, b):
            first, later = sorted((a, b), key=lambda n: (n.agency is None, -len(n.sources), n.first, n.number))
            reason = f"It tells in other words what {name_of[first.number]} tells: "
            reason += f"{round(100 * share)} % of its words of meaning."
            yield Tie(a=first.number, b=later.number, kind="retold", reason=reason)

"""Which of a story's texts may depend on another of them: possibly, never for certain, and why."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from wirecopy.stories.origins_signals import GRAM, Signals, folded_name
from wirecopy.types import Copy, Reason

# A close paraphrase: evals/tracing (uncredited rewrites of made-up reports), read on real pages too.
_FACTS_SHARED, _FACTS_SHARED_UNQUOTED, _FEWEST_FACTS, _IN_ORDER = 0.5, 0.65, 5, 0.6
_RETOLD = 0.2  # of the first text's facts, in its order: four of 11 that were read told less, opinion on one affair
_FEWEST_WORDS = 60  # of either text: a caption or a clip's line has fewer, and says what all say of one picture
_QUOTED_SHARED = 0.8
_FEWEST_QUOTED = 4  # word groups of five: eight words in a row
# Chosen, not learned: evals/tracing scores the same from .15 to .4 and from .1 to .4.
_MOSTLY_QUOTED = 0.25  # share of a text's words that are quotations, from which it is little but what was said to all
_SEVERAL = 2  # quotations: one may reach two reporters, two in one order and no third are rarely met by chance
_SHARED_PROSE = 0.2  # share of a text's words outside quotations that stand in the other, from which it may be its copy
_ALL_PAIRS = 60  # texts of one story up to which every two are compared
_MOST_HOLDERS = 12  # a quotation in more texts than this brings only its first holders together
_INITIALS = {
    "associated press": "ap", "agence france presse": "afp", "press trust of india": "pti",
    "asian news international": "ani", "press association": "pa", "british broadcasting corporation": "bbc",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OriginText:
    """One text of a story: the origin it rests on, by what names that may be credited, and what it says itself."""

    text_id: str
    origin_id: str
    label: str
    """What readers may call it: its source, else an outlet that runs it."""
    names: frozenset[str]
    rank: tuple[object, ...]
    """The lower, the likelier it was first: agencies, then the earlier."""
    article_ids: frozenset[str]
    signals: Signals | None
    added: frozenset[str] = frozenset()
    """Forms of the names of those who its pages say added to it."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """One origin may depend on another; `counts` is false for what is only said beside the count.

    `statement` are the first words of a statement that the two `texts` quote.
    """

    origin_id: str
    on: str
    reason: Reason
    counts: bool = True
    statement: str | None = None
    texts: tuple[str, ...] = ()


def credit_names(name: str | None) -> frozenset[str]:
    """Return the forms under which a source may be credited.

    >>> sorted(credit_names("AP")), sorted(credit_names("www.nytimes.com")), sorted(credit_names("Bloomberg"))
    (['ap', 'associated press'], ['nytimes', 'www nytimes com'], ['bloomberg', 'bloomberg news'])
    """
    if not name:
        return frozenset()
    folded = folded_name(name.replace(".", " ").replace("/", " ")) if "." in name else folded_name(name)
    long = {full for full, short in _INITIALS.items() if short == folded}
    short = {_INITIALS[folded]} if folded in _INITIALS else set()
    host = [part for part in folded.split() if part not in ("www", "com", "net", "org", "co", "uk", "news", "in")]
    named = folded.removesuffix(" news")
    newsroom = set() if long or short else {named, f"{named} news"}
    return frozenset({folded, *long, *short, *(host[:1] if "." in name else newsroom)})


def dependences(texts: Sequence[OriginText], copies: Iterable[Copy]) -> Iterator[Dependence]:
    """Yield which origin may depend on which, the surest reason first; pairs of one origin are left out."""
    by_article = {article_id: text for text in texts for article_id in text.article_ids}
    yield from _credits(texts)
    linked = set()
    for copy in sorted(copies, key=lambda c: (c.article_a, c.article_b)):
        a, b = by_article.get(copy.article_a), by_article.get(copy.article_b)
        if a is not None and b is not None and a.origin_id != b.origin_id:
            shared = _shared_text(a, b, copy)
            alike = [] if shared.counts else list(_alike(*sorted((a, b), key=lambda text: text.rank)))
            yield from alike or [shared]
            linked.add(frozenset((a.text_id, b.text_id)))
    for a, b in _pairs(texts):
        if a.origin_id != b.origin_id and frozenset((a.text_id, b.text_id)) not in linked:
            yield from _alike(*sorted((a, b), key=lambda text: text.rank))


def _credits(texts: Sequence[OriginText]) -> Iterator[Dependence]:
    named: dict[str, list[OriginText]] = defaultdict(list)
    for text in texts:
        for name in text.names:
            named[name].append(text)
    for text in texts:
        for name, words in text.signals.credited if text.signals else ():
            for other in named.get(_INITIALS.get(name, name), named.get(name, [])):
                if other.origin_id != text.origin_id:
                    reason = Reason("credits_source", f"It credits another source of this story: “{words}”.")
                    yield Dependence(text.origin_id, other.origin_id, reason)
        for other in {other.origin_id: other for name in sorted(text.added) for other in named.get(name, [])}.values():
            if other.origin_id != text.origin_id:
                reason = Reason("contributed", f"{other.label}, another source of this story, contributed to it.")
                yield Dependence(text.origin_id, other.origin_id, reason)


def _shared_text(a: OriginText, b: OriginText, copy: Copy) -> Dependence:
    """Return what common wording says: what both only quote, or share a little of, is told beside the count."""
    first, later = sorted((a, b), key=lambda text: text.rank)
    if copy.relation == "roundup":
        words = f"It is put together from pieces of several texts, one of them {first.label}."
        return Dependence(later.origin_id, first.origin_id, Reason("blend", words))
    if copy.relation == "shared_quote":
        reason = Reason("shared_quotation", f"It quotes the same words at length as {first.label}.")
        return Dependence(later.origin_id, first.origin_id, reason, counts=False)
    of_a, of_b = copy.containment_a, copy.containment_b
    of_later, of_first = (of_b, of_a) if copy.article_b in later.article_ids else (of_a, of_b)
    share = max(of_later, of_first)
    if of_later == share:
        words = f"{round(100 * share)} % of its words stand in {first.label}."
    else:
        words = f"It holds {round(100 * share)} % of the words of {first.label}."
    counts = share * (1 - copy.quoted) >= _SHARED_PROSE
    return Dependence(later.origin_id, first.origin_id, Reason("shares_text", words), counts=counts)


def _alike(first: OriginText, later: OriginText) -> Iterator[Dependence]:
    """Yield what two texts without a common wording may owe to one another or to one statement."""
    one, other = first.signals, later.signals
    if one is None or other is None:
        return
    quoted = frozenset(one.quoted)
    common = [gram for gram in other.quoted if gram in quoted]
    no_own = len(other.quoted) - len(common) <= (1 - _QUOTED_SHARED) * len(other.quoted)
    same = _quotations(common, one.quoted)
    needed = _FACTS_SHARED if same >= _SEVERAL else _FACTS_SHARED_UNQUOTED
    shared, in_order = _facts_shared(one.facts, other.facts)
    alike = shared >= max(_FEWEST_FACTS, needed * len(other.facts)) and in_order >= _IN_ORDER
    alike = alike and shared * in_order >= _RETOLD * len(one.facts)
    if no_own and alike and min(one.words, other.words) >= _FEWEST_WORDS:
        sentence = f"the same {shared} names and numbers in the same order as {first.label}" + (
            ", with the same quotations and none of its own" if other.quoted else ""
        )
        words = f"It tells {sentence}, in other words."
        yield Dependence(later.origin_id, first.origin_id, Reason("close_paraphrase", words))
    elif len(common) >= _FEWEST_QUOTED:
        little_else = no_own and (alike or same >= _SEVERAL or _mostly_quotations(other))
        yield _one_source(first, later, common, same, little_else=little_else)


def _one_source(
    first: OriginText, later: OriginText, common: Sequence[str], same: int, *, little_else: bool
) -> Dependence:
    """Return that both quote one source: it counts only where the later text has little else."""
    one, other = first.signals, later.signals
    stated = set(common) & {*(one.stated if one else ()), *(other.stated if other else ())}
    code, source = ("shared_statement", "one statement") if stated else ("shared_quotation", "the same words")
    words = f"It quotes {source} (“{common[0]} …”), as {first.label} does"
    if not little_else:
        words += "; what else it says is its own."
    elif same >= _SEVERAL:
        words = f"It has the same {same} quotations in the same order as {first.label} (“{common[0]} …”), and no other."
    else:
        words += ", and says little besides."
    statement = common[0] if stated else None
    both = (first.text_id, later.text_id) if stated else ()
    return Dependence(later.origin_id, first.origin_id, Reason(code, words), little_else, statement, both)


def _mostly_quotations(signals: Signals) -> bool:
    return len(signals.quoted) + GRAM - 1 >= _MOSTLY_QUOTED * signals.words


def _quotations(common: Sequence[str], other: Sequence[str]) -> int:
    """Return how many quotations two texts share in one order, from the word groups of both."""
    heads = [gram for before, gram in pairwise(("", *common)) if before.split()[1:] != gram.split()[:-1]]
    place = {gram: k for k, gram in enumerate(other)}
    return longest_rising([place[gram] for gram in heads])


def _facts_shared(one: Sequence[str], other: Sequence[str]) -> tuple[int, float]:
    """Return how many facts both have, and how much of them stand in one order (the longest rising row)."""
    place = {fact: k for k, fact in enumerate(one)}
    places = [place[fact] for fact in other if fact in place]
    return len(places), longest_rising(places) / len(places) if places else 0.0


def longest_rising(places: Sequence[int]) -> int:
    """Return how many of some places stand in one order: the length of their longest rising row.

    >>> longest_rising([3, 1, 2, 5, 4])
    3
    """
    tops: list[int] = []
    for at in places:
        k = bisect_left(tops, at)
        tops[k : k + 1] = [at]
    return len(tops)


def _pairs(texts: Sequence[OriginText]) -> Iterator[tuple[OriginText, OriginText]]:
    """Yield the pairs to compare: all of a small story, of a large one those that share quoted words."""
    if len(texts) <= _ALL_PAIRS:
        yield from combinations(texts, 2)
        return
    holders: Mapping[str, list[OriginText]] = defaultdict(list)
    for text in texts:
        for gram in text.signals.quoted if text.signals else ():
            if len(holders[gram]) < _MOST_HOLDERS:
                holders[gram].append(text)
    met = {tuple(sorted((a.text_id, b.text_id))) for group in holders.values() for a, b in combinations(group, 2)}
    of = {text.text_id: text for text in texts}
    for a_id, b_id in sorted(met):
        yield of[a_id], of[b_id]

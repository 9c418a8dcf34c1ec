"""One release, interview, post or paper that several texts rest on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from wirecopy.copies import SharedPassage
from wirecopy.languages.publishers import load_sources
from wirecopy.pipeline.checking.across_languages import say_the_same
from wirecopy.pipeline.checking.text_node import TextNode, Tie
from wirecopy.types import Copy

_RELEASE_SHARE = 0.15  # of a text's words outside quotations that stand in a release
_LONG_QUOTATION = 16  # words of a quotation that show two texts to have one release
_PAPER_FACTS = 3  # names and figures that two reports of one study share
WORDS_KEPT, FACTS_KEPT, FEWEST_FACTS = 0.35, 0.55, 3
"""Of the words of meaning and of the names and figures of the text with fewer, found in the other: two texts of one
source have both, two reports of one event neither (set by eye on 90 pairs of invented lists)."""
_LONGER = 1.5  # times the words of another text: what it quotes is not all that it says
_OWN_FACTS = 0.3  # of a text's names and figures, or of its quotations, that the other has too: with less it has more


def rests_on_other(a: TextNode, b: TextNode) -> bool:
    """Tell whether two texts say the same: most names and figures of one, and in one language many of its words."""
    if a.language != b.language:
        return say_the_same(a, b)
    if not a.content or not b.content:
        return False
    facts = len(a.facts & b.facts)
    words = len(a.content & b.content) / min(len(a.content), len(b.content))
    return words >= WORDS_KEPT and facts >= FEWEST_FACTS and facts >= FACTS_KEPT * min(len(a.facts), len(b.facts))


def primary_source_ties(
    nodes: Sequence[TextNode],
    copies: Sequence[Copy],
    passages: Sequence[SharedPassage],
    places: Sequence[set[str]],
    name_of: Mapping[int, str],
) -> Iterator[Tie]:
    """Yield the ties of texts that rest on one primary source. Copies and passages name texts by their number."""
    shared = {frozenset((int(c.article_a), int(c.article_b))) for c in copies if _own_words(c) >= _RELEASE_SHARE}
    shared |= {frozenset((p.a, p.b)) for p in passages if not p.quoted or p.words >= _LONG_QUOTATION}
    for a, b in combinations(nodes, 2):
        worded = frozenset((a.number, b.number)) in shared
        yield from _release(a, b, name_of, worded=worded)
        yield from _interview(a, b, {word.casefold() for word in (*places[a.number], *places[b.number])})
        yield from _post(a, b)
        yield from _voice(a, b)
        yield from _paper(a, b)


def _own_words(copy: Copy) -> float:
    return max(copy.containment_a, copy.containment_b) * (1 - copy.quoted)


def _release(a: TextNode, b: TextNode, name_of: Mapping[int, str], *, worded: bool) -> Iterator[Tie]:
    """Yield that two texts have one release: one of them shows it, or both say so and say the same."""
    if not worded and not rests_on_other(a, b):
        return
    shown = next((node for node in (a, b) if node.release), None)
    if shown is not None and shown.release is not None:
        words, issuer = shown.release
        reason = f"{name_of[shown.number]} shows a release (“{words}”), and both have its words."
        if not worded:
            reason = f"{name_of[shown.number]} shows a release (“{words}”), and the other tells it in its own words."
        yield Tie(a=a.number, b=b.number, kind="release", reason=reason, certain=True, source=issuer)
    elif a.announced and b.announced and not a.agency and not b.agency:
        reason = f"Both have it from a release (“{a.announced}”, “{b.announced}”) and say the same."
        yield Tie(a=a.number, b=b.number, kind="release", reason=reason, certain=True)


def _interview(a: TextNode, b: TextNode, places: set[str]) -> Iterator[Tie]:
    """Yield that two texts rest on what was said to one outlet: both name it, or one is the outlet's own."""
    both = a.spoken.keys() & b.spoken.keys()
    quoted = bool(a.quoted & b.quoted)
    for outlet in sorted(both):
        facts = {f for f in a.facts & b.facts if f not in places and f not in outlet.split()}
        if (quoted or len(facts) >= 2) and _has_little_more(a, b):
            yield _said_to(a, b, a.spoken[outlet])
            return
    if not (quoted or rests_on_other(a, b)) or not _has_little_more(a, b):
        return
    named_a, named_b = {**a.stations, **a.spoken}, {**b.stations, **b.spoken}
    for outlet in sorted(named_a.keys() & named_b.keys()):
        yield _said_to(a, b, named_a[outlet])
        return
    for named, other in ((named_a, b), (named_b, a)):
        own = named.get(load_sources().key(other.fullest.outlet or ""))
        if own is not None:
            yield _said_to(a, b, own)
            return


def _has_little_more(a: TextNode, b: TextNode) -> bool:
    """Tell whether much of what both say stands in the other: a long report that quotes an interview has more."""
    for one, other in ((a, b), (b, a)):
        facts = len(one.facts & other.facts) / max(1, len(one.facts))
        quoted = len(one.quoted & other.quoted) / max(1, len(one.quoted))
        longer = one.signals.words > _LONGER * other.signals.words
        if (facts if longer else max(facts, quoted)) < _OWN_FACTS:
            return False
    return True


def _said_to(a: TextNode, b: TextNode, words: str) -> Tie:
    reason = f"Both have it from what was said to one outlet (“{words}”)."
    return Tie(
        a=a.number, b=b.number, kind="interview", reason=reason, certain=True, source=_name_in(words),
        primary="interview",
    )  # fmt: skip


def _post(a: TextNode, b: TextNode) -> Iterator[Tie]:
    """Yield that two texts rest on what somebody wrote on a network, quote the same words and say little more."""
    for network in sorted(a.networks.keys() & b.networks.keys()):
        if a.quoted & b.quoted and rests_on_other(a, b):
            reason = f"Both have it from one post (“{a.networks[network]}”) and quote the same words."
            yield Tie(
                a=a.number, b=b.number, kind="interview", reason=reason, certain=True, primary="statement",
                source=_name_in(a.networks[network]),
            )  # fmt: skip
            return


def _voice(a: TextNode, b: TextNode) -> Iterator[Tie]:
    """Yield that two texts have all that they say from one and the same, whom both name and nobody else."""
    alone = len(a.sayers) == 1 and a.sayers.keys() == b.sayers.keys() and "" not in a.sayers
    if alone and not a.agency and not b.agency and rests_on_other(a, b):
        (sayer,) = a.sayers.values()
        reason = f"Both name {sayer} alone as who says it, and say the same."
        yield Tie(a=a.number, b=b.number, kind="interview", reason=reason, certain=True, primary="statement")


def _paper(a: TextNode, b: TextNode) -> Iterator[Tie]:
    """Yield that two texts cite one study or report and have its figures."""
    shared = a.facts & b.facts
    figures = {fact for fact in shared if fact[0].isdigit() and len(fact) > 1}
    for paper in sorted(a.cited.keys() & b.cited.keys()):
        if figures and len(shared) >= _PAPER_FACTS:
            reason = f"Both rest on one paper (“{a.cited[paper]}”) and have its figures."
            yield Tie(
                a=a.number, b=b.number, kind="interview", reason=reason, certain=True,
                source=_name_in(a.cited[paper]), primary="report",
            )  # fmt: skip
            return


def _name_in(words: str) -> str:
    """Return the name at the end of words like "told Radio Norte", without the small words before it.

    >>> [_name_in(words) for words in ("told the Times of India", "Speaking to the Morning Post")]
    ['Times of India', 'Morning Post']
    """
    pieces = words.split()
    named = (at for at in range(1, len(pieces)) if pieces[at - 1][:1].islower() and not pieces[at][:1].islower())
    return " ".join(pieces[next(named, 0) :]).rstrip(".,")

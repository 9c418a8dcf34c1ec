"""Ties between two texts, with reasons: a shared release or interview, a retelling, a translation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations

from wirecopy.copies import SharedPassage
from wirecopy.languages.publishers import load_sources
from wirecopy.pipeline.checking.across_languages import FEWEST_FACTS, TRANSLATED_SHARE, facts_across, names_too_few
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.primary_sources import primary_source_ties
from wirecopy.pipeline.checking.text_node import TextNode, Tie, TieKind
from wirecopy.stories import OriginText, credit_names, dependences
from wirecopy.types import Copy

_STATEMENTS = ("shared_statement", "shared_quotation")
_RETOLD_SHARE = (
    0.55  # of the shorter text's words of meaning, found in the other: two reports of one event have a third
)
_RETOLD_WORDS = 25  # words of meaning of the shorter one
_FACTS_KEPT = 0.3  # of the names and figures of the text with fewer: what retells another keeps most (set by hand)
_CREDITED_FACTS = 0.5  # of its names and figures: with less, and a voice of its own, a text credits another for a part
_EXCERPT_SHARE = 0.8  # of a short text's words that stand in one other text
_SHORT, _CUT_SHARE = 40, 0.85  # words of a short text; of its words that stand in another, in one order
_FEWEST_NAMED = 3  # names and figures of a text


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
        *primary_source_ties(nodes, copies, passages, places, name_of),
        *_translations(nodes, cues, name_of),
        *_one_agency(nodes),
        *_dependent(nodes, copies, name_of),
        *_passages(nodes, passages, name_of),
        *_cuts_of_short(nodes, name_of),
        *_paraphrases(nodes, name_of),
    ]
    return _without_weaker(ties)


def _without_weaker(ties: Sequence[Tie]) -> list[Tie]:
    """Return the ties, of a pair that one release or interview explains without what only follows from it."""
    strong = {frozenset((t.a, t.b)) for t in ties if t.kind in ("release", "interview") and not t.statement}
    rest = [t for t in ties if frozenset((t.a, t.b)) not in strong or t.kind in ("release", "interview")]
    return [t for t in rest if not (t.statement and frozenset((t.a, t.b)) in strong)]


def _translations(nodes: Sequence[TextNode], cues: CheckCues, name_of: Mapping[int, str]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        if not (a.language and b.language) or a.language == b.language:
            continue
        share, shared = facts_across(a, b)
        said_of = {
            node.number: cues.translation_words(f"{node.fullest.author or ''}\n{node.fullest.raw}") for node in (a, b)
        }
        first, later = _in_order(a, b, said_of)
        language = cues.language(later.language)
        if shared and share >= TRANSLATED_SHARE and names_too_few(a, b):
            few, many = sorted((a, b), key=lambda node: len(node.facts))
            what = f"It names little, and {name_of[many.number]} has most of it: it may be a translation."
            yield Tie(a=many.number, b=few.number, kind="translated", reason=what, one_event=False)
        if shared < FEWEST_FACTS or share < TRANSLATED_SHARE:
            continue
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


def _in_order(a: TextNode, b: TextNode, statement_of: Mapping[int, str | None]) -> tuple[TextNode, TextNode]:
    """Return which of two texts stands for the first: no stated translation, older, with an agency."""
    first, second = sorted((a, b), key=lambda n: (bool(statement_of[n.number]), n.first, n.agency is None, n.number))
    return first, second


def _one_agency(nodes: Sequence[TextNode]) -> Iterator[Tie]:
    for a, b in combinations(nodes, 2):
        if a.agency is not None and a.agency == b.agency and a.language == b.language:
            first, later = sorted((a, b), key=lambda n: (-len(n.sources), n.first, n.number))
            reason = f"Both are credited to {a.agency}."
            yield Tie(a=first.number, b=later.number, kind="retold", reason=reason, certain=True, one_event=False)


def _dependent(nodes: Sequence[TextNode], copies: Sequence[Copy], name_of: Mapping[int, str]) -> Iterator[Tie]:
    texts = []
    key_of = load_sources().key
    for node in nodes:
        names = credit_names(node.agency)
        if len(node.sources) == 1:
            names |= credit_names(node.fullest.outlet)
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
            own = _has_own(by_number[a], by_number[b]) if credit else _other_facts(by_number[a], by_number[b])
            retold = dependence.counts and not own
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


def _cuts_of_short(nodes: Sequence[TextNode], name_of: Mapping[int, str]) -> Iterator[Tie]:
    """Yield short texts that are another without a few words: too short for a passage on either side of the cut."""
    for a, b in combinations([node for node in nodes if node.signals.words <= _SHORT], 2):
        if len(a.content & b.content) < _EXCERPT_SHARE * min(len(a.content), len(b.content)):
            continue
        words = [node.body.casefold().split() for node in (a, b)]
        blocks = SequenceMatcher(None, words[0], words[1], autojunk=False).get_matching_blocks()
        small, large = sorted((a, b), key=lambda node: (node.signals.words, -node.number))
        if sum(block.size for block in blocks) >= _CUT_SHARE * min(map(len, words)) and not small.facts - large.facts:
            reason = f"All but a few words of {name_of[small.number]} stand in {name_of[large.number]} in one order."
            yield Tie(a=large.number, b=small.number, kind="excerpt", reason=reason, certain=True)


def _beginning(node: TextNode, passage: SharedPassage) -> str:
    words = node.body[passage.a_start : passage.a_end].split()
    return " ".join(words[:7]) + (" …" if len(words) > 7 else "")


def _other_facts(a: TextNode, b: TextNode) -> bool:
    """Whether two texts name other people, places and figures: what they share is how such things are told."""
    fewer, more = sorted((set(a.signals.facts), set(b.signals.facts)), key=len)
    return len(fewer) >= _FEWEST_NAMED and len(fewer & more) < _FACTS_KEPT * len(fewer)


def _has_own(a: TextNode, b: TextNode) -> bool:
    """Whether a text that credits another has voices and facts of its own: it names the other for a part."""
    others = b.quoted - a.quoted
    return bool(others) and len(b.facts & a.facts) < _CREDITED_FACTS * len(b.facts)


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

"""The events that the texts of a list tell, and of which texts that cannot be event_scores."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

import numpy as np

from wirecopy.pipeline.checking.across_languages import one_event_across
from wirecopy.pipeline.checking.clusters import average_linked
from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.one_event import APART, EventScores, least_score
from wirecopy.pipeline.checking.text_node import TextNode, Tie

_SHORT = 25  # words of meaning: a text of fewer may tell of the same event in words of its own, if it names the same
_TOO_SHORT = "Its text is too short to tell whether it is about the same event."
_MAY = "It may report the same event: its names speak for it, its words do not."


def events_of_texts(
    nodes: Sequence[TextNode],
    names: Sequence[AbstractSet[str]],
    ties: Sequence[Tie],
    event_scores: EventScores,
    cues: CheckCues,
) -> tuple[list[int], dict[int, str]]:
    """Return for each text the first text of its event, and of which texts that cannot be told, with the reason.

    `names` are those of each text, `event_scores` how likely two of them tell of one event. Where
    words speak against it and names for it, it cannot be event_scores.
    """
    if len(nodes) < 2:
        return [0] * len(nodes), {}
    pairs = [(tie.a, tie.b) for tie in ties if tie.kind != "beside" and tie.one_event]
    tied = {number for pair in pairs for number in pair}
    short = {node.number for node in nodes if len(node.content) < _SHORT}
    anchor = max(nodes, key=lambda node: (len(node.sources), len(node.content), -node.number))
    margins, linked = np.zeros_like(event_scores.scores), set(tied)
    why: dict[int, str] = {}
    for a, b in combinations(nodes, 2):
        decided, pair = True, {a.number, b.number}
        both = not names[a.number].isdisjoint(names[b.number])
        if a.language and b.language and a.language != b.language:
            margin, decided = one_event_across(a, b, event_scores.scores[a.number, b.number])
            for node in (a, b):
                if not decided and node.language != anchor.language:
                    language = cues.language(node.language)
                    why[node.number] = f"In {language}: whether it tells the same cannot be compared."
        else:
            dated = bool(a.fullest.published and b.fullest.published)
            margin = event_scores.scores[a.number, b.number] - least_score(
                names[a.number], names[b.number], dated=dated
            )
            if both and pair & short:
                why |= dict.fromkeys(pair & short, _TOO_SHORT)
            elif margin <= 0 and event_scores.by_names[a.number, b.number] > APART:
                why |= {number: why.get(number, _MAY) for number in pair}
        margins[a.number, b.number] = margins[b.number, a.number] = margin
        linked |= pair if margin > 0 and decided else set()
    why |= dict.fromkeys((node.number for node in nodes if all(source.why for source in node.sources)), _TOO_SHORT)
    loose = {number: reason for number, reason in why.items() if number not in linked and number != anchor.number}
    return average_linked(margins, pairs), loose

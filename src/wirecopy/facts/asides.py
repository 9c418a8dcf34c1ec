"""Asides between commas that name whoever stands before them."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.tokens import Token

RELATIVE = frozenset(("who", "which", "whose", "whom", "where", "when"))
_NAMING = 6  # tokens of an aside that is a name: "83-year-old Doris Hale"


def names_its_lead(tokens: Sequence[Token], lead: int, last: int, lexicon: Lexicon) -> bool:
    """Tell whether the aside behind token `lead` is a name: "One of the victims, 83-year-old Doris Hale, told"."""
    aside = tokens[lead + 2 : last]
    if lead < 0 or not 2 < len(aside) <= _NAMING or tokens[lead].kind == "cap":
        return False
    odd = any(t.low in lexicon.prepositions or t.low in lexicon.verbs or t.low in RELATIVE for t in aside)
    return not odd and aside[0].kind != "cap" and all(t.kind == "cap" for t in aside[-2:])

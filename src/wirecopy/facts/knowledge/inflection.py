"""Every form of a verb or noun that a frame names, so that reading a word is one look into a table."""

from __future__ import annotations

from collections.abc import Mapping

from wirecopy.facts.events.words import wordset

_VOWELS = "aeiou"


def verb_forms(lemma: str, irregular: Mapping[str, str]) -> frozenset[str]:
    """Return all forms of a verb; `irregular` gives the past forms that no rule makes.

    >>> sorted(verb_forms("ban", {}))
    ['ban', 'banned', 'banning', 'bans']
    """
    past = irregular.get(lemma)
    stem = _stem(lemma)
    pasts = set(past.split()) if past else {lemma + "d" if lemma.endswith("e") else stem + "ed"}
    if past is None and lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        pasts = {lemma[:-1] + "ied"}
    return frozenset({lemma, _with_s(lemma), _gerund(lemma, stem), *pasts})


def noun_forms(lemma: str, irregular: Mapping[str, str]) -> frozenset[str]:
    """Return singular and plural of a noun.

    >>> sorted(noun_forms("embargo", {"embargo": "embargoes"}))
    ['embargo', 'embargoes']
    """
    return frozenset({lemma, irregular.get(lemma) or _with_s(lemma)})


def _with_s(word: str) -> str:
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def _stem(lemma: str) -> str:
    """Return what "-ed" and "-ing" stand behind: "arriv", "bann", "visit"."""
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return lemma[:-1]
    short = len(lemma) < 5 or lemma in _DOUBLED
    if short and len(lemma) > 2 and lemma[-1] not in "aeiouwxy" and lemma[-2] in _VOWELS and lemma[-3] not in _VOWELS:
        return lemma + lemma[-1]
    return lemma


_DOUBLED = wordset(
    """
    abet admit allot annul axe begin commit compel confer control deter dispel expel impel incur occur patrol
    permit prefer propel rebel rebut recur refer regret remit repel submit transfer transmit unban equip scrap
    strip scrub snub drub kidnap rerun shred split quit
    """
)


def _gerund(lemma: str, stem: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    return stem + "ing"

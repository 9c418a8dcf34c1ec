"""The parts of a byline: people, what they are, and the houses they write for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import word_key

_LETTER = re.compile(r"[^\W\d_]")


def is_role(key: str, rules: Rules) -> bool:
    """Return whether words are a writer's role, with what the writer covers or without ("lifestyle writer")."""
    return any(key == role or key.endswith(f" {role}") for role in rules.words["byline.roles"])


def is_house(text: str, rules: Rules) -> bool:
    """Return whether a text is the name of an agency or of another source."""
    return rules.agencies.named(text) is not None or rules.credits.sources.named(text) is not None


def is_name(words: Sequence[str], rules: Rules) -> bool:
    """Whether these words are written like one person's name."""
    if not 1 <= len(words) <= 6 or not _LETTER.match(words[0]):
        return False
    for place, word in enumerate(words):
        bare = word.strip(".,'’\"“”()").lower()
        if bare in rules.words["byline.particles"]:
            continue
        if bare in rules.words["byline.not_names"] and (place == 0 or bare == "the"):
            return False
        if bare in rules.days or not word[:1].isupper() or word[-1] == ":":
            return False
        if bare in rules.months and len(words) == 1:
            return False
    return True


def is_station(segment: str, rules: Rules) -> bool:
    """Whether words with a number are a broadcaster's name ("Channel 9 News", "KQRT 11")."""
    words = segment.split()
    called = words[0].isupper() or words[0].lower() in rules.words["byline.papers"]
    numbered = len(words) > 1 and words[1].isdigit() and words[0].lower() not in rules.months
    return len(words) <= 4 and numbered and (called or words[-1].lower() in rules.words["byline.papers"])


def is_elsewhere(segment: str, names: str, rules: Rules) -> bool:
    """Whether what stands behind people is no person: a paper by its last word, a place, or one word alone."""
    words = segment.lower().split()
    paper = len(words) > 1 and words[-1] in rules.words["byline.papers"] and words[0] not in rules.given_names
    return paper or word_key(segment)[0] in rules.places or (len(words) == 1 and " " in names)


def without_beats(text: str, rules: Rules) -> str:
    """Return a name without what its holder covers and the rank before a role ("Ann Velt Deputy Content Hub").

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> without_beats("Ann Velt Deputy Content Hub", load_rules())
    'Ann Velt'
    """
    beats = rules.words["byline.beats"]
    while (beat := next((beat for beat in beats if f" {text}".lower().endswith(f" {beat}")), None)) is not None:
        text = text[: -len(beat)].rstrip(" ,")
    return text


def untitled(text: str, rules: Rules) -> str:
    """Return a name without the office before it ("Sen. Ann Velt")."""
    titles = rules.words["byline.titles"]
    title = next((title for title in titles if text.lower().startswith(f"{title} ")), "")
    rest = text[len(title) :].strip()
    return rest if " " in rest else text


def house_at(text: str, rules: Rules) -> int:
    """Return where the house begins that ends a text of names, with a word such as "for" before it or with none.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> house_at("Ann Velt Fox News", load_rules()), house_at("Ann Velt", load_rules())
    (9, 8)
    """
    words = split_joined(text, rules)[-1].split(" ")
    named = 3 if len(words) > 3 and len(words[-1]) > 2 and is_initial(words[1]) else 2
    for size in range(2, len(words)):
        rest = " ".join(words[size:])
        paper = size == named and len(words) - size > 1 and words[-1].lower() in rules.words["byline.papers"]
        if paper or is_house(rest, rules) or (len(words) - size > 1 and _is_led(rest, rules)):
            return len(text) - len(rest)
    return len(text)


def _is_led(text: str, rules: Rules) -> bool:
    """Whether a text is a word such as "for", and a name written with capitals behind it."""
    lead = next((lead for lead in rules.words["byline.for"] if text.lower().startswith(f"{lead} ")), None)
    rest = text[len(lead) + 1 :].split() if lead else []
    return (
        bool(rest)
        and all(word[:1].isupper() or word in ("the", "of", "and") for word in rest)
        and (rest[0].lower() == "the" or is_house(" ".join(rest), rules))
    )


def split_joined(name: str, rules: Rules) -> list[str]:
    """Return the people that words such as "and" join."""
    people: list[list[str]] = [[]]
    for word in name.split():
        if word.lower() in rules.words["byline.joiners"]:
            people.append([])
        else:
            people[-1].append(word)
    return [" ".join(person) for person in people]


def is_initial(word: str) -> bool:
    """Return whether a part of a name is one letter, or short for one."""
    return len(word) == 1 or "." in word

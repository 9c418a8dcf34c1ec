"""How sure it is that what is attributed without marks is a clause that somebody said, and what they do with it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.knowledge.tagger import Tagger
from wirecopy.facts.quotes.indirect_speech import Reported
from wirecopy.facts.quotes.stances import FINITE, NOMINAL
from wirecopy.facts.quotes.tokens import tokenise
from wirecopy.types import Stance

_LINKS = frozenset(("that", "if", "whether"))
_NOT = ("n't", "n’t")
_READ = 240  # characters of a clause that are looked at
_NEAR = 10  # words within which the finite verb of a clause stands
_WITHIN_SUBJECT = NOMINAL - {"VBG"} | {"POS", "RB", ","}
_SHORT = 4  # words under which words reported are a phrase
_SETTLED = ("name", "surname", "organisation", "role", "pronoun")


def clause_features(
    text: str, told: Sequence[tuple[Reported, str]], lexicon: Lexicon, tagger: Tagger
) -> list[list[str]]:
    """Return what shows, for each reported clause and how its speaker was settled, whether it is a clause said.

    The names are those of `[indirect]` in the words of the language.
    """
    words = [_words(text, one, lexicon) for one, _ in told]
    tags = tagger.tag(words)
    return [
        list(_features(one, how, theirs, tag, lexicon))
        for (one, how), theirs, tag in zip(told, words, tags, strict=True)
    ]


def worth(features: Sequence[str], weights: Mapping[str, float]) -> float:
    """Return how often clauses that show these features are indirect speech.

    >>> worth(["a"], {"a": 0.0})
    0.5
    """
    return 1 / (1 + math.exp(-sum(weights.get(feature, 0.0) for feature in features)))


def stance_of(cue: str | None, lexicon: Lexicon) -> Stance | None:
    """Return what the speaker does with the words, by the last verb of the cue; None where there is no cue."""
    return lexicon.stance_of.get(_verb(cue, lexicon), "said") if cue else None


def _verb(cue: str | None, lexicon: Lexicon) -> str:
    """Return the last verb of a cue in its base form; empty where it has none."""
    for word in reversed((cue or "").lower().split()):
        verb = lexicon.verbs.get(word) or (lexicon.stances[word].verb if word in lexicon.stances else None)
        if verb is not None:
            return verb.lemma
    return ""


def _words(text: str, one: Reported, lexicon: Lexicon) -> list[str]:
    end = min(one.content.end, one.content.start + _READ)
    return [text[t.start : t.end] for t in tokenise(text, one.content.start, end, lexicon)]


def _features(one: Reported, how: str, words: Sequence[str], tags: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    yield "bias"
    yield f"rule {one.attribution.rule.removeprefix('quote:')}"
    yield f"cue {_verb(one.attribution.cue, lexicon)}"
    first = words[0].lower() if words else ""
    linked = first in _LINKS
    rest = list(tags[1:] if linked else tags)
    shown = words[1:] if linked else words
    finite = [tag in FINITE or word.lower().endswith(_NOT) for tag, word in zip(rest, shown, strict=True)]
    verb = next((n for n, is_finite in enumerate(finite[:_NEAR]) if is_finite), None)
    if verb is None:
        yield "no finite verb"
    elif verb and all(tag in _WITHIN_SUBJECT for tag in rest[:verb]):
        yield "subject and verb"
    else:
        yield "verb farther on"
    if verb is None and (first in lexicon.opens_setting or rest[:1] == ["WRB"]):
        yield "where or when"
    elif not linked and rest[:1] == ["IN"] and verb is None:
        yield "said beside an adjunct" if _verb(one.attribution.cue, lexicon) == "say" else "adjunct"
    if tags and tags[0] == "TO":
        yield "infinitive"
    if sum(word.isalnum() for word in words) < _SHORT:
        yield "short"
    if linked:
        yield "linked"
    yield "settled" if how in _SETTLED else "open"
    if words and words[0][:1].isupper():
        yield "capital"
    if first in lexicon.pronouns:
        yield "pronoun"
    if first in lexicon.determiners:
        yield "determiner"
    yield f"length {min(len(words) // 6, 4)}"
    if one.denied:
        yield "refused"

"""What the facts room knows before it reads: the words of a language, the world's places, the parts of speech."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from wirecopy.facts.knowledge.event_lexicon import Deeds, load_deeds
from wirecopy.facts.knowledge.gazetteer import Gazetteer, load_gazetteer
from wirecopy.facts.knowledge.lexicon import Lexicon, load_lexicon
from wirecopy.facts.knowledge.tagger import Tagger, load_tagger
from wirecopy.facts.names.name_model import NameModel, load_names


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything extractors are given besides the article."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    tagger: Tagger
    names: NameModel
    deeds: Deeds

    @property
    def language(self) -> str:
        """The two-letter code of the language that can be read."""
        return self.lexicon.language


def load_knowledge(
    language: str = "en", *, actors: Mapping[str, str] | None = None, frames: Iterable[Path | str] = ()
) -> Knowledge:
    """Return all that reading a language takes; load once and pass it on.

    `actors` is a dictionary of names and codes, `frames` further frames of events (files, or their text).

    Raises `KeyError` for a language not in `supported_languages()`.
    """
    lexicon, gazetteer = load_lexicon(language), load_gazetteer(language)
    names = load_names(lexicon, gazetteer)
    return Knowledge(lexicon, gazetteer, load_tagger(), names, load_deeds(frames, actors))

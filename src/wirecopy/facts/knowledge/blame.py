"""The words by which a speaker blames another party or demands something of it. From `data/frames/speech.toml`."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.languages import language_pack


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of blame and demand."""

    blame: frozenset[str]
    knows: frozenset[str]
    must: frozenset[str]
    needs: frozenset[str]


def load_speech() -> Speech:
    """Return the words of blame and demand that ship with the package."""
    pack = language_pack("en").table("frames/speech.toml")["speech"]
    return Speech(*(frozenset(pack[name].split()) for name in ("blame", "knows", "must", "needs")))

"""The words by which a speaker blames another party or demands something of it. From `data/frames/speech.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of blame and demand."""

    blame: frozenset[str]
    knows: frozenset[str]
    must: frozenset[str]
    needs: frozenset[str]


def load_speech() -> Speech:
    """Return the words of blame and demand that ship with the package."""
    path = resources.files("wirecopy.facts") / "data" / "frames" / "speech.toml"
    pack = tomllib.loads(path.read_text(encoding="utf-8"))["speech"]
    return Speech(*(frozenset(pack[name].split()) for name in ("blame", "knows", "must", "needs")))

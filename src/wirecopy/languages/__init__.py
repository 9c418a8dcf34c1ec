"""Language packs: one folder a language holds all its words and patterns, and this is the one way to read them.

A *layer* is one file of a pack (`clean`: furniture, datelines, agencies, calendar; `facts`: cues, titles, roles;
`frames`: what events are told with; `style`, `spelling`, `abbreviations`: house style; `gazetteer`: names of countries;
`tagger`, `lines`: weights of the part-of-speech tagger and of the labeller of lines). A language need not have every
layer: `has` tells.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from wirecopy.errors import BadOption

__all__ = ["LanguagePack", "language_pack", "languages_with"]


@dataclass(frozen=True, slots=True)
class LanguagePack:
    """The files of one language."""

    language: str
    folder: Traversable

    def has(self, layer: str) -> bool:
        """Tell whether the pack holds the file of a layer."""
        return (self.folder / layer).is_file()

    def table(self, layer: str) -> dict[str, Any]:
        """Return a layer kept as TOML.

        >>> language_pack("en").table("spelling.toml")["letters"].keys()
        dict_keys(['pairs'])
        """
        return tomllib.loads(self.text(layer))

    def tables(self, layer: str) -> list[dict[str, Any]]:
        """Return every TOML file of a layer that is a folder, in the order of their names."""
        files = sorted((self.folder / layer).iterdir(), key=lambda file: file.name)
        return [tomllib.loads(file.read_text("utf-8")) for file in files if file.name.endswith(".toml")]

    def text(self, layer: str) -> str:
        """Return the text of a layer's file."""
        return (self.folder / layer).read_text("utf-8")

    def weights(self, layer: str) -> bytes:
        """Return the bytes of a layer that was learned."""
        return (self.folder / layer).read_bytes()


def language_pack(language: str) -> LanguagePack:
    """Return the pack of a language by its two-letter code; `BadOption` where there is none.

    >>> language_pack("en").has("clean.toml")
    True
    """
    folder = resources.files("wirecopy.languages") / language
    if not language.isidentifier() or not folder.is_dir():
        raise BadOption("language", language, f"one of: {', '.join(languages_with())}")
    return LanguagePack(language, folder)


def languages_with(layer: str | None = None) -> tuple[str, ...]:
    """Return the languages that have a pack, or those whose pack has that layer.

    >>> "en" in languages_with("clean.toml")
    True
    """
    folders = [entry for entry in resources.files("wirecopy.languages").iterdir() if entry.is_dir()]
    named = [entry.name for entry in folders if entry.name.isidentifier() and not entry.name.startswith("_")]
    return tuple(sorted(name for name in named if layer is None or language_pack(name).has(layer)))

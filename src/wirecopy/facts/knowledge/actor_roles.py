"""What part of a society a role belongs to: officials, soldiers, police, rebels. From `data/frames/roles.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wirecopy.facts.knowledge.inflection import noun_forms
from wirecopy.languages import language_pack


@dataclass(frozen=True, slots=True)
class Roles:
    """Sectors by every form of a role's noun, of a word that tells a role's kind, and of bodies that are no country."""

    nouns: Mapping[str, str]
    before: Mapping[str, str]
    bodies: Mapping[str, str]
    acts: frozenset[str]
    adjectives: frozenset[str]

    def head(self, words: tuple[str, ...], shown: tuple[str, ...]) -> str | None:
        """Return the sector of a noun phrase by its head; a name that stands behind the role is passed over.

        >>> load_roles().head(("a", "military", "offensive"), ("a", "military", "offensive")) is None
        True
        """
        last = len(words)
        while last and (
            words[last - 1] not in self.nouns and (shown[last - 1][:1].isupper() or words[last - 1] == "'s")
        ):
            last -= 1
        return self.sector(words[:last]) if last and words[last - 1] in self.nouns else None

    def sector(self, words: tuple[str, ...]) -> str | None:
        """Return the sector of a phrase's words, its last role first: "opposition leader" is OPP.

        >>> load_roles().sector(("the", "opposition", "leader"))
        'OPP'
        """
        for n in range(len(words) - 1, -1, -1):
            sector = self.nouns.get(f"{words[n - 1]}-{words[n]}") if n else None  # "attorney general" is no general
            if words[n] not in self.adjectives or n == len(words) - 1:
                sector = sector or self.nouns.get(words[n])
            if sector is not None:
                told = next((self.before[w] for w in words[:n] if w in self.before), None)
                return told or sector
        return None


def load_roles() -> Roles:
    """Return the roles that ship with the package; load once and pass it on."""
    pack = language_pack("en").table("frames/roles.toml")["roles"]
    irregular = pack["plurals"]
    return Roles(
        nouns={f: s for s, listed in pack["nouns"].items() for w in listed.split() for f in noun_forms(w, irregular)},
        before={w: s for s, listed in pack["before"].items() for w in listed.split()},
        bodies={name: code for code, listed in pack["bodies"].items() for name in listed},
        acts=frozenset(pack["acts"].split()),
        adjectives=frozenset(pack["adjectives"].split()),
    )

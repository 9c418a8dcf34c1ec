"""What wirecopy is made of: `python tools/sbom.py [--check] [-o FILE]`.

Writes a bill of materials (CycloneDX 1.5, JSON) of every package that wirecopy and its extras bring in, with the
versions and hashes that `requirements.lock` pins and the licences that the packages state. `--check` writes nothing and
ends with 1 where a licence is unknown or forbids what ours allows (of the GPL alone, say).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"
HEAVY = ("spacy", "sentence-transformers")
"""Extras that are not pinned: whoever installs them chooses their versions."""
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_FREE = re.compile(
    r"Apache|MIT|BSD|ISC\b|ISCL|PSF|Python Software Foundation|MPL|Mozilla|LGPL|Lesser|Unlicense|Public Domain|CC0|Zlib"
    r"|HPND|0BSD|BSL-1.0|Boost",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Component:
    """A package that is pinned, with the hashes of its files and the licence it states (empty: none)."""

    name: str
    version: str
    hashes: tuple[str, ...]
    licence: str

    @property
    def is_free(self) -> bool:
        """Whether its licence lets anyone use it with ours: one of several it offers is enough."""
        return _FREE.search(self.licence) is not None


def pinned(lock: str) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Return the version and the hashes of every package that a lock file pins.

    >>> pinned("numpy==2.1 ; python_version > '3' \\\\\\n    --hash=sha256:" + "0" * 64)["numpy"][0]
    '2.1'
    """
    found: dict[str, tuple[str, tuple[str, ...]]] = {}
    for block in re.split(r"\n(?=\S)", lock):
        pin = _PIN.match(block)
        if pin:
            found[_folded(pin[1])] = pin[2], tuple(_HASH.findall(block))
    return found


def components(roots: Iterator[str], pins: dict[str, tuple[str, tuple[str, ...]]]) -> list[Component]:
    """Return the packages that the roots need, themselves included, as far as they are pinned and installed here."""
    waiting, found = [*roots], dict[str, Component]()
    while waiting:
        name = _folded(waiting.pop())
        if name in found or name not in pins:
            continue
        try:
            there = distribution(name)
        except PackageNotFoundError:  # of another system or another Python
            continue
        found[name] = Component(name, *pins[name], licence_of(there))
        waiting += [re.split(r"[ ;<>=!~\[(]", one)[0] for one in there.requires or () if "extra ==" not in one]
    return sorted(found.values(), key=lambda one: one.name)


def licence_of(package: Distribution) -> str:
    """Return the licence that a package states: as an expression, in its classifiers, or in a line of text."""
    told = package.metadata
    if expression := told.get("License-Expression"):
        return str(expression)
    classifiers = [
        one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")
    ]
    named = [one for one in classifiers if one != "OSI Approved"]
    text = str(told.get("License") or "").strip()
    return " OR ".join(named) or (text.splitlines()[0][:100] if text else "")


def bill(found: list[Component], version: str) -> dict[str, object]:
    """Return the bill of materials."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "library", "name": "wirecopy", "version": version}},
        "components": [
            {
                "type": "library",
                "name": one.name,
                "version": one.version,
                "purl": f"pkg:pypi/{one.name}@{one.version}",
                "licenses": [{"license": {"name": one.licence}}],
                "hashes": [{"alg": "SHA-256", "content": content} for content in one.hashes],
            }
            for one in found
        ],
    }


def _roots() -> Iterator[str]:
    for one in distribution("wirecopy").requires or ():
        name = re.split(r"[ ;<>=!~\[(]", one)[0]
        if _folded(name) not in HEAVY:
            yield name


def _folded(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Check or write, as asked."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="check the licences, and write nothing")
    parser.add_argument("-o", "--output", type=Path, help="the file to write; else standard output")
    chosen = parser.parse_args()
    found = components(_roots(), pinned(LOCK.read_text("utf-8")))
    if chosen.check:
        wrong = [one for one in found if not one.is_free]
        for one in wrong:
            print(f"{one.name} {one.version}: {one.licence or 'no licence stated'}", file=sys.stderr)
        print(f"{len(found)} packages, {len(wrong)} with a licence that is unknown or does not go with ours")
        return int(bool(wrong))
    text = json.dumps(bill(found, distribution("wirecopy").version), indent=1) + "\n"
    if chosen.output:
        chosen.output.parent.mkdir(parents=True, exist_ok=True)
        chosen.output.write_text(text, "utf-8")
        print(f"{chosen.output}: {len(found)} packages")
    else:
        print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())

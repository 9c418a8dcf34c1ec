"""The labeller's weights: what every trait and every word says for and against every label."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from io import BytesIO
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from wirecopy.clean.labels.chain import LABELS
from wirecopy.languages import language_pack

REACH = 3
"""How many lines up and down a line's neighbours are looked at."""
WAYS = 2 * REACH + 1
FILE = "lines.npz"
Form = Literal["plain", "markup"]
FORMS: tuple[Form, ...] = ("plain", "markup")


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights for one form of page: plain text, or text with its markup."""

    traits: npt.NDArray[np.float32]
    """A row a value of a trait; by place of the line that has it, from `REACH` above to as many below, and label."""
    words: npt.NDArray[np.float32]
    """A row a word, a column a label."""
    rows: Mapping[str, int]

    def scores(self, codes: npt.NDArray[np.int32], words: Sequence[Sequence[int]]) -> npt.NDArray[np.float64]:
        """Return what speaks for each label of each line."""
        n = len(codes)
        found = np.zeros((n, len(LABELS)))
        ways = self.traits[codes].sum(axis=1).reshape(n, WAYS, len(LABELS))
        for way in range(WAYS):
            away = way - REACH  # the neighbour so far below speaks of this line
            if abs(away) < n:
                found[max(0, -away) : min(n, n - away)] += ways[max(0, away) : min(n, n + away), way]
        flat = [row for own in words for row in own]
        np.add.at(found, np.repeat(np.arange(n), [len(own) for own in words]), self.words[flat])
        return found


def load_weights(language: str) -> Mapping[Form, Weights]:
    """Return the weights for both forms of page, with the words of a language.

    >>> sorted(load_weights("en"))
    ['markup', 'plain']
    """
    general = _arrays((resources.files("wirecopy.clean.labels") / FILE).read_bytes())
    pack = language_pack(language)
    own = _arrays(pack.weights(FILE)) if pack.has(FILE) else {}
    return {form: _form(form, (general, own)) for form in FORMS}


def _form(form: Form, files: Iterable[Mapping[str, Any]]) -> Weights:
    held = [arrays for arrays in files if f"{form}_words" in arrays]
    names = [name for arrays in held for name in bytes(arrays[f"{form}_names"]).decode("utf-8").split("\n")]
    words = np.concatenate([arrays[f"{form}_words"] for arrays in held]).astype(np.float32)
    traits = held[0][f"{form}_traits"].astype(np.float32)
    return Weights(traits, words, {name: row for row, name in enumerate(names)})


def _arrays(packed: bytes) -> Mapping[str, Any]:
    with np.load(BytesIO(packed)) as arrays:
        return dict(arrays)


def packed(forms: Mapping[Form, Weights]) -> tuple[bytes, bytes]:
    """Return the file of what no language is needed for, and that of a language's words."""
    general: dict[str, Any] = {}
    own: dict[str, Any] = {}
    for form, weights in forms.items():
        general[f"{form}_traits"] = weights.traits.astype(np.float16)
        for arrays, is_own in ((general, False), (own, True)):
            names = [name for name in weights.rows if (name[:2] not in ("s ", "c ")) == is_own]
            arrays[f"{form}_words"] = weights.words[[weights.rows[name] for name in names]].astype(np.float16)
            arrays[f"{form}_names"] = np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)
    return _bytes(general), _bytes(own)


def _bytes(arrays: Mapping[str, Any]) -> bytes:
    held = BytesIO()
    np.savez_compressed(held, **arrays)
    return held.getvalue()

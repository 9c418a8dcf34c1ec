"""What a kernel's answer depends on besides its input, as one hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass
from functools import partial
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np

import wirecopy
from wirecopy.tables import Kernel, PairsKernel

_NEEDED = frozenset(
    (
        "duckdb",
        "lxml",
        "numba",
        "numpy",
        "py3langid",
        "pyarrow",
        "python-crfsuite",
        "rapidfuzz",
        "resiliparse",
        "trafilatura",
    )
)
_PLAIN = frozenset((str, int, float, bool, type(None)))
_MADE = frozenset((".nbc", ".nbi", ".pyc"))  # by running the code


def mark_of(kernel: Kernel | PairsKernel, code: str) -> str:
    """Return a hash of all that decides what a kernel gives: its options, wirecopy's files, the libraries below it.

    Fields that take no part in comparing kernels change no answer and do not count.
    """
    return hashlib.blake2b(repr((code, _described(kernel))).encode(), digest_size=16).hexdigest()


def _described(value: Any) -> Any:
    """Return what a value says of itself that is the same in every process."""
    if type(value) in _PLAIN:
        return repr(value)
    if isinstance(value, np.ndarray):
        return str(value.dtype), value.shape, hashlib.blake2b(value.tobytes(), digest_size=16).hexdigest()
    if is_dataclass(value) and not isinstance(value, type):
        parts = [(part.name, _described(getattr(value, part.name))) for part in fields(value) if part.compare]
        return type(value).__module__, type(value).__qualname__, parts
    if isinstance(value, partial):
        return _described(value.func), _described(value.args), _described(value.keywords)
    if isinstance(value, (list, tuple)):
        return [_described(part) for part in value]
    if isinstance(value, (set, frozenset)):
        return sorted(repr(_described(part)) for part in value)
    if isinstance(value, Mapping):
        return [(repr(key), _described(part)) for key, part in value.items()]
    if callable(value):
        return value.__module__, value.__qualname__
    return repr(value)


def code_of_package() -> str:
    """Return a hash of every file of the package and of the versions of what it needs."""
    digest = hashlib.blake2b(digest_size=16)
    root = Path(wirecopy.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.is_file() and path.suffix not in _MADE:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(hashlib.blake2b(path.read_bytes()).digest())
    digest.update(repr(libraries()).encode())
    return digest.hexdigest()


def libraries() -> list[tuple[str, str]]:
    """Return the version of each library that decides what a kernel gives, where it is installed, by name."""
    versions = []
    for name in sorted(_NEEDED):
        with suppress(metadata.PackageNotFoundError):
            versions.append((name, metadata.version(name)))
    return versions

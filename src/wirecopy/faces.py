"""A package's face that loads a module when one of its names is first used, so that a door opens at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def lazy_face(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """Return the `__getattr__` of a package that offers names of its modules; a test holds it beside `__all__`.

    `homes`: each module, below the package, with the names it has, a blank between two.

    >>> lazy_face("wirecopy", {"ids": "content_id"})("content_id").__name__
    'content_id'
    """
    home_of = {name: home for home, names in homes.items() for name in names.split()}

    def load(name: str) -> Any:
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{home_of[name]}"), name)

    return load

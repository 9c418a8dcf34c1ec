"""Every example in a docstring of the package gives what it says."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src"


def modules() -> Iterator[object]:
    """The modules with examples; those of a room run in one worker, so that what they load is warm."""
    for path in sorted(SOURCE.rglob("*.py")):
        if ">>> " in path.read_text(encoding="utf-8"):
            parts = path.relative_to(SOURCE).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            yield pytest.param(name, marks=pytest.mark.xdist_group(f"examples {parts[1]}"), id=name)


def failures(module: ModuleType) -> int:
    """How many examples of a module fail; what they gave is printed."""
    return doctest.testmod(module).failed


@pytest.mark.parametrize("name", list(modules()))
def test_examples_of_module_hold(name: str) -> None:
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if str(error.name).startswith("wirecopy"):
            raise
        pytest.skip(f"{error.name} is not installed")
    assert failures(module) == 0


def test_an_example_that_does_not_hold_is_seen() -> None:
    wrong = ModuleType("wrong", ">>> 1 + 1\n3\n")
    assert failures(wrong) == 1

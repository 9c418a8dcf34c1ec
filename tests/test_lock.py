"""The lock file pins all that the project names, with hashes, and points at no place."""

import re
import tomllib
from pathlib import Path

import pytest

LOCK = "requirements.lock"
LOCKS = pytest.mark.parametrize("lock", [LOCK, "requirements-docs.lock"])


def named(requirement: str) -> str:
    found = re.match(r"[\w.-]+", requirement)
    assert found
    return re.sub(r"[-_.]+", "-", found[0]).lower()


def test_lock_pins_every_dependency_of_the_project(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    pinned = re.findall(r"^([\w.-]+)==", (root / LOCK).read_text(encoding="utf-8"), re.MULTILINE)
    missing = {named(name) for name in wanted + project["build-system"]["requires"]} - set(map(named, pinned))
    assert not missing, "run: make lock"


@LOCKS
def test_lock_has_a_hash_for_every_package(root: Path, lock: str) -> None:
    packages = re.split(r"^(?=\w)", (root / lock).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert packages
    assert all("--hash=sha256:" in package for package in packages)


@LOCKS
def test_lock_names_no_place(root: Path, lock: str) -> None:
    text = (root / lock).read_text(encoding="utf-8")
    assert not re.search(r"://|--index|--find-links|--extra|@ |^/", text, re.MULTILINE)

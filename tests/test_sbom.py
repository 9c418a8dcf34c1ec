"""What wirecopy is made of: every package that is pinned, with its hashes, and a licence that goes with ours."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parent.parent / "tools"))

import sbom


@pytest.fixture(scope="module")
def found() -> list[sbom.Component]:
    return sbom.components(iter(["duckdb", "trafilatura"]), sbom.pinned(sbom.LOCK.read_text("utf-8")))


def test_every_package_is_told_with_what_it_needs(found: list[sbom.Component]) -> None:
    names = {one.name for one in found}
    assert {"duckdb", "trafilatura", "lxml", "justext"} <= names
    assert all(one.hashes and one.version for one in found)


def test_every_licence_goes_with_ours(found: list[sbom.Component]) -> None:
    assert [one for one in found if not one.is_free] == []


@pytest.mark.parametrize(
    ("licence", "free"),
    [
        ("GPL-3.0-only", False),
        ("AGPL-3.0", False),
        ("", False),
        ("GPL-2.0-only OR LGPL-2.1-or-later", True),
        ("MIT", True),
    ],
)
def test_the_gpl_alone_does_not(licence: str, free: bool) -> None:
    assert sbom.Component("x", "1", (), licence).is_free == free


def test_the_bill_names_each_with_its_hashes(found: list[sbom.Component]) -> None:
    told = sbom.bill(found, "0.1.0")
    components = told["components"]
    assert isinstance(components, list)
    assert [one["name"] for one in components] == [one.name for one in found]
    assert all(one["hashes"] for one in components)

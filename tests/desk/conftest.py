"""A base with the demo's story and the founding one, and its desk."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import wirecopy

pytest.importorskip("fastapi", reason="wirecopy[desk] is not installed")

from starlette.testclient import TestClient

from desk.news_site import Site, news_site
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions


@pytest.fixture(scope="session")
def desk_base(root: Path, founding: Path, tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    """Both stories, run, and the index of single texts built."""
    base = wirecopy.open(tmp_path_factory.mktemp("desk") / "base", create=True)
    base.run([founding, root / "src" / "wirecopy" / "demo"])
    with base.live():
        pass
    return base


@pytest.fixture(scope="session")
def client(desk_base: wirecopy.NewsBase) -> Iterator[TestClient]:
    """The desk of both stories, read-only, with limits no test reaches by chance."""
    app = desk_app(desk_base, DeskOptions(rate=10_000.0, burst=10_000))
    with TestClient(app, base_url="http://localhost", raise_server_exceptions=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def founding_story(desk_base: wirecopy.NewsBase) -> str:
    """The id of the founding story."""
    return next(story.story_id for story in desk_base.stories() if "Shangfu" in story.label)


@pytest.fixture(scope="session")
def ferry_story(desk_base: wirecopy.NewsBase) -> str:
    """The id of the demo's largest story, whose copies differ in substance."""
    return max(desk_base.stories(), key=lambda story: story.substantive_edits).story_id


@pytest.fixture
def writable_base(desk_base: wirecopy.NewsBase, tmp_path: Path) -> wirecopy.NewsBase:
    """A copy of the base that a test may add to, without the pages that a desk of the original made ahead."""
    made_ahead = shutil.ignore_patterns("pages-*.sqlite*")
    shutil.copytree(desk_base.tables.layout.root, tmp_path / "base", ignore=made_ahead)
    return wirecopy.open(tmp_path / "base")


@pytest.fixture
def site() -> Iterator[Site]:
    """A news site that answers while the test runs."""
    with news_site() as opened:
        yield opened

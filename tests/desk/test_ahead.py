from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from urllib.parse import unquote

import pytest
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.background import BackgroundWork
from wirecopy.desk.desk import Desk
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.pages.most_asked import make_pages
from wirecopy.desk.pages.prerender import PagesAhead, place
from wirecopy.desk.snapshot import SnapshotShelf

SOURCE = Path(wirecopy.__file__).parent


@pytest.fixture
def desk(writable_base: wirecopy.NewsBase) -> Desk:
    return Desk(writable_base, DeskOptions(), SnapshotShelf(writable_base))


def test_pages_made_ahead_are_those_that_would_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    ahead, opened = PagesAhead(desk), desk.shelf.opened()
    shown = TestClient(desk_app(desk.base, DeskOptions()), base_url="http://localhost")
    stories = opened.catalogue.newest()
    asked = {story_id: shown.get(f"/story/{story_id}").content for story_id in stories}
    assert ahead.due()
    assert ahead.get(opened, f"/story/{stories[0]}") is None
    monkeypatch.setattr("os.nice", lambda _: 0)
    make_pages(desk.base)
    assert not ahead.due()
    again = TestClient(desk_app(desk.base, DeskOptions()), base_url="http://localhost")
    monkeypatch.setattr("wirecopy.desk.pages.views.story_page", None)
    assert {story_id: again.get(f"/story/{story_id}").content for story_id in stories} == asked


def test_pages_of_subjects_are_made_ahead_as_they_would_be_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.nice", lambda _: 0)
    shown = TestClient(desk_app(desk.base, DeskOptions(rate=1e4, burst=10_000)), base_url="http://localhost")
    addresses = ["/people", "/places", "/outlets", "/agencies", "/dyads", "/events"]
    asked = {address: shown.get(address).content for address in addresses}
    led = sorted(
        {path for page in asked.values() for path in re.findall(r'href="(/(?:dyad|outlets)/[^"]+)"', page.decode())}
    )
    assert led
    asked |= {address: shown.get(address).content for address in led}
    make_pages(desk.base)
    again = TestClient(desk_app(desk.base, DeskOptions(rate=1e4, burst=10_000)), base_url="http://localhost")
    opened = desk.shelf.opened()
    found = [address for address in asked if PagesAhead(desk).get(opened, unquote(address)) is not None]
    assert {address.split("/")[1] for address in found} >= {"people", "events", "dyad", "outlets"}
    monkeypatch.setattr("wirecopy.desk.desk.Desk.made", None)
    assert {address: again.get(address).content for address in found} == {one: asked[one] for one in found}


def test_pages_made_ahead_go_with_their_generation(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.nice", lambda _: 0)
    make_pages(desk.base)
    path = place(desk, desk.shelf.opened())
    assert path is not None
    assert path.exists()
    assert desk.base.tables.layout.stages in path.parents
    shutil.rmtree(desk.base.tables.layout.stages)
    assert PagesAhead(desk).get(desk.shelf.opened(), "/story/s_any") is None


def test_pages_made_ahead_do_not_depend_on_what_python_compiled(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "wirecopy"
    for room in ("desk", "serve"):
        shutil.copytree(SOURCE / room, package / room, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(wirecopy, "__file__", str(package / "__init__.py"))
    stamps = [Desk(desk.base, desk.options, desk.shelf).stamp]
    (package / "serve" / "__pycache__").mkdir()
    (package / "serve" / "__pycache__" / "page.cpython-311.pyc").write_bytes(b"compiled")
    stamps.append(Desk(desk.base, desk.options, desk.shelf).stamp)
    (package / "desk" / "desk.py").write_text("another")
    stamps.append(Desk(desk.base, desk.options, desk.shelf).stamp)
    assert stamps[0] == stamps[1] != stamps[2]


def test_work_beside_is_done_when_due_and_not_otherwise(desk: Desk) -> None:
    ahead = PagesAhead(desk)
    BackgroundWork("pages", lambda: False, make_pages, desk.base).do()
    assert ahead.due()
    BackgroundWork("pages", ahead.due, make_pages, desk.base).do()
    assert not ahead.due()


def test_an_address_given_out_once_leads_to_the_story_of_today(desk: Desk) -> None:
    story_id = desk.shelf.opened().catalogue.newest()[0]
    told = {"story_id": "s_before", "kind": "renamed", "became": story_id}
    (desk.base.tables.layout.root / "history.jsonl").write_text(json.dumps(told) + "\n", "utf-8")
    shown = TestClient(desk_app(desk.base, DeskOptions()), base_url="http://localhost", follow_redirects=False)
    answer = shown.get("/story/s_before")
    assert (answer.status_code, answer.headers["location"]) == (307, f"/story/{story_id}")
    assert shown.get(f"/story/{story_id[:9]}").headers["location"] == f"/story/{story_id}"
    assert shown.get("/story/s_never").status_code == 404

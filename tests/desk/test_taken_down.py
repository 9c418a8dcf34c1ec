"""A desk that runs while pages are taken down."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk import snapshot
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions


def test_a_desk_shows_nothing_of_a_page_that_was_taken_down_meanwhile(
    writable_base: wirecopy.NewsBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshot, "LOOK_SECONDS", 0.0)
    article = writable_base.table("articles").to_arrow().to_pylist()[0]
    app = desk_app(writable_base, DeskOptions(rate=10_000.0, burst=10_000))
    with TestClient(app, base_url="http://localhost") as client:
        assert client.get(f"/raw/{article['article_id']}").status_code == 200
        writable_base.forget(article["page_id"])
        assert client.get(f"/raw/{article['article_id']}").status_code == 404  # the first answer, not only a later one

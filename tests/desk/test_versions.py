from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

from starlette.testclient import TestClient

import wirecopy
from desk.test_hooks import HARBOUR
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions

URL = "https://paper.example/harbour"


def test_states_of_one_page_stand_in_order_with_what_was_changed(tmp_path: Path) -> None:
    texts = {"2024-05-01T09:00:00Z": HARBOUR, "2024-05-02T09:00:00Z": HARBOUR.replace("two cranes", "three cranes")}
    rows = [
        {"id": str(n), "url": URL, "published": "2024-05-01T08:00:00Z", "fetched_at": seen, "text": text}
        for n, (seen, text) in enumerate(texts.items())
    ]
    (tmp_path / "pages.jsonl").write_text("\n".join(map(json.dumps, reversed(rows))), "utf-8")
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    client = TestClient(desk_app(base, DeskOptions(rate=1e4, burst=10_000)), base_url="http://localhost")
    page = client.get(f"/versions?url={quote(URL, safe='')}").text
    assert re.findall(r"<b>(2024-05-0\d)", page) == ["2024-05-02", "2024-05-01"]
    assert "<bdi>two</bdi></td><td><bdi>three</bdi>" in page
    assert page.count("changed after publication") == 1
    raw = re.search(r'href="(/raw/[^"]+)"', page)
    assert raw is not None
    assert "2 states of this page" in client.get(raw[1]).text
    assert client.get("/versions?url=https://nowhere.example/").status_code == 404

"""Pages that attack their reader stay text everywhere."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)><svg/onload=alert(3)>"
ATTRIBUTE = '" onmouseover="alert(4)" x=\''
BROKEN = "</p></div></main></body><!-- <![CDATA[ {{ 7*7 }} {% raw %} </textarea></title><table><tr><td"
HIDDEN = "\u202egnp.exe\u2066 \x1b[31m \u2028 \x00"
BODY = (
    "The harbour of Brandt was closed on Monday, the harbour master said.\n\n"
    f"“We saw {SCRIPT} on the quay,” said Ann {ATTRIBUTE} Lee, the mayor of Brandt, who came from London.\n\n"
    f"Nobody knew what {BROKEN} meant, and the ferry {HIDDEN} did not sail on Tuesday.\n\n"
    "Six boats waited outside for the tide, and the islanders walked home in the rain.\n"
)
ENDLESS = "<b/onclick=alert(5)>" * 100_000  # one line of 2 MB


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder = tmp_path_factory.mktemp("hostile")
    common = {"url": 'javascript:alert("6")', "published": f"2024-03-0{SCRIPT}"}
    rows = [
        {"id": SCRIPT, "outlet": f"Out {SCRIPT}", "title": f"Closed {SCRIPT}{ATTRIBUTE}", "text": BODY, **common},
        {"id": "b", "outlet": f"Other {ATTRIBUTE}", "title": BROKEN, "text": BODY.replace("Six", "Ten"), **common},
        {"id": "c", "outlet": "Third", "title": "Endless", "text": f"A line without end.\n{ENDLESS}\nIts end.\n"},
    ]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"])
    with base.live():
        pass
    return base


@pytest.fixture(scope="module")
def hostile_client(hostile: wirecopy.NewsBase) -> Iterator[TestClient]:
    with TestClient(desk_app(hostile, DeskOptions(rate=1e4, burst=10_000)), base_url="http://localhost") as client:
        yield client


class Reader(HTMLParser):
    """Notes what a browser would run or load."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.scripts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name in ("style", "srcdoc")]
        if tag in ("iframe", "object", "embed", "base", "style", "img"):
            self.wrong.append(tag)
        if tag == "script":
            self.scripts.append(given.get("src") or "inline")
        if tag == "a":
            self.links.append(given.get("href") or "")


def pages(base: wirecopy.NewsBase) -> list[str]:
    articles = base.table("articles").to_arrow()["article_id"].to_pylist()
    stories = [f"/story/{story.story_id}" for story in base.stories()]
    return ["/", "/?q=harbour", "/outlets", *stories, *(f"/raw/{name}" for name in articles)]


def test_page_of_scripts_stays_text_everywhere(hostile: wirecopy.NewsBase, hostile_client: TestClient) -> None:
    for path in pages(hostile):
        answer = hostile_client.get(path)
        assert answer.status_code == 200, path
        reader = Reader()
        reader.feed(answer.text)
        assert not reader.wrong, (path, reader.wrong)
        assert all(src.startswith("/static/") for src in reader.scripts), path
        assert not [link for link in reader.links if not re.match(r"[/#]|$", link)], path
        assert "49" not in re.findall(r"\{\{ 7\*7 \}\}|\b49\b", answer.text), path
        assert not set(answer.text) & set("\u202e\u2066\x1b\x00"), path


def test_pair_of_hostile_pages_stays_text(hostile: wirecopy.NewsBase, hostile_client: TestClient) -> None:
    story = max(hostile.stories(), key=lambda one: one.articles)
    left, right = [member.article.article_id for member in hostile.story(story.story_id).members][:2]
    reader = Reader()
    answer = hostile_client.get(f"/pair/{left}/{right}")
    reader.feed(answer.text)
    assert answer.status_code == 200
    assert not reader.wrong


def test_page_without_end_is_shown_in_part_and_given_in_slices(
    hostile: wirecopy.NewsBase, hostile_client: TestClient
) -> None:
    article = next(
        row["article_id"] for row in hostile.table("articles").to_arrow().to_pylist() if row["title"] == "Endless"
    )
    answer = hostile_client.get(f"/raw/{article}")
    assert len(answer.content) < 1_000_000
    assert "more characters" in answer.text
    part = hostile_client.get(f"/v1/articles/{article}/page?start=1000000&end=1000050").json()
    assert len(part["raw"]) == 50


def test_text_to_check_is_shown_as_text(hostile_client: TestClient) -> None:
    answer = hostile_client.post("/paste", data={"text": BODY, "outlet": SCRIPT, "url": "javascript:alert(1)"})
    reader = Reader()
    reader.feed(answer.text)
    assert answer.status_code == 200
    assert "A copy of" in answer.text
    assert not reader.wrong


def test_uploaded_page_is_read_and_never_sent_back_as_a_page(hostile_client: TestClient) -> None:
    page = f"<html><body><article><p>{BODY}</p>{SCRIPT}</article></body></html>"
    answer = hostile_client.post("/paste", files={"file": ("x.html", page.encode(), "text/html")})
    reader = Reader()
    reader.feed(answer.text)
    assert answer.status_code == 200
    assert not reader.wrong
    assert all(src.startswith("/static/") for src in reader.scripts)


def test_saved_markup_leaves_only_as_a_file(hostile_client: TestClient) -> None:
    answer = hostile_client.get("/v1/tables/pages")
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert answer.headers["content-disposition"].startswith("attachment")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"PK\x03\x04" + b"\0" * 100, b"", b"\0" * 5000])
def test_upload_of_anything_is_answered(hostile_client: TestClient, content: bytes) -> None:
    assert hostile_client.post("/paste", files={"file": ("x.txt", content)}).status_code in (200, 422)


def test_static_files_are_those_of_the_package(hostile_client: TestClient, tmp_path: Path) -> None:
    assert hostile_client.get("/static/../app.py").status_code == 404
    assert hostile_client.get("/static/%2e%2e/app.py").status_code == 404

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator

import pytest
import uvicorn
from starlette.testclient import TestClient

import wirecopy
from wirecopy.cli import main
from wirecopy.desk import guard
from wirecopy.desk import server as desk_server
from wirecopy.desk.app import desk_app
from wirecopy.desk.guard import POLICY
from wirecopy.desk.options import DeskOptions
from wirecopy.errors import BadOption


def test_every_answer_carries_the_policy(client: TestClient) -> None:
    for path in ("/", "/v1/stories", "/static/desk.js", "/nothing", "/v1/nothing"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["x-content-type-options"] == "nosniff"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "", "127.0.0.1.nip.io:8017"])
def test_request_under_another_name_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/v1/stories", headers={"host": host})
    assert answer.status_code == 421
    assert answer.json()["error"]["code"] == "unknown_host"


@pytest.mark.parametrize("host", ["localhost:8017", "127.0.0.1", "[::1]:9", "LOCALHOST"])
def test_request_under_the_names_of_the_loopback_is_answered(client: TestClient, host: str) -> None:
    assert client.get("/v1/tables", headers={"host": host}).status_code == 200


def test_too_long_a_body_is_refused_whatever_it_says_of_itself(desk_base: wirecopy.NewsBase) -> None:
    with TestClient(desk_app(desk_base, DeskOptions(body_bytes=1000)), base_url="http://localhost") as client:
        said = client.post("/v1/compare", content=b"x" * 1001)
        unsaid = client.post("/v1/compare", content=(b"x" * 500 for _ in range(4)))
    assert (said.status_code, unsaid.status_code) == (413, 413)


def test_rate_is_limited_for_each_address(desk_base: wirecopy.NewsBase) -> None:
    with TestClient(desk_app(desk_base, DeskOptions(rate=0.001, burst=3)), base_url="http://localhost") as client:
        codes = [client.get("/about").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]


def test_other_sites_may_send_nothing(client: TestClient) -> None:
    for headers in ({"sec-fetch-site": "cross-site"}, {"origin": "https://evil.example"}):
        answer = client.post("/v1/compare", json={"text": "A text."}, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "other_site")


def test_own_pages_may_send_even_where_they_hide_their_origin(client: TestClient) -> None:
    headers = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert client.post("/v1/compare", json={"text": "A text."}, headers=headers).status_code == 200


def test_short_token_is_no_token() -> None:
    with pytest.raises(BadOption):
        DeskOptions(token="short")


@pytest.mark.parametrize(
    "host",
    ["[::1].evil.example", "[::1]evil.example", "localhost:99999", "localhost:8x", "localhost@evil.example", "a b"],
)
def test_what_only_begins_like_a_known_host_is_none(client: TestClient, host: str) -> None:
    assert client.get("/v1/tables", headers={"host": host}).status_code == 421


def test_two_hosts_are_none(client: TestClient) -> None:
    assert client.get("/v1/tables", headers=[("host", "localhost"), ("host", "evil.example")]).status_code == 421


@pytest.fixture
def port(desk_base: wirecopy.NewsBase, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The port of a desk that lets slow clients go after half a second."""
    monkeypatch.setattr(desk_server, "HEADER_SECONDS", 0.5)
    monkeypatch.setattr(guard, "BODY_SECONDS", 0.5)
    with desk_server.listening("127.0.0.1", 0) as taken:
        config = uvicorn.Config(
            guard.Guard(_said, DeskOptions()), http=desk_server.Timed, log_level="error", lifespan="off"
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [taken]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield taken.getsockname()[1]
        server.should_exit = True
        thread.join(20)


async def _said(scope: guard.Scope, receive: guard.Receive, send: guard.Send) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"here"})


def _answered(port: int, sent: bytes) -> bytes:
    """What a server says until it lets go; TimeoutError where it does not."""
    with socket.create_connection(("127.0.0.1", port), timeout=8) as opened:
        opened.sendall(sent)
        pieces = []
        while piece := opened.recv(65_536):
            pieces.append(piece)
        return b"".join(pieces)


SLOW = {
    "nothing": b"", "half a head": b"GET / HTTP/1.1\r\nHost: local",
    "half a head behind a whole request": b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\nGET / HT",
    "half a body": b"POST /live HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\n{",
}  # fmt: skip


@pytest.mark.parametrize("slow", SLOW)
def test_who_is_slow_to_ask_is_let_go(slow: str, port: int) -> None:
    began = time.monotonic()
    answer = _answered(port, SLOW[slow])
    assert time.monotonic() - began < 7
    assert (b" 408 " in answer) == (slow == "half a body")
    assert b"here" in _answered(port, b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")


def test_a_taken_port_is_one_clear_line(
    desk_base: wirecopy.NewsBase, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["serve", str(desk_base.tables.layout.root), "--port", str(port)])
    line = capfd.readouterr().err.splitlines()[-1]
    assert left.value.code == 1
    assert line == f"wirecopy: 127.0.0.1:{port}: another program listens there. Give another port: --port"

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

import wirecopy
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

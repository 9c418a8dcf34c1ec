"""Whatever the OpenAPI description allows is asked, and every answer must be one it describes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.guard import Guard
from wirecopy.desk.options import DeskOptions

schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")

ALL = list(HealthCheck)

EXAMPLES = 3  # of each operation, so that the whole takes some seconds


def operations() -> list[tuple[str, str]]:
    return [
        ("GET", "/v1/stories"), ("GET", "/v1/stories/{story_id}"), ("GET", "/v1/stories/{story_id}/origins"),
        ("GET", "/v1/stories/{story_id}/edits"), ("GET", "/v1/stories/{story_id}/copies"),
        ("GET", "/v1/stories/{story_id}/export"), ("GET", "/v1/articles/{article_id}"),
        ("GET", "/v1/articles/{article_id}/page"), ("GET", "/v1/search"), ("GET", "/v1/outlets"),
        ("GET", "/v1/outlets/{outlet}"), ("GET", "/v1/tables"), ("GET", "/v1/tables/{table}"),
        ("GET", "/v1/shown/{name}"), ("GET", "/v1/stories/{story_id}/tables/{table}"),
        ("POST", "/v1/compare"), ("POST", "/v1/check"),
        ("POST", "/v1/independence"), ("POST", "/v1/pages"),
    ]  # fmt: skip


def test_operations_are_all_that_are_described(client: TestClient) -> None:
    described = client.get("/v1/openapi.json").json()["paths"]
    assert sorted((m.upper(), path) for path, methods in described.items() for m in methods) == sorted(operations())


@pytest.fixture(scope="module")
def ids(desk_base: wirecopy.NewsBase, ferry_story: str) -> dict[str, str]:
    """What stands in the paths, as the base has it."""
    article = desk_base.story(ferry_story).members[-1].article
    return {
        "story_id": ferry_story,
        "article_id": article.article_id,
        "table": "edits",
        "outlet": "nobody",
        "name": "dyads",
    }


@pytest.fixture(scope="module")
def app(desk_base: wirecopy.NewsBase) -> Guard:
    """The desk under the name that the test's requests ask for."""
    return desk_app(desk_base, DeskOptions(hosts=("testserver",), rate=1e4, burst=10_000))


@pytest.mark.parametrize("real", [True, False], ids=["real ids", "made-up ids"])
@pytest.mark.parametrize(("method", "path"), operations())
def test_answers_are_as_described(app: Guard, ids: dict[str, str], method: str, path: str, real: bool) -> None:
    if real and "{" not in path:
        pytest.skip("no id in the path")
    operation = schemathesis.openapi.from_asgi("/v1/openapi.json", app)[path][method]
    named = {name: value for name, value in ids.items() if f"{{{name}}}" in path} if real else {}

    @settings(max_examples=EXAMPLES, deadline=None, database=None, derandomize=True, suppress_health_check=ALL,
              phases=[Phase.explicit, Phase.generate])  # fmt: skip
    @given(case=operation.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.path_parameters = {**(case.path_parameters or {}), **named}
        case.call_and_validate()

    ask()

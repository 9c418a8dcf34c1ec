from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.options import DeskOptions
from wirecopy.tables import SCHEMAS

TOKEN = "a-token-of-the-tests"


def test_stories_come_in_pages_that_make_up_the_list(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    found, cursor = [], ""
    while cursor is not None:
        answer = client.get("/v1/stories", params={"limit": 1, "cursor": cursor, "order": "size"}).json()
        found += [story["story_id"] for story in answer["stories"]]
        cursor = answer["next"]
    assert found == [story.story_id for story in desk_base.stories()]


def test_cursor_of_another_state_of_the_base_is_refused(client: TestClient) -> None:
    assert client.get("/v1/stories?cursor=g_other.25").json()["error"]["code"] == "base_changed"


def test_story_has_the_words_of_the_tables(client: TestClient, founding_story: str) -> None:
    story = client.get(f"/v1/stories/{founding_story}").json()
    assert story["story"]["counts"] == "2 articles / 1 text / 1 origin"
    for table, rows in (("origins", story["origins"]), ("edits", story["articles"][1]["edits"])):
        assert list(rows[0]) == SCHEMAS[table].names


def test_story_gives_events_to_those_who_ask_as_sure_as_asked(client: TestClient, founding_story: str) -> None:
    usual, sure = (client.get(f"/v1/stories/{founding_story}{asked}").json() for asked in ("", "?least=0.7"))
    assert not usual["events"]
    assert sure["events"]
    assert all(event["confidence"] >= 0.7 for event in sure["events"])


def test_edits_are_those_of_the_table(client: TestClient, desk_base: wirecopy.NewsBase, founding_story: str) -> None:
    answer = client.get(f"/v1/stories/{founding_story}/edits", params={"limit": 200, "substantive": False}).json()
    assert answer["total"] == 47
    assert all(edit in desk_base.table("edits").to_arrow().to_pylist() for edit in answer["edits"])


def test_page_gives_the_characters_asked_for(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    article = desk_base.table("articles").to_arrow().slice(0, 1).to_pylist()[0]
    raw = desk_base.tables.rows("pages", "page_id", [article["page_id"]])["raw"][0].as_py()
    answer = client.get(f"/v1/articles/{article['article_id']}/page?start=10&end=50").json()
    assert answer["raw"] == raw[10:50]
    assert all(span["start"] < 50 and span["end"] > 10 for span in answer["spans"])


def test_copies_say_what_each_changed(client: TestClient, ferry_story: str) -> None:
    rows = client.get(f"/v1/stories/{ferry_story}/copies").json()["articles"]
    assert any(row["substantive_edits"] and row["edits_by_kind"] for row in rows)


def test_search_gives_excerpts_without_marks(client: TestClient) -> None:
    (hit,) = client.get("/v1/search?q=Shangri").json()["hits"]
    assert "Shangri" in hit["excerpt"]
    assert not set(hit["excerpt"]) & {"\x02", "\x03"}


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_table_can_be_had_whole(client: TestClient, desk_base: wirecopy.NewsBase, table: str) -> None:
    answer = client.get(f"/v1/tables/{table}?format=parquet")
    assert answer.headers["content-disposition"] == f'attachment; filename="{table}.parquet"'
    assert pq.read_table(io.BytesIO(answer.content)).num_rows == len(desk_base.table(table))


def test_family_can_be_had_for_scholars(client: TestClient, founding_story: str) -> None:
    assert b"<TEI" in client.get(f"/v1/stories/{founding_story}/export?format=tei").content


def test_error_has_one_shape(client: TestClient) -> None:
    for path in ("/v1/stories/x", "/v1/nothing", "/v1/stories?limit=0", "/v1/stories?order=odd", "/v1/tables/x"):
        error = client.get(path).json()
        assert list(error) == ["error"]
        assert list(error["error"]) == ["code", "message"]


def test_answer_is_not_sent_twice(client: TestClient) -> None:
    mark = client.get("/v1/stories").headers["etag"]
    assert client.get("/v1/stories", headers={"if-none-match": mark}).status_code == 304
    assert client.get("/v1/stories?q=x", headers={"if-none-match": mark}).status_code == 200


def test_compare_finds_the_copies_and_keeps_nothing(
    client: TestClient, founding_raw: tuple[str, str], founding_story: str
) -> None:
    answer = client.post("/v1/compare", json={"text": founding_raw[1]}).json()
    assert {copy["story_id"] for copy in answer["copies"] if copy["relation"] == "copy"} == {founding_story}
    assert answer["copies"][0]["share_of_other"] == 1.0
    assert answer["origins"][0]["reasons"]
    assert client.get("/v1/stories").json()["stories"][0]["articles"] <= 3


def test_compare_tells_a_changed_number(client: TestClient, founding_raw: tuple[str, str]) -> None:
    changed = founding_raw[0].replace("over a dozen requests", "over 40 requests")
    answer = client.post("/v1/compare", json={"text": changed}).json()
    assert [(e["base_text"], e["text"]) for e in answer["edits"] if e["kind"] == "number"] == [("a dozen", "40")]


def test_compare_says_that_no_copy_is_no_proof(client: TestClient) -> None:
    answer = client.post("/v1/compare", json={"text": "Nobody else has told of the quiet lighthouse keeper."}).json()
    assert (answer["copies"], answer["origins"]) == ([], [])
    assert "nothing of independence" in answer["said"]


def test_check_counts_copies_once_and_keeps_its_older_name(client: TestClient, founding_raw: tuple[str, str]) -> None:
    other = "The harbour master of Brandt opened a second quay on Friday. Boats came from three islands to see it."
    answer = client.post("/v1/check", json={"sources": [*founding_raw, {"text": other, "outlet": "Lund Post"}]}).json()
    assert answer["origins"] == {"least": 1, "most": 1}
    assert [group["members"] for group in answer["groups"]] == [[0, 1], [2]]
    assert all(group["reasons"] for group in answer["groups"])
    texts = [{"text": raw} for raw in (*founding_raw, other)]
    before = client.post("/v1/independence", json={"texts": texts}).json()
    assert (before["origins_low"], before["origins_high"]) == (1, 1)
    assert [group["members"] for group in before["groups"]] == [[0, 1], [2]]


@pytest.mark.parametrize("sources", [[], "a text", [1], [{}] * 501])
def test_check_of_no_list_of_sources_is_refused(client: TestClient, sources: object) -> None:
    assert client.post("/v1/check", json={"sources": sources}).status_code == 422


def test_adding_needs_the_token(client: TestClient, writable_base: wirecopy.NewsBase) -> None:
    page = {"text": "The ferry to Lund sails again from Monday, the harbour office said.", "outlet": "Lund Post"}
    assert client.post("/v1/pages", json=page).json()["error"]["code"] == "read_only"
    app = desk_app(writable_base, DeskOptions(token=TOKEN))
    with TestClient(app, base_url="http://localhost") as desk:
        wrong = desk.post("/v1/pages", json=page, headers={"authorization": "Bearer another-token-here"})
        right = desk.post("/v1/pages", json=page, headers={"authorization": f"Bearer {TOKEN}"})
        listed = desk.get("/").text
    assert wrong.status_code == 401
    assert (right.status_code, right.json()["state"]) == (200, "new")
    assert "The ferry to Lund" in listed


def test_openapi_names_every_answer_and_error(client: TestClient) -> None:
    paths = client.get("/v1/openapi.json").json()["paths"]
    assert "/v1/stories/{story_id}/origins" in paths
    for path, methods in paths.items():
        for operation in methods.values():
            assert "422" in operation["responses"], path
            json.dumps(operation)

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

import wirecopy


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_list_heads_each_story_with_its_three_counts(client: TestClient, founding_story: str) -> None:
    page = shown(client, "/")
    assert "2 articles / 1 text / 1 origin" in page
    assert f'href="/story/{founding_story}"' in page


def test_list_filters_by_outlet_and_by_substance(client: TestClient, ferry_story: str, founding_story: str) -> None:
    page = shown(client, "/?substantive=1")
    assert ferry_story in page
    assert founding_story not in page


def test_list_leaves_out_stories_outside_the_period(client: TestClient, founding_story: str) -> None:
    assert founding_story in shown(client, "/?since=2023-05-30&until=2023-05-30")
    assert founding_story not in shown(client, "/?since=2023-05-31")


def test_search_shows_the_words_in_their_place(client: TestClient) -> None:
    assert "<mark>Shangri</mark>" in shown(client, "/?q=shangri+dialogue")


def test_search_takes_what_looks_like_an_operator_as_words(client: TestClient) -> None:
    assert "No story." in shown(client, "/?q=%22+OR+NEAR(x)+*+%00")


def test_story_numbers_what_differs_and_names_its_outlets(client: TestClient, ferry_story: str) -> None:
    page = shown(client, f"/story/{ferry_story}")
    note = re.search(r'class="to-note" id="at-[^"]*" href="#(note-[^"]*)"', page)
    assert note is not None
    assert f'id="{note[1]}"' in page
    assert 'class="carriers"' in page


def test_story_has_every_part_its_own_links_lead_to(client: TestClient, ferry_story: str, founding_story: str) -> None:
    for story in (ferry_story, founding_story):
        page = shown(client, f"/story/{story}")
        ids = set(re.findall(r'\bid="([^"]+)"', page))
        assert not set(re.findall(r'href="#([^"]+)"', page)) - ids


def test_story_links_into_raw_pages_that_have_the_place(client: TestClient, ferry_story: str) -> None:
    links = set(re.findall(r'href="(/raw/[^"#]+)#([^"]+)"', shown(client, f"/story/{ferry_story}")))
    assert links
    pages = {path: shown(client, path) for path, _ in links}
    assert not [place for path, place in links if f'id="{place}"' not in pages[path]]


def test_raw_page_names_its_spans_and_each_has_an_address(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    article = desk_base.table("tickers").to_arrow()["article_id"][0].as_py()
    page = shown(client, f"/raw/{article}")
    assert "ticker ×34" in page
    address = re.search(r'class="tag" href="(/raw/[^"]+/\d+-\d+)"', page)
    assert address is not None
    assert 'class="permalink"' in shown(client, address[1])


def test_span_permalink_marks_exactly_its_characters(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    page = desk_base.table("pages").to_arrow().slice(0, 1).to_pylist()[0]
    articles = desk_base.tables.rows("articles").to_pylist()
    article = next(row["article_id"] for row in articles if row["page_id"] == page["page_id"])
    found = re.findall(r'<span class="[^"]*here">([^<]*)</span>', shown(client, f"/raw/{article}/40-60"))
    assert "".join(found).replace("&#39;", "'").replace("&#34;", '"') == page["raw"][40:60]


@pytest.mark.parametrize("path", ["/raw/a_none", "/story/s_none", "/pair/a_x/a_y", "/outlets/Nobody", "/nothing"])
def test_what_is_not_there_is_said_with_its_status(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_pair_marks_every_edit_on_both_sides(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    story = next(s for s in desk_base.stories() if "Shangfu" in s.label)
    left, right = (member.article.article_id for member in desk_base.story(story.story_id).members)
    marks = re.findall(r'data-edit="(\d+)"', shown(client, f"/pair/{left}/{right}"))
    assert sorted(set(marks), key=int) == [str(number) for number in range(47)]
    assert all(marks.count(number) >= 2 for number in marks)


def test_page_is_not_sent_twice_while_the_base_is_the_same(client: TestClient, founding_story: str) -> None:
    first = client.get(f"/story/{founding_story}")
    again = client.get(f"/story/{founding_story}", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_outlet_shows_its_house_style(client: TestClient, desk_base: wirecopy.NewsBase) -> None:
    page = shown(client, "/outlets")
    for one in desk_base.outlets():
        assert one.outlet in page


def test_map_shows_the_towns_of_the_story(client: TestClient, founding_story: str) -> None:
    page = shown(client, f"/story/{founding_story}")
    assert re.search(r"<title>Singapore: \d+ mentions</title>", page)


def test_story_shows_facts_as_sure_as_asked_for(client: TestClient, founding_story: str) -> None:
    usual, every = (shown(client, f"/story/{founding_story}{asked}") for asked in ("", "?least=0"))
    surest = shown(client, f"/story/{founding_story}?least=1")
    events = [
        int(re.findall(r">([0-9]+) events?<", page)[0]) if "events-title" in page else 0
        for page in (every, usual, surest)
    ]
    assert events[0] > events[1] == events[2] == 0
    assert 'type="range"' in usual
    assert "from 1.00" in surest
    assert client.get(f"/story/{founding_story}?least=2").status_code == 422

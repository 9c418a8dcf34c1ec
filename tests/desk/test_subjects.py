from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import wirecopy
from wirecopy.desk.app import desk_app
from wirecopy.desk.finding.catalogue import Filter, catalogue
from wirecopy.desk.finding.index import FILE, StoryIndex, open_finder
from wirecopy.desk.options import DeskOptions
from wirecopy.serve.views.story import headlines
from wirecopy.store.lookup import open_lookup


@pytest.fixture(scope="module")
def finder(desk_base: wirecopy.NewsBase) -> StoryIndex:
    return open_finder(open_lookup(desk_base.tables))


def shown(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_catalogue_tells_each_story_as_the_story_list_does(desk_base: wirecopy.NewsBase, finder: StoryIndex) -> None:
    listed, total = catalogue(finder).listed(Filter(), "recent", 0, 100)
    told = headlines(open_lookup(desk_base.tables))
    assert total == len(told)
    assert {line.story_id: line for line in listed} == {line.story_id: line for line in told}


def test_index_appears_whole_and_is_made_once(desk_base: wirecopy.NewsBase, finder: StoryIndex) -> None:
    folder = open_lookup(desk_base.tables).folder
    assert folder is not None
    made = (folder / FILE).stat().st_mtime_ns
    open_finder(open_lookup(desk_base.tables))
    assert (folder / FILE).stat().st_mtime_ns == made
    assert not list(folder.glob(f".{FILE}*"))


def test_orders_differ_in_what_comes_first(finder: StoryIndex) -> None:
    sizes = [line.articles for line in catalogue(finder).listed(Filter(), "articles", 0, 100)[0]]
    origins = [line.origins_high for line in catalogue(finder).listed(Filter(), "origins", 0, 100)[0]]
    assert sizes == sorted(sizes, reverse=True)
    assert origins == sorted(origins, reverse=True)


def test_counts_of_a_facet_are_those_of_the_lists_it_leads_to(client: TestClient, finder: StoryIndex) -> None:
    stories = catalogue(finder)
    for facet, offered in stories.narrowing(Filter()).facets.items():
        for one in offered:
            assert stories.listed(Filter(((facet, one.value),)), "recent", 0, 1)[1] == one.stories
    page = shown(client, "/?person=wang+yi")
    assert "Person: Wang Yi" in page
    assert "1 story" in page


def test_counts_of_a_narrowed_list_are_those_of_the_lists_they_lead_to(finder: StoryIndex) -> None:
    stories = catalogue(finder)
    (place, *_) = stories.narrowing(Filter()).facets["place"]
    wanted = (("place", place.value),)
    told = stories.narrowing(Filter(wanted))
    numbers = [
        stories.listed(Filter(wanted, **{name: True}), "recent", 0, 1)[1]  # type: ignore[arg-type]
        for name in ("conflicts", "substantive", "several")
    ]
    assert numbers == [told.conflicts, told.substantive, told.several]
    assert sum(bar.number for bar in told.days) == sum(
        line.first_published is not None for line in stories.listed(Filter(wanted), "recent", 0, 100)[0]
    )
    for one in told.origins:
        assert stories.listed(Filter(wanted, origins=one.value), "recent", 0, 1)[1] == one.stories


def test_person_has_stories_quotations_and_events(client: TestClient, founding_story: str) -> None:
    page = shown(client, "/person/Pat%20Ryder")
    assert f'href="/story/{founding_story}' in page
    assert "they have declined our early May invitation" in page
    assert 'href="/person/wang%20yi"' in page


def test_place_stands_on_a_map_and_is_found_by_its_number(client: TestClient, finder: StoryIndex) -> None:
    vienna = finder.rows("SELECT key FROM named WHERE name = 'Vienna'")[0][0]
    assert vienna.isdigit()
    assert 'class="map"' in shown(client, f"/place/{vienna}")


def test_dyad_tells_events_by_day_whichever_side_is_named_first(client: TestClient) -> None:
    page = shown(client, "/dyad/usa/chn")
    assert "China – United States" in page
    assert page.count('class="when"') == shown(client, "/dyad/CHN/USA").count('class="when"') > 1


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Iterator[TestClient]:
    """The desk of one text that 45 outlets ran, each with a line of its own; every other one credits the agency."""
    text = (root / "src" / "wirecopy" / "demo").glob("*.txt")
    body = max((path.read_text("utf-8") for path in text), key=len)
    rows = [
        {
            "id": str(n), "outlet": f"paper{n}.example", "published": f"2024-05-01T{n % 24:02d}:00:00Z",
            "text": f"Headline {n}\n\n{'BERGEN (AP) - ' * (n % 2)}{body}\n\nReader {n} said {n} boats were late.",
        }
        for n in range(1, 46)
    ]  # fmt: skip
    folder = tmp_path_factory.mktemp("crowd")
    (folder / "pages.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "pages.jsonl"])
    with TestClient(desk_app(base, DeskOptions(rate=1e4, burst=10_000)), base_url="http://localhost") as opened:
        yield opened


def test_a_story_of_many_copies_is_a_small_page_that_opens(crowd: TestClient) -> None:
    story = max(crowd.get("/v1/stories").json()["stories"], key=lambda line: line["articles"])
    assert story["articles"] > 40
    page = shown(crowd, f"/story/{story['story_id']}")
    assert len(page.encode()) < 300_000
    assert len(re.findall("<[a-z]", page)) < 4_000
    ids = set(re.findall(r'\bid="([^"]+)"', page))
    assert not set(re.findall(r'href="#([^"]+)"', page)) - ids
    opened = re.findall(r'href="(/story/[^"]+\?open=[^"#]+)#([^"]+)"', page)
    assert opened
    whole = shown(crowd, opened[0][0])
    assert [place for address, place in opened if address == opened[0][0] and f'id="{place}"' not in whole] == []


def test_lists_of_people_leave_out_whom_no_name_is_known_of(client: TestClient, finder: StoryIndex) -> None:
    nameless = [key for (key,) in finder.rows("SELECT key FROM named WHERE described")]
    named = [key for (key,) in finder.rows("SELECT key FROM named WHERE kind = 'person' AND NOT described")]
    assert named
    listed = re.findall(r'href="/person/([^"]+)"', shown(client, "/people"))
    assert {key.replace(" ", "%20") for key in named} >= set(listed)
    for key in nameless:
        assert shown(client, f"/person/{key}")


def test_outlet_says_whom_it_credits_and_how_much_is_its_own(crowd: TestClient) -> None:
    page = shown(crowd, "/outlets/paper7.example")
    assert "Own text" in page
    assert 'href="/agency/AP"' in page
    assert "House style" in page


def test_agency_names_outlets_with_and_without_credit(client: TestClient, finder: StoryIndex) -> None:
    found = finder.rows("SELECT agency, count(*) FROM piece WHERE agency <> '' GROUP BY agency ORDER BY agency")
    assert found
    for agency, credited in found:
        rows = csv.DictReader(io.StringIO(client.get("/v1/shown/reach", params={"agency": agency}).text))
        assert sum(int(row["credited"]) for row in rows) == credited
        page = shown(client, f"/agency/{agency}")
        assert "no credit found" in page
        assert "without credit" not in page


@pytest.mark.parametrize("path", ["/person/nobody", "/place/0", "/agency/none", "/outlets/none", "/dyad/AAQ/BBQ"])
def test_what_is_not_there_is_refused_in_words(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert any(words in answer.text for words in ("in this base", "No article", "There is no country"))


@pytest.mark.parametrize(
    "path", ["/people", "/organisations", "/places", "/outlets", "/agencies", "/dyads", "/events", "/person/wang%20yi"]
)
def test_every_link_of_a_page_leads_somewhere(client: TestClient, path: str) -> None:
    page = shown(client, path)
    links = {link.replace("&amp;", "&") for link in re.findall(r'href="(/[^"#]*)', page)}
    assert links
    assert [link for link in sorted(links)[:60] if client.get(link).status_code != 200] == []


def test_search_for_two_countries_leads_to_what_is_between_them(client: TestClient) -> None:
    page = client.get("/", params={"q": "the USA and Peru"}).text
    assert '<a href="/dyad/PER/USA">Peru – United States</a>' in page
    assert "/dyad/" not in client.get("/", params={"q": "USA, Peru and Chad"}).text.split("Narrow down")[0]
    answer = client.get("/dyad/PER/TCD")
    assert answer.status_code == 200
    assert "No event between these two countries" in answer.text


def test_search_for_a_phrase_tells_who_said_it_and_who_had_it_first(client: TestClient, founding_story: str) -> None:
    rows = client.get(f"/v1/stories/{founding_story}/tables/quotes?format=jsonl").text.splitlines()
    told = next(row for row in map(json.loads, rows) if row["kind"] == "direct" and len(row["text"].split()) > 5)
    phrase = " ".join(told["text"].strip('"“”.').split()[:4])
    said = client.get("/", params={"q": f'"{phrase}"'}).text.split("Quotations with these words")[1]
    assert phrase.lower() in said.lower()
    assert "first " in said


def test_search_names_people_who_are_called_so(client: TestClient) -> None:
    assert re.search(r'class="called">.*href="/person/wang%20yi"', shown(client, "/?q=Wang"))


def test_search_names_an_agency_among_other_words(crowd: TestClient) -> None:
    page = shown(crowd, "/?q=AP+without+credit")
    assert 'href="/agency/AP"' in page[page.index('class="called"') : page.index('class="finding"')]


def test_files_of_events_stand_before_the_events(client: TestClient) -> None:
    for path in ("/events", "/dyad/CHN/USA"):
        page = shown(client, path)
        assert page.index("/v1/shown/events?") < page.index('class="when"')


def test_files_have_the_rows_of_the_page(client: TestClient, founding_story: str) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/v1/shown/stories?person=wang+yi").text)))
    assert [row["story_id"] for row in rows] == [founding_story]
    told = [json.loads(line) for line in client.get("/v1/shown/dyads?format=jsonl").text.splitlines()]
    assert ("CHN", "USA") in {(row["a"], row["b"]) for row in told}


def test_geojson_has_the_places_of_events_and_nothing_that_lies_nowhere(client: TestClient) -> None:
    told = client.get("/v1/shown/events?dyad=usa-chn&format=geojson").json()
    assert told["type"] == "FeatureCollection"
    assert all(len(one["geometry"]["coordinates"]) == 2 for one in told["features"])
    assert client.get("/v1/shown/dyads?format=geojson").status_code == 404

"""Places and agencies of datelines: mentions with the function `dateline`, at the page's offsets."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.made import article
from wirecopy.facts import CutDateline, Facts, Knowledge, extract
from wirecopy.facts.entities.datelines import agency_tag, dateline_sites
from wirecopy.types import Stretch


def told(head: str, rest: str, knowledge: Knowledge, *, place: str | None = None, agency: str = "") -> Facts:
    raw = head + rest
    dateline = CutDateline(0, head, place, (agency,) if agency else ())
    return extract("s_1", article(raw, body=[Stretch(len(head), len(raw))]), knowledge, datelines=[dateline])


def dateline_words(head: str, facts: Facts) -> dict[str, str]:
    names = {e.entity_id: e.name for e in facts.entities}
    return {head[m.start : m.end]: names[m.fact_id] for m in facts.mentions if m.function == "dateline"}


@pytest.mark.parametrize(
    ("head", "named"),
    [
        ("NEW DELHI, May 3 (Reuters) - ", {"NEW DELHI": "New Delhi", "Reuters": "Reuters"}),
        ("GLASGOW, Scotland (AP) -- ", {"GLASGOW": "Glasgow", "Scotland": "United Kingdom", "AP": "AP"}),
        ("PARIS/BERLIN (AFP) — ", {"PARIS": "Paris", "BERLIN": "Berlin", "AFP": "AFP"}),
        ("BEIRUT [Lebanon], Dec. 1: ", {"BEIRUT": "Beirut", "Lebanon": "Lebanon"}),
        ("Islamabad", {"Islamabad": "Islamabad"}),
    ],
)
def test_dateline_names_places_and_the_agency(head: str, named: dict[str, str], knowledge: Knowledge) -> None:
    agency = next((name for name in ("Reuters", "AP", "AFP") if name in named), "")
    facts = told(head, "The talks went on.", knowledge, agency=agency)
    assert dateline_words(head, facts) == named


def test_dateline_place_is_the_place_of_the_text(knowledge: Knowledge) -> None:
    facts = told("ROME (AP) — ", "Rain fell in Rome.", knowledge, agency="AP")
    (rome,) = [e for e in facts.entities if e.kind == "place"]
    assert [m.function for m in facts.mentions if m.fact_id == rome.entity_id] == ["dateline", "locative"]
    assert rome.country == "ITA"


@pytest.mark.parametrize(
    ("head", "rest", "name"),
    [
        ("NEW YORK (AP) — ", "Shares fell on Monday.", "New York City"),
        ("NEW YORK (AP) — ", "Farmers in New York and Ohio lost their wheat.", "New York"),
        ("ALBANY, New York (AP) — ", "The house sat on Monday.", "New York"),
    ],
)
def test_dateline_that_could_be_a_state_is_the_town_unless_the_text_says_more(
    head: str, rest: str, name: str, knowledge: Knowledge
) -> None:
    facts = told(head, rest, knowledge, agency="AP")
    words = dateline_words(head, facts)
    assert words["NEW YORK" if "NEW YORK" in words else "New York"] == name


def test_dateline_agency_is_the_body_the_text_names(knowledge: Knowledge) -> None:
    raw = "Jane Roe told The Associated Press that it rained."
    head = CutDateline(0, "ROME (AP) — ", "Rome", ("AP", "associated press"))
    body = [Stretch(len(head.text), len(head.text) + len(raw))]
    facts = extract("s_1", article(head.text + raw, body=body), knowledge, datelines=[head])
    agencies = [e for e in facts.entities if e.kind == "organisation"]
    assert [a.name for a in agencies] == ["Associated Press"]


def test_dateline_of_an_unknown_place_is_a_place_without_coordinates(knowledge: Knowledge) -> None:
    rest = "Boats lay in Port Alden. The Port Alden Bank shut."
    facts = told("PORT ALDEN, Scotland – ", rest, knowledge, place="Port Alden, Scotland")
    port = next(e for e in facts.entities if e.name == "Port Alden")
    assert (port.kind, port.value, port.country, port.rule) == ("place", None, "GBR", "place:dateline")
    assert [m.function for m in facts.mentions if m.fact_id == port.entity_id] == ["dateline", "locative"]


def test_agency_tag_is_none_where_nobody_is_credited() -> None:
    assert agency_tag(CutDateline(0, "BONN (left) - ")) is None


@settings(max_examples=60, deadline=None)
@given(head=st.text(alphabet="ABc .,/()[]—-:4é\n", max_size=60), start=st.integers(0, 9))
def test_datelines_of_any_text_stay_inside_it(head: str, start: int, knowledge: Knowledge) -> None:
    dateline = CutDateline(start, head, head[:9], ("AP",))
    found = [site.stretch for site in dateline_sites([dateline], knowledge)]
    tag = agency_tag(dateline)
    for stretch in [*found, *([tag] if tag else [])]:
        assert start <= stretch.start < stretch.end <= start + len(head)

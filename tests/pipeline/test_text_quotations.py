"""Facts of one text with no base, and plug-ins: a stand-in endpoint that speaks the protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.standin import StandIn, answer
from wirecopy.options import FactsOptions, Options
from wirecopy.pipeline.plugins import EndpointPlugin, PluginFailed, claims_of, load_plugin
from wirecopy.pipeline.text_quotations import quotations_of

TEXT = '"We are done," Mayor Jane Roe said in Paris.'


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    server = StandIn(answer(("place", "Paris"), ("person", "John Doe"), ("organisation", "Mayor")))
    yield server
    server.server.shutdown()


def test_text_is_told_with_no_base() -> None:
    (one,) = quotations_of(TEXT, Options())
    assert [(q.text, q.speaker) for q in one.facts.quotes] == [("We are done", "Jane Roe")]


def test_file_is_cleaned_before_it_is_told(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(f"Comments are closed.\n\n{TEXT}\n", "utf-8")
    (one,) = quotations_of(page, Options())
    places = [one.raw[m.start : m.end] for m in one.facts.mentions if m.fact_id == one.facts.quotes[0].quote_id]
    assert places == ['"We are done,"']


def test_endpoint_is_asked_by_schema_and_baseless_claims_are_dropped(stand_in: StandIn) -> None:
    (one,) = quotations_of(TEXT, Options(facts=FactsOptions(stand_in.url, "small")))
    (asked,) = stand_in.asked
    assert (asked["path"], asked["model"]) == ("/v1/chat/completions", "small")
    assert asked["response_format"]["type"] == "json_schema"
    assert asked["messages"][1]["content"] == TEXT
    assert one.dropped == 1
    assert "plugin:endpoint:small" in {entity.rule for entity in one.facts.entities}


def test_answers_are_kept_by_content(stand_in: StandIn, tmp_path: Path) -> None:
    plugin = EndpointPlugin(stand_in.url, "small")
    first = claims_of(plugin, TEXT, tmp_path / "cache")
    assert claims_of(plugin, TEXT, tmp_path / "cache") == first
    claims_of(plugin, TEXT + " More.", tmp_path / "cache")
    assert len(stand_in.asked) == 2


def test_endpoint_that_talks_nonsense_is_said_to() -> None:
    server = StandIn("no JSON at all")
    with pytest.raises(PluginFailed, match="did not answer"):
        EndpointPlugin(server.url, "small").claims(TEXT)
    server.server.shutdown()


def test_spacy_pipeline_on_disk_claims_its_entities(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")
    pipeline = spacy.blank("en")
    pipeline.add_pipe("entity_ruler").add_patterns(
        [{"label": "GPE", "pattern": "Paris"}, {"label": "LAW", "pattern": "done"}]
    )
    pipeline.to_disk(tmp_path / "ruler")
    (one,) = quotations_of(TEXT, Options(facts=FactsOptions(str(tmp_path / "ruler"))))
    claimed = [(entity.kind, entity.name) for entity in one.facts.entities if entity.rule == "plugin:spacy:ruler"]
    assert (claimed, one.dropped) == ([("place", "Paris")], 0)


def test_folder_without_a_pipeline_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("spacy")
    with pytest.raises(PluginFailed):
        load_plugin(str(tmp_path))


def test_languages_that_views_name_are_those_that_are_read() -> None:
    from wirecopy.facts import supported_languages
    from wirecopy.serve.views.entities import READ_LANGUAGES

    assert supported_languages() == READ_LANGUAGES

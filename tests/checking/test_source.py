from __future__ import annotations

from typing import Any

import pytest

import wirecopy
from wirecopy.pipeline.checking.cues import load_cues
from wirecopy.pipeline.checking.source import stated_of


@pytest.mark.parametrize(
    ("given", "stated"),
    [
        ({"page_content": "Text.", "metadata": {"source": "https://a.example/1", "title": "T"}},
         {"text": "Text.", "url": "https://a.example/1", "title": "T"}),
        ({"content": "Text.", "url": "https://a.example/1", "publishedAt": "2026-03-10", "source": {"name": "A"}},
         {"text": "Text.", "url": "https://a.example/1", "outlet": "A", "published": "2026-03-10"}),
        ({"link": "https://a.example/1", "title": "T", "snippet": "Some words.", "authors": ["Jane Roe", "Max Poe"]},
         {"text": "Some words.", "url": "https://a.example/1", "title": "T", "author": "Jane Roe, Max Poe"}),
        ("Ferry late again", {"title": "Ferry late again"}),
        ("The ferry was late on Friday.", {"text": "The ferry was late on Friday."}),
        ("", {}),
    ],
)  # fmt: skip
def test_stated_of_knows_the_names_that_search_tools_use(given: Any, stated: dict[str, str]) -> None:
    assert stated_of(given) == stated


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        ("With Associated Press", "AP"),
        ("© Agence France-Presse", "AFP"), ("(dpa)", "dpa"), ("Source: Reuters", "Reuters"),
        ("Additional reporting by Reuters", None), ("Reuters was founded in London by a man who used pigeons.", None),
    ],
)  # fmt: skip
def test_closing_credit_is_told_from_help_and_from_sentences(end: str, agency: str | None) -> None:
    credit, _ = load_cues().closing_credit(f"The ferry sails again.\n\n{end}")
    assert (credit.name if credit else None) == agency


def test_a_source_of_which_nothing_is_read_names_the_keys_that_say_nothing() -> None:
    answer = wirecopy.check([{"titel": "Ferry sails again"}])
    assert answer.not_compared[0].why == "neither a text nor a headline; keys that are not read: titel"

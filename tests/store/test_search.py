from __future__ import annotations

from pathlib import Path

import pytest

from wirecopy.store.layout import reading_uri
from wirecopy.store.live import open_index
from wirecopy.store.search import MARKS, SearchText, indexed_generation, rebuild, search


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "live.sqlite"
    texts = [
        SearchText("s1", "a1", 100.0, "2023-05-30", "Talks fail", "The talks in Vienna failed on Monday."),
        SearchText("s2", "a2", 200.0, "2023-06-01", "Talks resume", "In Vienna the talks resumed, Erdoğan said."),
        SearchText("s3", "a3", None, None, "Undated", "Old talks of Vienna."),
    ]
    rebuild(path, "g1", texts)
    return path


def test_search_gives_the_newest_first_and_undated_last(index: Path) -> None:
    assert [hit.story_id for hit in search(index, "vienna talks", 9)] == ["s2", "s1", "s3"]


def test_search_takes_a_quoted_phrase_as_one(index: Path) -> None:
    assert [hit.story_id for hit in search(index, '"the talks"', 9)] == ["s2", "s1"]


def test_search_finds_words_whatever_their_accents(index: Path) -> None:
    assert [hit.story_id for hit in search(index, "erdogan", 9)] == ["s2"]


def test_search_marks_the_words_it_found(index: Path) -> None:
    (hit,) = search(index, "resumed", 9)
    assert f"{MARKS[0]}resumed{MARKS[1]}" in hit.excerpt


@pytest.mark.parametrize("words", ['"', "*", "NEAR(", "a:b", "talks AND", "(", "-", "'; DROP TABLE texts"])
def test_search_takes_no_word_for_an_operator(index: Path, words: str) -> None:
    search(index, words, 9)
    assert search(index, "vienna", 9)


def test_rebuild_replaces_what_was_there(index: Path) -> None:
    rebuild(index, "g2", [])
    assert search(index, "vienna", 9) == []
    assert indexed_generation(index) == "g2"


def test_a_database_of_waiting_pages_alone_has_nothing(tmp_path: Path) -> None:
    with open_index(tmp_path / "live.sqlite"):
        pass
    assert search(tmp_path / "live.sqlite", "ferry", 9) == []
    assert indexed_generation(tmp_path / "live.sqlite") is None


def test_an_index_in_a_folder_that_may_only_be_read_is_read(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert "immutable" in reading_uri(index)
    assert search(index, "vienna", 9)
    assert indexed_generation(index) == "g1"

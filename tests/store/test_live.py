"""The index of single pages: when it may be trusted."""

from __future__ import annotations

from pathlib import Path

from wirecopy.store.live import open_index, read_index


def test_an_index_whose_hashes_are_others_counts_as_not_built(tmp_path: Path) -> None:
    path = tmp_path / "live.sqlite"
    with open_index(path) as index:
        index.rebuild("g1", ())
        assert index.generation() == "g1"
        index.connection.execute("UPDATE meta SET value = '1' WHERE key = 'live_hashes'")
    with read_index(path) as index:
        assert index is not None
        assert index.generation() is None


def test_an_index_that_names_no_hashes_counts_as_not_built(tmp_path: Path) -> None:
    path = tmp_path / "live.sqlite"
    with open_index(path) as index:
        index.rebuild("g1", ())
        index.connection.execute("DELETE FROM meta WHERE key = 'live_hashes'")
        assert index.generation() is None

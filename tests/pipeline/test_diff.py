from __future__ import annotations

from pathlib import Path

import pytest

import wirecopy
from twins import twin
from wirecopy.errors import UnreadableInput


def test_diff_of_the_founding_pages_is_all_style(founding: Path) -> None:
    found = wirecopy.diff(*sorted(founding.glob("*.txt")))
    assert found.headline.counts == "2 articles / 1 text / 1 origin"
    assert sum(found.members[1].edit_counts().values()) == 47


@pytest.mark.parametrize("turned", [False, True])
def test_diff_compares_from_the_first_file(turned: bool, founding: Path) -> None:
    paths = sorted(founding.glob("*.txt"), reverse=turned)
    found = wirecopy.diff(*paths)
    assert [member.page.uri for member in found.members] == [str(path) for path in paths]
    assert found.members[0].is_canonical


def test_diff_of_unrelated_pages_says_two_texts(tmp_path: Path) -> None:
    one, other = twin(0).write(tmp_path)[0], twin(1).write(tmp_path)[0]
    found = wirecopy.diff(one, other)
    assert found.headline.counts.startswith("2 articles / 2 texts / 2 origins")
    assert {member.page.uri for member in found.members} == {str(one), str(other)}


def test_diff_of_a_file_with_itself_finds_no_edit(tmp_path: Path) -> None:
    one = twin(0).write(tmp_path)[0]
    found = wirecopy.diff(one, one)
    assert found.headline.counts == "2 articles / 1 text / 1 origin"
    assert not found.members[1].edits


def test_diff_tells_an_empty_file_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "b.txt").write_text("One line of text.")
    with pytest.raises(UnreadableInput, match=r"a\.txt"):
        wirecopy.diff(tmp_path / "a.txt", tmp_path / "b.txt")


def test_diff_takes_no_file_of_many_pages(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "one"}\n{"id": 2, "text": "two"}\n')
    (tmp_path / "b.txt").write_text("One line of text.")
    with pytest.raises(UnreadableInput, match="2 pages"):
        wirecopy.diff(tmp_path / "a.jsonl", tmp_path / "b.txt")

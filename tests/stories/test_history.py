from __future__ import annotations

from wirecopy.stories.history import Change, changes, current_stories, keep_ids


def test_changes_tells_merged_split_renamed_and_gone() -> None:
    before = {"a": "s1", "b": "s2", "c": "s3", "d": "s3", "e": "s4", "f": "s5"}
    after = {"a": "s1", "b": "s1", "c": "s3", "d": "s9", "e": "s7"}
    assert changes(before, after) == [
        Change("s2", "merged", "s1"),
        Change("s3", "split", "s3"),
        Change("s3", "split", "s9"),
        Change("s4", "renamed", "s7"),
        Change("s5", "gone", None),
    ]


def test_changes_has_no_row_for_a_story_that_grows() -> None:
    assert changes({"a": "s1"}, {"a": "s1", "b": "s1"}) == []


def test_now_called_follows_a_story_through_several_changes() -> None:
    log = [Change("s1", "merged", "s2"), Change("s2", "split", "s3"), Change("s2", "split", "s4")]
    assert current_stories("s1", log, frozenset({"s3", "s4", "s5"})) == ["s3", "s4"]


def test_keep_ids_gives_the_larger_part_of_a_split_the_old_id() -> None:
    before = dict.fromkeys("abc", "s1")
    kept = keep_ids(before, [["a"], ["b", "c"]], {"a": "new", "b": "other", "c": "other"})
    assert kept == {"a": "new", "b": "s1", "c": "s1"}

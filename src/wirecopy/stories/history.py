"""What became of stories when they were settled anew: which were merged, split, or go by another id now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

ChangeKind = Literal["merged", "split", "renamed", "gone", "archived", "revived"]


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one story, and where its texts are now (null: nowhere); archived ones keep their id."""

    story_id: str
    kind: ChangeKind
    became: str | None


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what became of each story; both mappings name the story of each text.

    A story that keeps its id has no row, unless it was split: then there is a row for each of its parts.

    >>> changes({"a": "s1", "b": "s2"}, {"a": "s1", "b": "s1"})
    [Change(story_id='s2', kind='merged', became='s1')]
    """
    texts: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for text, story in before.items():
        texts[story].add(text)
        if text in after:
            sources[after[text]].add(story)
    found = []
    for story, members in sorted(texts.items()):
        parts = sorted({after[text] for text in members if text in after})
        if parts == [story]:
            continue
        if not parts:
            found.append(Change(story, "gone", None))
        elif len(parts) > 1:
            found += [Change(story, "split", part) for part in parts]
        else:
            found.append(Change(story, "merged" if len(sources[parts[0]]) > 1 else "renamed", parts[0]))
    return found


def archive_changes(before: frozenset[str], archived: frozenset[str], current: frozenset[str]) -> list[Change]:
    """Return which of the `current` stories were archived or revived; `before` are those archived until now.

    >>> archive_changes(frozenset({"s1", "s2"}), frozenset({"s2", "s3"}), frozenset({"s1", "s2", "s3"}))
    [Change(story_id='s3', kind='archived', became='s3'), Change(story_id='s1', kind='revived', became='s1')]
    """
    quiet = [Change(story, "archived", story) for story in sorted((archived - before) & current)]
    return quiet + [Change(story, "revived", story) for story in sorted((before - archived) & current)]


def current_stories(story_id: str, log: Iterable[Change], current: frozenset[str]) -> list[str]:
    """Return the stories of today in which the texts of an earlier one are told, by a log of changes, oldest first.

    >>> log = [Change("s2", "merged", "s1"), Change("s1", "renamed", "s7")]
    >>> current_stories("s2", log, frozenset({"s7"}))
    ['s7']
    """
    names = {story_id}
    for change in log:
        if change.story_id in names and change.became is not None:
            names.add(change.became)
    return sorted(names & current)


def keep_ids(before: Mapping[str, str], groups: Iterable[Iterable[str]], fresh: Mapping[str, str]) -> dict[str, str]:
    """Return the story of each text, ids kept: a group goes by the story most of its texts come from.

    Of several groups from one story the largest part keeps the id; a group without one gets the `fresh` id of its
    first text.
    """
    claims = []
    listed = [list(group) for group in groups]
    for number, members in enumerate(listed):
        counts: dict[str, int] = defaultdict(int)
        for text in members:
            if text in before:
                counts[before[text]] += 1
        claims += [(-count, story, number) for story, count in counts.items()]
    taken: dict[int, str] = {}
    taken_ids: set[str] = set()
    for _, story, number in sorted(claims):
        if number not in taken and story not in taken_ids:
            taken[number] = story
            taken_ids.add(story)
    return {text: taken.get(number, fresh[members[0]]) for number, members in enumerate(listed) for text in members}

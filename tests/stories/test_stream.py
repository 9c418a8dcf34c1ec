from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from wirecopy.stories.batch import StoryText
from wirecopy.stories.online import StoryStream

from .written import reports, tools


def groups(stream: StoryStream) -> set[frozenset[str]]:
    found = defaultdict(set)
    for text, story in stream.story_of.items():
        found[story].add(text)
    return {frozenset(group) for group in found.values()}


def streamed(texts: list[StoryText]) -> StoryStream:
    stream = StoryStream(tools())
    for text in texts:
        stream.add(text)
    return stream


def test_stream_places_reports_as_they_come() -> None:
    stream = streamed(reports())
    assert frozenset({"budget0", "budget1"}) in groups(stream)


def test_stream_settles_to_the_same_stories_in_any_order() -> None:
    forward, backward = streamed(reports()), streamed(reports()[::-1])
    forward.settle()
    backward.settle()
    assert groups(forward) == groups(backward)
    assert frozenset({"ferry0", "ferry1", "ferry2"}) in groups(forward)


def test_stream_takes_a_late_report_to_its_story() -> None:
    late, *others = reports()
    stream = streamed(others)
    stream.settle()
    assert stream.add(late).story_id == stream.story_of["ferry1"]


def test_stream_adds_a_text_once() -> None:
    stream = streamed(reports())
    held = stream.held
    assert stream.add(reports()[0]).story_id == stream.story_of["ferry0"]
    assert stream.held == held


def test_stream_archives_quiet_stories_and_keeps_their_id() -> None:
    stream = streamed(reports())
    stream.settle()
    story = stream.story_of["ferry0"]
    later = replace(reports()[0], text_id="later", time=19_400.5)
    assert stream.add(later).story_id != story
    stream.settle()
    assert stream.held == 1
    assert stream.story_of["ferry0"] == story

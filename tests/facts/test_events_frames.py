"""Every frame's own example is told as the frame says: type, mode, who acts, on whom."""

from __future__ import annotations

import pytest

from facts.told import events_in, sides
from wirecopy.facts.knowledge.event_frames import Frame, load_frames
from wirecopy.facts.knowledge.inflection import verb_forms

FRAMES = load_frames().frames


@pytest.mark.parametrize("frame", FRAMES, ids=lambda frame: frame.name)
def test_frame_example_gives_its_event(frame: Frame) -> None:
    found = [e for e in events_in(frame.example) if e.rule.startswith(f"event:{frame.name}")]
    assert frame.gives in {sides(event) for event in found}
    assert {event.type for event in found} == {frame.type}
    assert frame.mode is None or frame.mode in {event.mode for event in found}


def test_frames_cover_every_type_of_plover() -> None:
    assert len({frame.type for frame in FRAMES}) == 16


def test_frames_of_a_user_go_before_those_of_the_package(tmp_path) -> None:  # type: ignore[no-untyped-def]
    own = tmp_path / "own.toml"
    own.write_text('[[frame]]\ntype = "AID"\nname = "own"\nverbs = "meet"\nexample = ""\ngives = ""\n', "utf-8")
    assert load_frames([own]).of("met")[0].frame.name == "aid.own"


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("ban", "banned"), ("agree", "agreed"), ("deny", "denied"), ("visit", "visiting"), ("free", "freed")],
)
def test_verb_forms_follow_english_spelling(lemma: str, form: str) -> None:
    assert form in verb_forms(lemma, {})

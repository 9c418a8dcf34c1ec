from __future__ import annotations

from wirecopy.stories.additions import own_sentences

from .written import FERRY


def told(texts: dict[str, str]) -> dict[str, list[str]]:
    return {name: [texts[name][s.start : s.end] for s in found] for name, found in own_sentences(texts).items()}


def test_only_in_leaves_out_what_another_text_says_in_other_words() -> None:
    found = told(dict(zip("abc", FERRY, strict=True)))
    assert not any("ran aground off Varnes on Tuesday" in sentence for sentence in found["a"])
    assert any("begun an inquiry" in sentence for sentence in found["c"])


def test_only_in_finds_nothing_of_one_text_in_itself() -> None:
    assert told({"a": FERRY[0], "b": FERRY[0]}) == {"a": [], "b": []}


def test_only_in_keeps_short_asides_out() -> None:
    assert told({"a": "He smiled. " + FERRY[0], "b": FERRY[0]})["a"] == []

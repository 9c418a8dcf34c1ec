"""The scores of families, origins and edits against values worked out by hand, on invented pages."""

from collections.abc import Mapping
from typing import Any

import pytest
from figures import Measure
from origins.base import Told
from origins.edits import edits, meet
from origins.pairs import versions
from origins.sources import calibration, descent, families, lone_pages

KEYS = dict.fromkeys("abcdef", "census-6644")  # any key of the learning half
AP = {"ids": ["a", "b", "c"], "origin": "AP"}


def told(
    origins: Mapping[str, tuple[str | None, float]] | None = None,
    rows: Mapping[str, Mapping[str, Any]] | None = None,
    edits: Mapping[tuple[str, str], list[Mapping[str, Any]]] | None = None,
    outlets: Mapping[str, str] | None = None,
) -> Told:
    named = {
        page: {"origin_id": page, "name": name, "confidence": sure, "depends_on": None, "reasons": []}
        for page, (name, sure) in (origins or {}).items()
    }
    return Told({}, outlets or dict.fromkeys("abc", ""), rows or {}, named, {}, edits or {})


def figures(measures: list[Measure]) -> list[float]:
    return [measure.of("learn") for measure in measures]


@pytest.mark.parametrize(
    ("origins", "verdict"),
    [
        ({"a": ("Associated Press", 0.9), "b": ("apnews.com", 0.9), "c": ("Reuters", 0.9)}, [1, 0, 0]),
        ({"a": (None, 0.2), "b": ("AP", 0.4)}, [0, 1, 0]),
        ({"a": ("Reuters", 0.9), "b": (None, 0.2)}, [0, 0, 1]),
    ],
)
def test_a_family_has_the_origin_most_given_to_its_pages(
    origins: dict[str, tuple[str | None, float]], verdict: list[int]
) -> None:
    assert figures(families([AP], told(origins), KEYS)[:3]) == verdict


def test_naming_what_the_gold_leaves_open_is_counted_apart() -> None:
    open_one = {"ids": ["d"], "origin": None}
    found = families([AP, open_one], told({"a": ("AP", 0.9), "d": ("Reuters", 0.9)}), KEYS)
    assert figures(found) == [1, 0, 0, 1]


def test_lone_pages_are_those_outside_families_that_credit_another() -> None:
    kinds = {"a": "agency", "d": "agency", "e": "own"}
    pages = [{"id": page, "source": "AP", "source_kind": kind} for page, kind in kinds.items()]
    assert [m.size("learn") for m in lone_pages(pages, [AP], told({"d": ("AP", 0.9)}), KEYS)] == [1, 1, 1]


def test_confidence_is_compared_with_what_is_right() -> None:
    sure = {"a": ("AP", 0.9), "b": ("Reuters", 0.9)}
    assert figures(calibration([], [AP], told(sure), KEYS)) == [pytest.approx(0.4), 0.9, 0.5]


def test_parents_outside_the_text_are_wrong() -> None:
    rows = {page: {"parent_article_id": parent, "parent_confidence": 0.7} for page, parent in (("a", "b"), ("b", "f"))}
    rows["c"] = {"parent_article_id": None, "parent_confidence": None}
    found = figures(descent([AP], [], told(rows=rows), KEYS))
    assert [found[0], *found[3:]] == [pytest.approx(v) for v in (2 / 3, 0.5, 0.2, 0.7, 0.5)]


def test_a_page_that_credits_an_outlet_is_to_hang_from_that_outlets_page() -> None:
    rows = {page: {"parent_article_id": "c", "parent_confidence": 0.9} for page in "ab"}
    pages = [
        {"id": page, "source": source, "source_kind": "other_outlet"} for page, source in (("a", "CNN"), ("b", "BBC"))
    ]
    outlets = {"a": "x.example", "b": "y.example", "c": "cnn.com"}
    assert figures(descent([AP], pages, told(rows=rows, outlets=outlets), KEYS))[1:3] == [1, 0]


def test_versions_count_pairs_of_two_states_in_one_family() -> None:
    gold = [{"versions": [["a"], ["b", "c"]]}]
    rows = {page: {"family_id": "f", "version": number} for page, number in zip("abc", (1, 2, 1), strict=True)}
    assert figures(versions(gold, told(rows=rows), KEYS)) == [0.5, 1]


def test_edits_of_the_table_are_read_from_either_side() -> None:
    rows = {page: {"family_id": "f"} for page in "ab"}
    edit = {"start": 9, "end": 12, "text": "two", "base_start": 3, "base_end": 6, "base_text": "six",
            "kind": "number", "substantive": True}  # fmt: skip

    def gold(label: str, start: int, base_start: int) -> dict[str, Any]:
        return {"page": "b", "base_page": "a", "start": start, "end": start + 2, "base_start": base_start,
                "base_end": base_start + 2, "text": "", "base_text": "", "label": label, "note": ""}  # fmt: skip

    labelled = [gold("substance", 4, 10), gold("substance", 40, 50), gold("style", 5, 60)]
    found = figures(edits(labelled, told(rows=rows, edits={("b", "a"): [edit]}), KEYS))
    assert found[:5] == [0.5, 0.5, 1.0, 0.5, 0.5]
    assert found[5] == 1.0
    assert figures(edits(labelled, told(), KEYS))[3] == 0.0


def test_a_label_inside_a_larger_difference_does_not_speak_of_it() -> None:
    rows = {page: {"family_id": "f"} for page in "ab"}
    edit = {"start": 0, "end": 40, "text": "", "base_start": 3, "base_end": 3, "base_text": "",
            "kind": "sentence_added", "substantive": True}  # fmt: skip
    inside = {"page": "b", "base_page": "a", "start": 8, "end": 11, "base_start": 3, "base_end": 3, "text": "",
              "base_text": "", "label": "style", "note": ""}  # fmt: skip
    found = edits([inside], told(rows=rows, edits={("a", "b"): [edit]}), KEYS)
    assert [m.size("learn") for m in found[:3]] == [1, 1, 0]


def test_paraphrases_count_neither_way() -> None:
    row = {"page": "b", "base_page": "a", "note": "paraphrase", "label": "style"}
    assert [m.size("learn") for m in edits([row], told(), KEYS)] == [0] * 9


def test_differences_that_only_touch_do_not_meet() -> None:
    gold = {"start": 5, "end": 8, "base_start": 5, "base_end": 5}
    assert not meet(gold, {"start": 8, "end": 9, "base_start": 5, "base_end": 6})
    assert meet(gold, {"start": 7, "end": 9, "base_start": 0, "base_end": 0})

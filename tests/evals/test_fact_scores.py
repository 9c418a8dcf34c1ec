"""The scorers of facts on invented articles: what counts, what counts neither way, and what confidence is worth."""

import json
import math
import subprocess
import sys
from pathlib import Path

import pytest
from fact_scores import byhand, confidence
from fact_scores.answers import Act, Answers, Named, Party, Reader, Speech
from fact_scores.figures import Counted, Marked, number, rows
from fact_scores.gold import Gold

TEXT = 'Nora Vale met Brett Lund in Oslo. "We agree," Vale said. Peru denied that it had shelled Oslo.'
EMPTY = {
    "persons": [], "organisations": [], "places": [], "quotes": [], "indirect": [], "dates": [], "quantities": [],
    "events": [], "doubtful": [],
}  # fmt: skip


def spot(words: str, nth: int = 0) -> tuple[int, int]:
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return at, at + len(words)


def gold(half: str = "held", **kinds: list[dict[str, object]]) -> Gold:
    return Gold("a", half, TEXT, None, {**EMPTY, **kinds})


def scored(article: Gold, answers: Answers, *kinds: str, least: float = 0.5) -> dict[str, float]:
    found = byhand.figures([byhand.judged(article, answers)], kinds, least)
    return {one.name: getattr(one, article.half) for one in found}


def person(words: str, sure: float = 0.9) -> Named:
    return Named("persons", *spot(words), sure, words)


def test_names_that_share_a_character_are_found_and_others_are_wrong() -> None:
    article = gold(persons=[{"name": "Nora Vale", "mentions": [spot("Nora Vale"), spot("Vale", 1)]}])
    found = scored(article, Answers((person("Vale met"), person("Peru"))), "persons")
    assert found == {"persons: P": 0.5, "persons: R": 0.5}


def test_names_under_the_least_confidence_are_not_scored() -> None:
    article = gold(persons=[{"name": "Nora Vale", "mentions": [spot("Nora Vale")]}])
    answers = Answers((person("Nora Vale", 0.6), person("Peru", 0.4)))
    assert scored(article, answers, "persons") == {"persons: P": 1.0, "persons: R": 1.0}
    assert scored(article, answers, "persons", least=0.7) == {"persons: R": 0.0}


def test_doubtful_and_furniture_count_neither_way() -> None:
    doubtful = [
        {"kind": "persons", "start": spot("Brett Lund")[0], "end": spot("Brett Lund")[1], "annotated": True},
        {"kind": "furniture", "start": spot("Peru")[0], "end": spot("Peru")[1], "annotated": False},
    ]
    people = [{"name": name, "mentions": [spot(name)]} for name in ("Nora Vale", "Brett Lund")]
    article = gold(persons=people, doubtful=doubtful)
    found = scored(article, Answers((person("Nora Vale"), person("Brett Lund"), person("Peru"))), "persons")
    assert found == {"persons: P": 1.0, "persons: R": 1.0}


@pytest.mark.parametrize(("acts", "precision"), [(True, {}), (False, {"organisations: P": 0.0})])
def test_land_is_told_as_organisation_only_where_it_acts(acts: bool, precision: dict[str, float]) -> None:
    article = gold(places=[{"name": "Peru", "mentions": [spot("Peru")], "country": "PER", "metonym": acts}])
    answers = Answers((Named("organisations", *spot("Peru"), 0.9, "Government of Peru", country="PER"),))
    found = scored(article, answers, "organisations", "places")
    recall = {"places: R": float(acts), **({"places: country right": 1.0} if acts else {})}
    assert found == {**precision, **recall}


def test_speaker_right_by_name_and_by_mention_and_not_right_when_not_given() -> None:
    article = gold(
        persons=[{"name": "Nora Vale", "mentions": [spot("Vale", 1)]}],
        quotes=[{"start": spot('"We')[0], "end": spot('agree,"')[1], "speaker": "Nora Vale"}],
    )

    def right(speaker: Party | None) -> float:
        said = Speech(False, spot('"We')[0], spot('agree,"')[1], 0.9, speaker)
        return scored(article, Answers(speeches=(said,)), "quotations")["quotations: speaker right"]

    assert [right(Party("Vale")), right(Party("the minister", (spot("Vale", 1),)))] == [1.0, 1.0]
    assert [right(Party("Brett Lund", (spot("Brett Lund"),))), right(None)] == [0.0, 0.0]


def test_indirect_speech_needs_speaker_and_cue_to_be_whole() -> None:
    start, end = spot("it had shelled Oslo")
    article = gold(
        places=[{"name": "Peru", "mentions": [spot("Peru")], "country": "PER", "metonym": True}],
        indirect=[{"start": start, "end": end, "speaker": "Peru", "cue": "denied"}],
    )
    kinds = "indirect speech", "indirect speech with speaker and cue"

    def precision(cue: str) -> list[float]:
        told = Speech(True, start, end, 0.9, Party("Government of Peru", (), "PER"), cue)
        found = scored(article, Answers(speeches=(told,)), *kinds)
        return [found[f"{kind}: P"] for kind in kinds]

    assert precision("denies") == [1.0, 1.0]
    assert precision("said") == [1.0, 0.0]


def event(**changes: object) -> dict[str, object]:
    start, end = spot("had shelled Oslo")
    row = {"start": start, "end": end, "type": "ASSAULT", "actor": "Peru", "recipient": None, "status": "denied"}
    return {**row, **changes}


def test_event_is_whole_with_actor_recipient_and_status() -> None:
    article = gold(events=[event()], places=[{"name": "Peru", "mentions": [spot("Peru")], "country": "PER"}])
    peru = Party("Government of Peru", (spot("Peru"),), "PER")
    where = (spot("it had shelled Oslo"),)
    kinds = "events by type", "events whole"

    def told(act: Act) -> tuple[float, float]:
        found = scored(article, Answers(acts=(act,)), *kinds)
        return found["events by type: P"], found["events whole: P"]

    assert told(Act("ASSAULT", "alleged", where, 0.9, (peru,), denied=True)) == (1.0, 1.0)
    assert told(Act("ASSAULT", "occurred", where, 0.9, (peru,))) == (1.0, 0.0)
    assert told(Act("ASSAULT", "denied", where, 0.9, (Party("Nora Vale"),))) == (1.0, 0.0)
    assert told(Act("ASSAULT", "denied", where, 0.9, (peru,), (Party("Oslo"),))) == (1.0, 0.0)
    assert told(Act("THREATEN", "denied", where, 0.9, (peru,))) == (0.0, 0.0)


def test_rows_give_both_halves_and_the_gap() -> None:
    documents = []
    for half, parts in (("learn", (True, True)), ("held", (True, False))):
        counted = Counted()
        for part in parts:
            counted.add("found", part)
        documents.append(Marked(half, half, counted.shares))
    (found,) = rows(documents)
    assert (found.learn, found.held, found.gap, found.count_held) == (1.0, 0.5, 0.5, 2)
    assert number(found.gap) == ".500"


def test_confidence_that_sorts_and_confidence_that_does_not() -> None:
    sorts = [(0.9, True), (0.8, True), (0.6, False)]
    assert confidence.auroc(sorts) == 1.0
    assert confidence.auroc([(0.9, False), (0.6, True)]) == 0.0
    assert math.isnan(confidence.auroc([(0.9, True)]))
    assert confidence.right_from(sorts) == 0.8
    assert confidence.right_from([(0.9, False)]) is None
    assert confidence.calibration_error([(0.75, True), (0.75, False)]) == pytest.approx(0.25)


def test_reader_gives_names_and_leaves_out_what_only_describes() -> None:
    text = "Foreign Minister Nora Vale said on Monday that rain would fall in Oslo. A spokesman said it was cold."
    named = Reader()(text).named
    assert {(one.kind, one.name) for one in named if one.kind != "dates"} == {
        ("persons", "Nora Vale"),
        ("places", "Oslo"),
    }


def test_errors_of_the_held_half_are_refused(tmp_path: Path) -> None:
    script = Path(__file__).parents[2] / "evals/voices.py"
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/facts_gold.jsonl").write_text(json.dumps({"id": "x"}), "utf-8")
    command = [sys.executable, str(script), "--data", str(tmp_path), "--errors", "--half", "held", "--only", "hand"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode != 0
    assert "learn half alone" in run.stderr


def test_errors_list_the_learn_half_alone() -> None:
    people = [{"name": "Nora Vale", "mentions": [spot("Nora Vale")]}]
    articles = [byhand.judged(gold(half, persons=people), Answers()) for half in ("learn", "held")]
    assert len(byhand.errors(articles, ["persons"])) == 1

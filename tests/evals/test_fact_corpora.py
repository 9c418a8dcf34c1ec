"""The readers of annotated corpora and the scores of single models, on invented documents."""

import gzip
import json
import sys
from datetime import date
from pathlib import Path

import pytest
from fact_scores import alone, names, relations, times, toponyms
from fact_scores.answers import Act, Answers, Named, Party
from fact_scores.names import Document, Marking
from fact_scores.spacy_names import SpacyReader

GUM = """# newdoc id = GUM_news_invented
# newpar
# text = President Nora Vale left Oslo.
1\tPresident\tPresident\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new-sssss-cf1-2,3-coref-Nora_Vale
2\tNora\tNora\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tVale\tVale\tPROPN\tNNP\t_\t1\tflat\t_\tEntity=1)
4\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
5\tOslo\tOslo\tPROPN\tNNP\t_\t4\tobj\t_\tEntity=(2-place-new-sssss-cf2-1-sgl-Oslo)|SpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# text = The doctors stayed.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\tEntity=(3-person-new-sssss-cf1-2-sgl
2\tdoctors\tdoctor\tNOUN\tNNS\t_\t3\tnsubj\t_\tEntity=3)
3\tstayed\tstay\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""


def no_land(_: str) -> bool:
    return False


def test_gum_gives_heads_of_named_phrases_and_words_with_their_places(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with gzip.open(tmp_path / "GUM_news_invented.conllu.gz", "wt", encoding="utf8") as out:
        out.write(GUM)
    monkeypatch.setattr(names, "half_of", lambda *_: "held")
    (document,) = names.gum(tmp_path)
    told = [(m.kind, document.text[slice(*m.spot)], m.counts) for m in document.marked]
    assert told == [("persons", "Nora Vale", True), ("places", "Oslo", True), ("persons", "doctors", False)]
    first = document.sentences[0]
    assert [document.text[slice(*spot)] for spot in first.spots] == list(first.words)


def test_columns_give_names_and_places_in_the_joined_text() -> None:
    lines = ["Nora I-PER", "Vale I-PER", "left O", "", "Oslo I-LOC"]
    document = names._columns("g", "k", "held", lines, names.WIKIGOLD_KINDS)
    assert document.text == "Nora Vale left\nOslo\n"
    assert [(m.kind, document.text[slice(*m.spot)]) for m in document.marked] == [
        ("persons", "Nora Vale"),
        ("places", "Oslo"),
    ]


@pytest.mark.parametrize(("land", "found"), [(True, (1.0, 1.0)), (False, (0.0, 0.0))])
def test_country_may_be_told_as_place_or_organisation(land: bool, found: tuple[float, float]) -> None:
    document = Document("g", "k", "held", "Peru agreed.", (), (Marking("organisations", (0, 4)),))
    shares = names.mark(document, [Named("places", 0, 4)], lambda _: land).shares
    assert (shares["places: P"][0], shares["organisations: R"][0]) == found


def test_names_that_only_touch_an_unasked_phrase_are_right_and_it_is_no_miss() -> None:
    document = Document("g", "k", "held", "The doctors stayed.", (), (Marking("persons", (4, 11), counts=False),))
    assert names.mark(document, [Named("persons", 4, 11)], no_land).shares == {"persons: P": (1.0, 1.0)}
    assert names.mark(document, [], no_land).shares == {}


def test_dates_are_scored_by_overlap_and_by_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "half_of", lambda *_: "learn")
    text, gold = times.stripped('On <X v="2019-05-04">May 4, 2019</X> and <X v="2001">in 2002</X>.', "X", _value)
    shares = times.mark("s", "k", (text, gold, date(2020, 1, 1))).shares
    assert shares["dates: relaxed F1"] == (4.0, 4.0)
    assert shares["dates: value F1"] == (2.0, 4.0)


def _value(tag: str) -> str | None:
    return times._attribute(tag, "v")


def test_toponym_is_placed_within_161_km_or_not() -> None:
    report = toponyms.Report("k", "held", "From Oslo.", (toponyms.Toponym("Oslo", 5, 9, 59.91, 10.75),))

    def shares(latitude: float) -> dict[str, tuple[float, float]]:
        told = Named("places", 5, 9, 0.9, "Oslo", latitude=latitude, longitude=10.75)
        return dict(toponyms.read_whole([report], lambda *_: Answers((told,)))[0].shares)

    placed = "placed within 161 km, of the found that have coordinates"
    assert shares(60.5) == {"found": (1.0, 1.0), placed: (1.0, 1.0)}
    assert shares(65.0) == {"found": (1.0, 1.0), placed: (0.0, 1.0)}


def test_relation_needs_its_source_among_the_actors() -> None:
    one = relations.Relation("k", "held", "Peru accused the Omani navy.", "Peru", "the Omani navy", "ACCUSE")

    def found(*actors: Party) -> dict[str, float]:
        act = Act("ACCUSE", "occurred", ((0, 27),), 0.9, actors, (Party("navy"),))
        part = relations.of_sentences([one], lambda *_: Answers(acts=(act,)))
        return {row.name: row.held for row in part.rows}

    right = found(Party("Government of Peru", ((0, 4),)))
    assert (right["an event of the type"], right["of the type, with source and target"]) == (1.0, 1.0)
    wrong = found(Party("Nora Vale"))
    assert (wrong["an event of the type"], wrong["of the type, with its source"]) == (1.0, 0.0)


def test_models_alone_are_scored_on_sentences_and_clauses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Nora Vale left Oslo. Peru accused Oman."
    row = {
        "id": "k", "text": text, "published": None, "organisations": [], "quotes": [], "indirect": [], "dates": [],
        "quantities": [], "doubtful": [], "persons": [{"name": "Nora Vale", "mentions": [[0, 9]]}],
        "places": [{"name": "Oslo", "mentions": [[15, 19]], "country": "NOR"}],
        "events": [
            {"start": 26, "end": 33, "type": "ACCUSE", "actor": "Peru", "recipient": "Oman", "status": "occurred"},
        ],
    }  # fmt: skip
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold/facts_gold.jsonl").write_text(json.dumps(row), "utf-8")
    relation = {
        "sentence_id": "1",
        "sentence": "Peru aids Oman.",
        "source": "Peru",
        "target": "Oman",
        "gold_root": "AID",
    }
    with gzip.open(tmp_path / "plv_train.jsonl.gz", "wt", encoding="utf8") as out:
        out.write(json.dumps(relation))
    monkeypatch.setattr("fact_scores.gold.half_of", lambda *_: "held")
    monkeypatch.setattr(relations, "half_of", lambda *_: "held")

    def first_two(sentences: list[tuple[str, ...]]) -> list[list[alone.Found]]:
        return [[(0, 1, "persons", 0.9)] for _ in sentences]

    told = {row.name: row.held for row in alone.names(tmp_path, first_two)[0].rows}
    assert (told["persons: P"], told["persons: R"], told["places: R"]) == (0.5, 1.0, 0.0)
    by_relation, by_sentence = alone.events(tmp_path, lambda clauses: [("AID", 0.9) for _ in clauses])
    assert {row.name: row.held for row in by_relation.rows}["type right"] == 1.0
    shown = {row.name: row.held for row in by_sentence.rows}
    assert (shown["no event: none told"], shown["one event: its type told"]) == (0.0, 0.0)


def test_reader_of_another_environment_says_what_failed(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\nimport sys\nsys.exit('no small English model')\n", "utf-8")
    python.chmod(0o755)
    with pytest.raises(RuntimeError, match="no small English model"):
        SpacyReader(python).load(["Oslo."])


def test_reader_of_another_environment_gives_kinds_by_text(tmp_path: Path) -> None:
    python = tmp_path / "python"
    names_told = '[[0, 4, "GPE"], [5, 6, "CARDINAL"]]'
    program = f"import sys\nfor _ in sys.stdin: print({names_told!r})\nprint(9.0)\n"
    python.write_text(f"#!{sys.executable}\n{program}", "utf-8")
    python.chmod(0o755)
    reader = SpacyReader(python)
    reader.load(["Oslo 4"])
    assert reader.named("Oslo 4") == [(0, 4, "places")]
    assert reader.speed == 9.0

from __future__ import annotations

import pyarrow as pa
import pytest

from copies.made import articles, every_pair, fingerprints, kernels, prose, proved
from wirecopy.copies.candidates_sql import candidate_query as candidates_of
from wirecopy.copies.words import words_batch
from wirecopy.engine.contract import write_stage
from wirecopy.engine.duck import DuckEngine


def test_verify_gives_containment_both_ways() -> None:
    wire = prose(1, 200)
    (row,) = proved([wire, wire + " " + prose(2, 200)], [(0, 1)])
    assert (row["containment_a"], row["containment_b"]) == (1.0, 0.5)
    assert row["longest_run"] == 200


def test_verify_says_of_a_pair_that_shares_no_run_that_it_shares_nothing() -> None:
    (row,) = proved([prose(1, 50), prose(2, 50)], [(0, 1)])
    assert (row["containment_a"], row["containment_b"], row["runs"]) == (0.0, 0.0, [])


def test_runs_slice_to_the_same_words_in_both_raw_texts() -> None:
    a, b = f"{prose(1, 30)} {prose(2, 40)}", f"{prose(2, 40)}; {prose(3, 9)}"
    (row,) = proved([a, b], [(0, 1)])
    (run,) = row["runs"]
    assert a[run["a_start"] : run["a_end"]] == b[run["b_start"] : run["b_end"]] == prose(2, 40)


def test_runs_are_cut_where_furniture_stands_inside_them() -> None:
    raw = f"{prose(1, 20)} READ MORE {prose(2, 20)}"
    first = len(prose(1, 20)) + 1
    second = first + len("READ MORE ")
    batch = articles([raw[:first] + raw[second:], prose(1, 20) + " " + prose(2, 20)]).to_pylist()
    batch[0]["body_spans"] = [{"start": 0, "end": first}, {"start": second, "end": len(raw)}]
    words = words_batch(pa.RecordBatch.from_pylist(batch, articles([""]).schema), kernels()).to_pylist()
    row = words[0]
    assert row["gaps"] == [20]
    assert [raw[s:e] for s, e in zip(row["starts"], row["ends"], strict=True)] == raw.replace("READ MORE ", "").split()


def test_words_marks_what_stands_in_quotation_marks() -> None:
    (row,) = words_batch(articles(['He said "one two three" and left']), kernels()).to_pylist()
    assert row["quoted"] == [2, 5]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_speech_without_marks_is_a_quotation_where_the_other_text_has_the_marks(order: tuple[int, int]) -> None:
    said = [prose(seed, 40) for seed in (1, 2)]
    programme = f"{prose(3, 300)}\n\nVELT: {said[0]}.\n\nBRAND: {said[1]}.\n\n{prose(4, 300)}"
    report = f"{prose(5, 60)}\n\n“{said[0]},” Velt said.\n\n“{said[1]},” said Brand.\n\n{prose(6, 60)}"
    texts = [programme, report]
    (row,) = proved([texts[place] for place in order], [(0, 1)])
    assert row["quoted"] == 1
    assert row["odds"] < 0


def test_words_of_an_empty_body_are_none() -> None:
    (row,) = words_batch(articles([""]), kernels()).to_pylist()
    assert row["count"] == 0
    assert row["hashes"] == []


def candidates(tmp_path, bodies: list[str]) -> set[tuple[str, str]]:
    table = fingerprints(bodies)
    stage = write_stage(tmp_path, "fingerprints", table.schema, table.to_batches())
    found = DuckEngine(tmp_path).sql("candidates", candidates_of(), fingerprints=stage).read().to_pylist()
    return {(row["article_a"], row["article_b"]) for row in found}


def test_candidates_link_every_copy_to_the_longest(tmp_path) -> None:
    wire = prose(1, 300)
    cuts = [wire[: len(wire) * share // 10] for share in (10, 8, 6, 4)]
    assert {(a, b) for a, b in candidates(tmp_path, cuts) if a == "a0"} == {("a0", f"a{i}") for i in (1, 2, 3)}


def test_candidates_grow_with_the_holders_not_with_their_square(tmp_path) -> None:
    wire = prose(1, 100)
    assert len(candidates(tmp_path, [wire] * 60)) < 2 * 60 < len(every_pair(60))


def test_candidates_leave_unrelated_texts_apart(tmp_path) -> None:
    assert candidates(tmp_path, [prose(1, 100), prose(2, 100)]) == set()

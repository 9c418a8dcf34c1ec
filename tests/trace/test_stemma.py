from __future__ import annotations

import pytest
from trace_articles import descents_of

from wirecopy.trace import Descent, StyleTables
from wirecopy.trace.descent.witnesses import runs

WIRE = [
    "A ferry with 214 people aboard ran aground near the old harbour on Tuesday.",
    "Rescue boats took the passengers off within three hours of the first call.",
    "The captain told inspectors that the rudder had failed in heavy fog.",
    '"There was no panic, only a great deal of waiting," said one of the sailors.',
    "The company lost a tenth of its value on the exchange by midday.",
    "Salvage crews will wait for a spring tide before they pull the hull free.",
]
OWN = "A reader in Westmoor collected ninety signatures outside the library, the Courier has learned."
MORE = ["Divers later found a snapped line in the steering room.", "The route was suspended and every fare paid back."]


def descents(
    tables: StyleTables, texts: dict[str, list[str]], agency: str | None = "AP", **published: str
) -> dict[str, Descent]:
    return descents_of(tables, texts, agency=agency, published=published)


def changed(text: list[str], old: str, new: str) -> list[str]:
    assert any(old in sentence for sentence in text)
    return [sentence.replace(old, new) for sentence in text]


def hours(**at: int) -> dict[str, str]:
    return {name: f"2024-03-04T{hour:02}:00+00:00" for name, hour in at.items()}


LATER = {f"x{n}": f"2024-03-05T{n:02}:00+00:00" for n in range(12)}


def with_plain_copies(**texts: list[str]) -> dict[str, list[str]]:
    return {**{f"x{n}": [*WIRE[: 6 - n % 2]] for n in range(12)}, **texts}


def test_stemma_finds_the_outlet_whose_words_and_fact_a_copy_has(tables: StyleTables) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    found = descents(tables, with_plain_copies(a=first, b=first[:-1]), **hours(a=9, b=14), **LATER)
    assert found["b"].parent_article_id == "a"
    assert (found["b"].confidence or 0) > 0.9


def test_stemma_never_lets_a_copy_come_from_a_later_page(tables: StyleTables) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    found = descents(tables, with_plain_copies(a=first, b=first), **hours(a=14, b=9), **LATER)
    assert found["b"].parent_article_id is None
    assert found["a"].parent_article_id == "b"


def test_stemma_names_no_parent_that_lacks_the_agency_a_copy_credits(tables: StyleTables) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    texts, published = with_plain_copies(a=first, b=first[:-1]), hours(a=9, b=14) | LATER
    assert descents_of(tables, texts, published=published)["b"].parent_article_id == "a"
    assert descents_of(tables, texts, published=published, uncredited="a")["b"].parent_article_id is None


def test_stemma_takes_a_copy_without_the_deviations_of_others_to_the_source(tables: StyleTables) -> None:
    texts = {f"x{n}": changed(WIRE, "214", str(301 + n)) for n in range(5)} | {"clean": WIRE}
    found = descents(tables, texts)["clean"]
    assert found.parent_article_id is None
    assert found.confidence is not None
    assert found.confidence > 0.9


def test_stemma_of_equal_copies_says_nothing(tables: StyleTables) -> None:
    found = descents(tables, dict.fromkeys("abcdef", WIRE), agency=None)
    assert {(d.parent_article_id, d.confidence) for d in found.values()} == {(None, None)}


def test_stemma_of_two_copies_without_credit_is_undecided(tables: StyleTables) -> None:
    found = descents(tables, {"a": WIRE, "b": changed(WIRE, "214", "241")}, agency=None)
    assert {d.confidence for d in found.values()} == {None}


def test_stemma_does_not_make_a_parent_of_whoever_has_the_new_version_first(tables: StyleTables) -> None:
    new = [WIRE[0], *MORE, *WIRE[1:]]
    texts = {f"o{n}": WIRE for n in range(4)} | {f"n{n}": new for n in range(4)}
    times = hours(o0=6, o1=7, o2=8, o3=9, n0=11, n1=12, n2=13, n3=14)
    found = descents(tables, texts, **times)
    assert not [d for name, d in found.items() if name[0] == "n" and (d.parent_article_id or "n")[0] == "o"]
    assert all(d.confidence is None or d.confidence < 0.9 for d in found.values() if d.parent_article_id)
    assert {d.confidence for d in found.values() if d.confidence is not None and d.confidence < 0.9} <= {0.86}


def test_stemma_calls_a_quotation_altered_only_against_a_settled_parent(tables: StyleTables) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    child = changed(first, "no panic", "little panic")
    found = descents(tables, with_plain_copies(a=first, b=child), **hours(a=9, b=14), **LATER)
    assert len(found["b"].altered) == 1
    alone = descents(tables, {"a": WIRE, "b": changed(WIRE, "no panic", "little panic")})
    assert not any(d.altered for d in alone.values())


def test_stemma_is_the_same_in_any_order(tables: StyleTables) -> None:
    texts = with_plain_copies(a=changed(WIRE, "214", "241"), b=[*changed(WIRE, "214", "241"), OWN])
    assert descents(tables, texts) == descents(tables, dict(reversed(texts.items())))


@pytest.mark.parametrize("count", [300])
def test_stemma_of_a_large_family_keeps_the_parents_that_readings_tell(tables: StyleTables, count: int) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    texts = {f"x{n:03}": changed(WIRE, "three hours", f"{n + 11} hours") for n in range(count)}
    times = hours(a=9, b=14) | {f"x{n:03}": "2024-03-04T10:00+00:00" for n in range(count)}
    found = descents(tables, texts | {"a": first, "b": first[:-1]}, **times)
    assert found["b"].parent_article_id == "a"


def test_runs_are_the_stretches_of_set_bits() -> None:
    assert list(runs(0b1011)) == [(0, 2), (3, 4)]


def test_stemma_knows_a_move_by_the_sentences_that_changed_places_though_the_copy_cut_some(tables: StyleTables) -> None:
    first = [WIRE[0], WIRE[2], WIRE[3], WIRE[1], *WIRE[4:]]
    found = descents(tables, with_plain_copies(a=first, b=[*first[:1], *first[2:]]), **hours(a=9, b=14), **LATER)
    assert found["b"].parent_article_id == "a"


def test_stemma_tells_no_unseen_source_where_no_page_credits_an_agency(tables: StyleTables) -> None:
    first = [*changed(WIRE, "214", "241")[:2], OWN, *WIRE[2:]]
    found = descents(tables, with_plain_copies(a=first, b=first[:-1]), None, **hours(a=9, b=14), **LATER)
    assert found["b"].parent_article_id == "a"
    assert all(one.confidence is None for one in found.values() if one.parent_article_id is None)

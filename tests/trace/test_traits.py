from __future__ import annotations

from trace_articles import article

from wirecopy.trace import StyleTables, collate, prepare, traits_of
from wirecopy.trace.descent.variants import Trait

BASE = ["One fine day the mayor opened a bridge.", "Two hundred guests drank cider from paper cups.",
        "Three bands played until the rain began.", "Four hours later the square was empty again.",
        "Five dogs were found asleep behind the stage."]  # fmt: skip


def traits(tables: StyleTables, copy: list[str]) -> tuple[Trait, ...]:
    base = prepare(article("a", "\n\n".join(BASE)), tables)
    return traits_of(base, collate(base, prepare(article("b", "\n\n".join(copy)), tables), "f"))


def test_traits_leave_house_style_out(tables: StyleTables) -> None:
    assert traits(tables, [BASE[0], BASE[1].replace("Two hundred", "200"), *BASE[2:]]) == ()


def test_traits_say_which_sentences_are_gone(tables: StyleTables) -> None:
    (gone,) = traits(tables, BASE[:4])
    assert (gone.kind, gone.sentence, gone.last) == ("gone", 4, 5)


def test_traits_of_a_move_name_the_sentences_that_changed_places(tables: StyleTables) -> None:
    down = traits(tables, [BASE[0], BASE[2], BASE[3], BASE[1], BASE[4]])
    shorter = traits(tables, [BASE[0], BASE[3], BASE[1], BASE[4]])
    assert [(t.kind, t.reading) for t in down] == [("moved", "1:2 1:3")]
    assert [t.reading for t in shorter if t.kind == "moved"] == ["1:3"]

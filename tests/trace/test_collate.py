import time

from trace_articles import article

from wirecopy.trace import StyleTables, Title, collate, prepare
from wirecopy.types import Edit, Stretch

STORY = """The ferry Lind sank at noon off Port Adler, and 12 of its crew swam ashore, the port office said.

Two tugs stood by through the night. Nobody else was on board, the owner said on Monday.

An inquiry into the loss opens next week, and its findings will be made known in the spring.
"""


def edits_of(base: str, copy: str, tables: StyleTables) -> tuple[Edit, ...]:
    return collate(prepare(article("a", base), tables), prepare(article("b", copy), tables), "f").edits


def kinds_of(base: str, copy: str, tables: StyleTables) -> list[str]:
    return [edit.kind for edit in edits_of(base, copy, tables)]


def test_collate_finds_nothing_between_equal_texts(tables: StyleTables) -> None:
    assert edits_of(STORY, STORY, tables) == ()


def test_collate_takes_empty_bodies(tables: StyleTables) -> None:
    assert edits_of("", "", tables) == ()
    assert kinds_of(STORY, "", tables) == ["paragraph_dropped"] * 3
    assert kinds_of("", STORY, tables) == ["paragraph_added"] * 3


def test_collate_names_a_cut_tail_paragraph_by_paragraph(tables: StyleTables) -> None:
    cut = STORY.split("\n\n")[0]
    edits = edits_of(STORY, cut, tables)
    assert [e.kind for e in edits] == ["paragraph_dropped", "paragraph_dropped"]
    assert all(e.start == e.end == len(cut) for e in edits)


def test_collate_names_an_extension(tables: StyleTables) -> None:
    longer = STORY + "\nThe gazette has asked the union for comment.\n"
    assert kinds_of(STORY, longer, tables) == ["paragraph_added"]


def test_collate_of_two_stories_drops_the_one_and_adds_the_other(tables: StyleTables) -> None:
    other = "Rain fell on the hills.\n\nFarmers welcomed it after three dry summers and a poor harvest.\n"
    assert set(kinds_of(STORY, other, tables)) == {"paragraph_dropped", "paragraph_added"}


def test_collate_ignores_line_breaks_between_paragraphs(tables: StyleTables) -> None:
    assert kinds_of(STORY, STORY.replace("\n\n", "\r\n"), tables) == []


def test_collate_finds_edits_inside_a_moved_paragraph(tables: StyleTables) -> None:
    first, second, third = STORY.strip().split("\n\n")
    swapped = "\n\n".join([second.replace("Two", "Three"), first, third])
    kinds = kinds_of(STORY, swapped, tables)
    assert "sentence_moved" in kinds
    assert "number" in kinds
    assert not {"sentence_dropped", "sentence_added", "paragraph_dropped", "paragraph_added"} & set(kinds)


def test_collate_offsets_are_raw_and_step_over_furniture(tables: StyleTables) -> None:
    raw = "ADVERTISEMENT\nTwelve boats READ ALSO: Prices\nwere lost.\n"
    spans = [Stretch(14, 27), Stretch(raw.index("were"), len(raw))]
    base = prepare(article("a", "Twelve boats were lost.\n"), tables)
    edits = collate(base, prepare(article("b", raw, spans), tables), "f").edits
    assert edits == ()
    dropped = collate(prepare(article("b", raw, spans), tables), prepare(article("c", ""), tables), "f").edits
    assert [raw[e.base_start : e.base_end] == e.base_text for e in dropped] == [True, True]
    assert [e.base_text for e in dropped] == ["Twelve boats ", "were lost."]


def test_collate_reports_every_changed_number_name_and_negation(tables: StyleTables) -> None:
    changes = {"12": "14", "Lind": "Osei", "Port Adler": "Port Keller", "Two": "Five", "Monday": "Friday"}
    for old, new in changes.items():
        for noise in ("", "port office", "night"):
            copy = STORY.replace(old, new).replace(noise or "\0", "somewhere")
            hits = [e for e in edits_of(STORY, copy, tables) if e.text and e.text in new and e.substantive]
            assert [e.kind for e in hits if e.kind in ("number", "name", "date")], (old, noise)
    negated = edits_of(STORY, STORY.replace("will be made", "will not be made"), tables)
    assert [(e.kind, e.text) for e in negated] == [("negation", "not")]


def test_collate_is_bounded_on_huge_texts_with_nothing_in_common(tables: StyleTables) -> None:
    ours, theirs = " ".join(f"a{i}" for i in range(60_000)), " ".join(f"b{i}" for i in range(60_000))
    began = time.process_time()
    assert kinds_of(ours, theirs, tables) == ["paragraph_dropped", "paragraph_added"]
    assert time.process_time() - began < 20


def test_collate_is_bounded_on_hostile_repetition(tables: StyleTables) -> None:
    hostile = (("a ", "a  "), ('" ', '"'), ("May 3 ", "twenty hundred and "), (". ", "U."), ("'a ", "a' "))
    for ours, theirs in ((a * 30_000, b * 20_000) for a, b in hostile):
        began = time.process_time()
        edits_of(ours, theirs, tables)
        assert time.process_time() - began < 20


def test_collate_calls_the_lighter_of_two_stretches_moved_though_the_heavier_was_edited(tables: StyleTables) -> None:
    first, moved = "The council met on Monday to settle the budget.\n", "Nobody spoke for the harbour.\n"
    heavy = "The mayor promised {} new boats for the island line by May.\nShe said the {} would pay the whole of it.\n"
    last = "The next session is planned for June.\n"
    base = first + moved + heavy.format("twelve", "state") + last
    copy = first + heavy.format("fourteen", "county") + moved + last
    assert [e.base_text for e in edits_of(base, copy, tables) if e.kind == "sentence_moved"] == [moved.strip()]


def test_collate_gives_headlines_that_differ_as_one_edit_with_both_places(tables: StyleTables) -> None:
    base_raw, copy_raw = "Ferry sinks off Port Adler\n" + STORY, "NEWS\nTwelve swim ashore as ferry sinks\n" + STORY
    base = prepare(article("a", base_raw, [Stretch(27, len(base_raw))]), tables, title=Title(0, base_raw[:26]))
    copy = prepare(article("b", copy_raw, [Stretch(39, len(copy_raw))]), tables, title=Title(5, copy_raw[5:38]))
    (edit,) = collate(base, copy, "f").edits
    assert (edit.kind, edit.base_text, edit.text) == ("headline", base_raw[:26], "Twelve swim ashore as ferry sinks")
    assert copy_raw[edit.start : edit.end] == edit.text


def test_collate_calls_a_headline_in_another_case_house_style(tables: StyleTables) -> None:
    base = prepare(article("a", STORY), tables, title=Title(0, "Ferry sinks off Port Adler"))
    copy = prepare(article("b", STORY), tables, title=Title(0, "Ferry Sinks Off Port Adler"))
    assert [edit.kind for edit in collate(base, copy, "f").edits] == ["capitalisation"]

from trace_articles import article

from wirecopy.trace import Block, StyleTables, collate, prepare, project
from wirecopy.types import Stretch


def projected(base: str, copy: str, wanted: str, tables: StyleTables) -> str | None:
    found = collate(prepare(article("a", base), tables), prepare(article("b", copy), tables), "f")
    start = base.index(wanted)
    stretch = project(Stretch(start, start + len(wanted)), found.blocks)
    return None if stretch is None else copy[stretch.start : stretch.end]


def test_project_carries_a_stretch_through_house_style(tables: StyleTables) -> None:
    base = 'Mr. Roe said the U.S. "will organise" it on Monday.'
    copy = "Roe said the US “will organize” it Monday."
    assert projected(base, copy, "the U.S.", tables) == "the US"
    assert projected(base, copy, '"will organise"', tables) == "“will organize”"
    assert projected(base, copy, "Mr. Roe", tables) == "Roe"


def test_project_gives_nothing_for_what_was_replaced(tables: StyleTables) -> None:
    base, copy = "The storm killed 12 people there.", "The storm killed 15 people there."
    assert projected(base, copy, "12", tables) is None
    assert projected(base, copy, "killed 12 people", tables) == "killed 15 people"


def test_project_follows_a_moved_paragraph(tables: StyleTables) -> None:
    first = "The ferry sank at noon off the northern cape in a storm."
    second = "Two tugs of the port authority stood by through the night."
    assert projected(f"{first}\n{second}\n", f"{second}\n{first}\n", second, tables) == second
    assert projected(f"{first}\n{second}\n", f"{second}\n{first}\n", first, tables) == first


def test_project_wants_most_of_the_stretch() -> None:
    blocks = [Block(0, 5, 100, 105)]
    assert project(Stretch(0, 8), blocks) == Stretch(100, 105)
    assert project(Stretch(0, 9), blocks) is None
    assert project(Stretch(3, 3), blocks) is None
    assert project(Stretch(0, 5), []) is None

"""The figures of the house do not grow, and every way to make one grow is seen."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

import house

CONTRIBUTING = Path(__file__).resolve().parent.parent / "CONTRIBUTING.md"


@pytest.fixture(scope="module")
def wrong() -> dict[str, str]:
    return house.faults(house.figures(house.read_house()), house.kept_figures())


@pytest.mark.parametrize("kind", house.KINDS)
def test_no_figure_of_the_house_has_grown(kind: str, wrong: dict[str, str]) -> None:
    assert {name: fault for name, fault in wrong.items() if name.startswith(f"{kind}.")} == {}


def test_class_name_stands_once_in_the_package() -> None:
    assert house.shared_class_names(house.read_house()) == {}


def made(folder: Path, **files: str) -> house.House:
    """A package of these files; two underscores in a name stand for a folder."""
    for name, text in files.items():
        path = folder / "wirecopy" / (name.replace("__", "/") + ".py")
        for above in reversed(path.relative_to(folder).parents[:-1]):
            (folder / above).mkdir(exist_ok=True)
            (folder / above / "__init__.py").touch()
        path.write_text(text)
    return house.read_house(folder / "wirecopy")


def test_circle_through_an_import_inside_a_function_is_seen(tmp_path: Path) -> None:
    late = "def f():\n    try:\n        from ..text import two\n    except ImportError:\n        pass\n"
    found = made(tmp_path, text__one=late.replace("..text", "."), text__two="from wirecopy.text.one import f")
    assert house.circles_of(house.imports_of(found)) == [["wirecopy.text.one", "wirecopy.text.two"]]


def test_import_for_type_checkers_makes_no_circle(tmp_path: Path) -> None:
    typed = "if TYPE_CHECKING:\n    from wirecopy.text import two\n"
    found = made(tmp_path, text__one=typed, text__two="from wirecopy.text.one import f")
    assert house.circles_of(house.imports_of(found)) == []


def test_what_is_taken_from_a_room_is_offered_by_its_face() -> None:
    assert house.entered(house.read_house()) == []


@pytest.mark.parametrize(
    ("line", "entered"),
    [
        ("from wirecopy.clean.rules import Rules", []),
        ("from wirecopy.clean.rules.lines import Line", ["wirecopy.clean.rules.lines.Line"]),
        ("from wirecopy.clean.rules import lines", ["wirecopy.clean.rules.lines"]),
        ("from wirecopy.clean.plain import text", ["wirecopy.clean.plain.text"]),
        ("def f():\n    from ..clean.rules.lines import Line", ["wirecopy.clean.rules.lines.Line"]),
        ("if TYPE_CHECKING:\n    from wirecopy.clean.rules.lines import Line", ["wirecopy.clean.rules.lines.Line"]),
        ("import wirecopy.clean.rules", ["wirecopy.clean.rules"]),
    ],
)
def test_reaching_past_a_face_is_seen_from_outside_alone(tmp_path: Path, line: str, entered: list[str]) -> None:
    package = made(tmp_path, clean__rules__lines="", clean__plain__text="", clean__inner=line, pipeline__run=line)
    face = 'from wirecopy.clean.rules.lines import Line, Rules\n__all__ = ["Rules"]'
    (tmp_path / "wirecopy" / "clean" / "rules" / "__init__.py").write_text(face)
    package = house.read_house(tmp_path / "wirecopy")
    assert house.entered(package) == [("wirecopy.pipeline.run", name) for name in entered]


@pytest.mark.parametrize("package", sorted(house.faces_of(house.read_house())))
def test_face_has_what_it_offers(package: str) -> None:
    face = import_module(package)
    assert [name for name in face.__all__ if not hasattr(face, name)] == []


@pytest.mark.parametrize("package", ["wirecopy", "wirecopy.serve.views", "wirecopy.store"])
def test_face_that_loads_late_says_the_same_to_programs_and_to_type_checkers(package: str) -> None:
    face, tree = import_module(package), house.read_house().trees[package]
    (typed,) = (node for node in tree.body if isinstance(node, ast.If))
    (late,) = (node.value for node in tree.body if isinstance(node, ast.Assign) and "lazy_face" in ast.unparse(node))
    assert isinstance(late, ast.Call)
    homes = {
        (f"{package}.{module}", name)
        for module, names in ast.literal_eval(late.args[1]).items()
        for name in names.split()
    }
    stated = {
        (node.module, alias.name) for node in typed.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert {(module, name) for module, name in stated if module != package} == homes
    assert not {name for _, name in homes} & {path.stem for path in Path(str(face.__file__)).parent.iterdir()}
    assert sorted({name for _, name in stated} | {"__version__"} & vars(face).keys()) == sorted(face.__all__)


def variables_of_classes() -> dict[str, set[str]]:
    """Return by class what CONTRIBUTING says its parameters are called."""
    rows = re.findall(r"^\| (`.+?) \| (`.+?) \| (.*?) ?\|$", CONTRIBUTING.read_text(encoding="utf-8"), re.MULTILINE)
    names = {cell: set(re.findall(r"`([\w.]+)`", cell)) for row in rows for cell in row}
    return {name: names[variable] | names[parts] for classes, variable, parts in rows for name in names[classes]}


def misnamed(tree: ast.Module, variables: dict[str, set[str]]) -> list[tuple[str, str]]:
    """Return the parameters of a class in the table that are called otherwise, each with the class."""
    wrong = []
    for node in ast.walk(tree):
        if isinstance(node, ast.arg) and node.annotation is not None:
            stated = ast.unparse(node.annotation).removesuffix(" | None").removesuffix("[str]")
            if node.arg.rpartition("_")[2] not in variables.get(stated, {node.arg.rpartition("_")[2]}):
                wrong.append((stated, node.arg))
    return wrong


def test_parameter_of_a_class_in_the_table_is_called_as_it_says() -> None:
    variables = variables_of_classes()
    assert {"Article", "re.Match", "Tie"} <= variables.keys()
    wrong = {name: misnamed(tree, variables) for name, tree in house.read_house().trees.items()}
    assert {name: rows for name, rows in wrong.items() if rows} == {}


def test_misnamed_parameter_is_seen() -> None:
    code = "def f(found: Article, base: Article | None, first_page: Page, told: re.Match[str]): ..."
    assert misnamed(ast.parse(code), variables_of_classes()) == [("Article", "found"), ("re.Match", "told")]


def test_weak_names_are_counted_wherever_they_are_bound(tmp_path: Path) -> None:
    package = made(tmp_path, text__one="def f(told):\n    found = [one for one in told]\n    return found")
    assert house.weak_names(package) == {"text": 3}


def test_class_name_of_two_files_is_seen(tmp_path: Path) -> None:
    found = made(tmp_path, one="class Told: ...\nclass Sole: ...", two="class Told: ...")
    assert house.shared_class_names(found) == {"Told": ["wirecopy.one", "wirecopy.two"]}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("A = frozenset(('near', 'outside'))", {"near": 1, "outside": 1}),
        ("A = {'monday': 1}", {"monday": 1}),
        (r"A = re.compile(r'\b(?:told|informed) (?P<name>[A-Z]\w+)')", {"told": 1, "informed": 1}),
        ("def f(a):\n    return a == 'said' or a.startswith('per cent')", {"said": 1, "per": 1, "cent": 1}),
        ("def f(a):\n    raise ValueError('there is no such word')", {}),
        ("A = ('VBN', 'CONSULT', 'story_id', 'a.b')", {}),
        ("A = ('body', 'label')\nB = a['body'], a.label", {}),
    ],
)
def test_words_in_code_are_counted_and_names_are_not(tmp_path: Path, code: str, words: dict[str, int]) -> None:
    found = made(tmp_path, facts__some=code)
    assert house.words_of_room(found, "facts", house.names_of(found)) == words


def test_kept_figure_fails_both_ways_and_leaves_slack_where_it_is_rounded() -> None:
    exact, rounded = house.Kind("", 1), house.Kind("", 100)
    assert [bool(exact.fault(figure, 4)) for figure in (3, 4, 5)] == [True, False, True]
    assert [bool(rounded.fault(figure, 400)) for figure in (200, 201, 400, 401)] == [True, False, False, True]
    assert rounded.kept(301) == 400


def test_a_figure_that_is_new_or_gone_is_a_fault() -> None:
    nothing: house.Figures = {kind: {} for kind in house.KINDS}
    one = nothing | {"folders": {"desk": 22}}
    assert list(house.faults(one, nothing)) == list(house.faults(nothing, one)) == ["folders.desk"]

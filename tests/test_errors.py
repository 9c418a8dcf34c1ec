"""Every error is in the drawn tree and says, in one line, what is wrong and what to do."""

import ast
import inspect
import re

import pytest

from wirecopy import errors
from wirecopy.errors import WirecopyError

RAISED = [
    errors.UnreadableInput("a.bin", "unknown format"),
    errors.UnknownColumn("body", "pages.csv", ["text", "outlet"]),
    errors.UnknownTable("edit", ["edits", "spans"]),
    errors.BadOption("--window", 0, "a whole number above 0"),
    errors.PluginFailed("models/en holds no spaCy pipeline"),
    errors.NotABase("news"),
    errors.NewerBase("news", 9, 1),
    errors.OlderBase("news"),
    errors.DamagedFile("news", "history.jsonl", "Expecting value"),
    errors.BaseBusy("news"),
    errors.IndexMissing("news"),
    errors.NotFound("story", "s_1", "List them: wirecopy show news"),
    errors.MissingExtra("pandas", "pandas"),
]


def drawn() -> dict[str, str]:
    """Each class of the docstring's tree with the class it hangs from."""
    parents: dict[str, str] = {}
    path: list[str] = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"    ([│ ├└─]*)(\w+)(?:  |$)", line)
        if found:
            depth = len(found[1]) // 4
            path[depth:] = [found[2]]
            parents[found[2]] = path[depth - 1] if depth else "Exception"
    return parents


def test_errors_tree_is_drawn_as_it_is() -> None:
    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind.__module__ == errors.__name__]
    assert drawn() == {kind.__name__: kind.__bases__[0].__name__ for kind in classes}


@pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)
def test_error_is_one_line_a_user_can_act_on(error: WirecopyError) -> None:
    assert isinstance(error, WirecopyError)
    assert "\n" not in str(error)
    assert len(str(error)) > 20


def test_errors_that_can_be_raised_are_all_shown_here() -> None:
    tree = drawn()
    assert {type(error).__name__ for error in RAISED} == set(tree) - set(tree.values())


def test_error_names_the_columns_there_are() -> None:
    assert "text, outlet" in str(errors.UnknownColumn("body", "pages.csv", ["text", "outlet"]))


def test_missing_extra_says_how_to_install_it() -> None:
    assert "pip install '.[pandas]'" in str(errors.MissingExtra("pandas", "pandas"))


def test_errors_hold_no_logic_but_their_words() -> None:
    tree = ast.parse(inspect.getsource(errors))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.If | ast.For | ast.While | ast.Try)]

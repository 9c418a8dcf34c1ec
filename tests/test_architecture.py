"""The rules of the house: who may import whom, how long a file may be, what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "wirecopy"
ROOMS = {"read", "clean", "copies", "trace", "stories", "facts", "store", "serve", "export"}
KNOW_THE_ROOMS = {"pipeline", "cli", "api", "desk", "__init__", "__main__"}
HEAVY = {
    "numpy",
    "pyarrow",
    "duckdb",
    "numba",
    "trafilatura",
    "lxml",
    "rapidfuzz",
    "pandas",
    "polars",
    "typer",
    "rich",
    "fastapi",
    "starlette",
    "uvicorn",
    "mcp",
    "httpx",
    "altair",
}
CODE = ("src", "tests", "evals", "benchmarks")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
# In pieces, so that this file is not its own finding.
ELSEWHERE = [f"/{top}/" for top in ("work", "tmp", "root", "opt")] + [
    name + ending for name, ending in (("pypi", ".org"), ("files.python", "hosted"), ("deb.", "debian"))
]


def sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def module_of(path: Path) -> list[str]:
    return ["wirecopy", *path.relative_to(SOURCE).with_suffix("").parts]


def imported(tree: ast.Module, module: list[str]) -> Iterator[str]:
    """The full name of everything the module imports, at any depth of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = ".".join(module[: -node.level]) if node.level else ""
            base = ".".join(part for part in (package, node.module) if part)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def reached(tree: ast.Module, module: list[str]) -> set[str]:
    """The parts of wirecopy (`clean`, `text`, `tables` ...) the module imports from."""
    names = [name.split(".") for name in imported(tree, module)]
    return {name[1] for name in names if name[0] == "wirecopy" and len(name) > 1}


def forbidden(part: str, reaches: set[str]) -> set[str]:
    """What a part of wirecopy may not import, of what it does."""
    if part in KNOW_THE_ROOMS:
        return set()
    wrong = (reaches & (ROOMS | KNOW_THE_ROOMS - {"__init__"})) - {part}
    return wrong | (reaches & {"engine"} if part == "kernels" else set())


@pytest.mark.parametrize("path", sources("src"), ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_module_imports_no_other_room(path: Path) -> None:
    module = module_of(path)
    assert not forbidden(module[1], reached(ast.parse(path.read_bytes()), module))


@pytest.mark.parametrize(
    ("part", "source"),
    [
        ("clean", "from wirecopy.copies.verify import verified"),
        ("clean", "from wirecopy import copies"),
        ("clean", "import wirecopy.copies.verify as verify"),
        ("clean", "def late():\n    from ..copies import verify"),
        ("text", "from wirecopy.clean import lines"),
        ("kernels", "from wirecopy.engine import duck"),
        ("trace", "from wirecopy.pipeline import run"),
        ("serve", "from wirecopy.desk.pages.templates import lag"),
    ],
)
def test_rule_of_rooms_finds_every_way_to_break_it(part: str, source: str) -> None:
    module = ["wirecopy", part, "some"]
    assert forbidden(part, reached(ast.parse(source), module))


def test_rule_of_rooms_lets_a_room_import_itself_and_what_is_shared() -> None:
    source = "from wirecopy.clean.lines import lines\nfrom . import rules\nfrom wirecopy.types import Page"
    assert not forbidden("clean", reached(ast.parse(source), ["wirecopy", "clean", "some"]))


@pytest.mark.parametrize("path", sources(*CODE), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION]
    assert text.count("\n") <= LONGEST_FILE
    assert not long


def test_files_are_called_by_what_they_hold() -> None:
    assert not {path.stem for path in sources(*CODE)} & {
        "utils",
        "util",
        "helpers",
        "helper",
        "misc",
        "common",
    }


def test_source_keeps_no_cache_in_a_module() -> None:
    for path in sources("src"):
        names = set(imported(ast.parse(path.read_bytes()), module_of(path)))
        assert not names & {"functools.cache", "functools.lru_cache"}, path


def test_import_of_wirecopy_loads_nothing_heavy() -> None:
    code = "import sys, wirecopy; print(' '.join({name.partition('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not set(done.stdout.split()) & HEAVY


def kept_files() -> list[Path]:
    """The files a clone would have."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        done = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_kept_files_name_no_machine_and_no_registry() -> None:
    found = []
    for path in kept_files():
        name = path.relative_to(ROOT).as_posix()
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{name}: {part}" for part in ELSEWHERE if part in text]
    assert not found


def whole_reads(tree: ast.Module) -> list[int]:
    """The lines on which something is read without saying what of it: a stage so read is whole in memory."""
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute))
    return [call.lineno for call in calls if call.func.attr == "read" and not call.args and not call.keywords]


@pytest.mark.parametrize("path", sorted((SOURCE / "pipeline").rglob("*.py")), ids=lambda path: path.name)
def test_no_step_reads_a_whole_stage(path: Path) -> None:
    assert not whole_reads(ast.parse(path.read_bytes()))


def test_a_whole_read_is_found() -> None:
    assert whole_reads(ast.parse("rows = articles.read()\nsome = articles.read(['label'])")) == [1]

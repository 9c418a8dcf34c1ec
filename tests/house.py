"""The figures of the house: `python tests/house.py` prints them, with --update it writes them to tests/house.toml.

`test_house.py` fails when a figure has grown past what the file says, and when one has shrunk and the file was not
lowered with it. So each change shows in its diff whether it leaves the house better or worse.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

SOURCE = Path(__file__).resolve().parent.parent / "src" / "wirecopy"
KEPT = Path(__file__).resolve().parent / "house.toml"
ROOMS = ("read", "clean", "copies", "trace", "stories", "facts", "store", "serve", "export")
WORDY_ROOMS = ("clean", "trace", "stories", "facts")
"""The rooms that read language: their words belong to the folders of `languages`."""
OF_MACHINES = ("wirecopy.clean.html.",)
"""Parts of them that read what programs write: tags and keys of pages are no language."""
MOST_FILES = 20
WEAK_NAMES = frozenset(("found", "told", "known", "one", "kept", "said", "where"))
Figures = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Kind:
    """One kind of figure: what it says, and how finely it is kept."""

    about: str
    step: int = 1
    """A kept figure is rounded up to this, so that small changes of many hands do not touch the file."""

    def kept(self, figure: int) -> int:
        """Return what the file says of a figure."""
        return ceil(figure / self.step) * self.step

    def fault(self, figure: int, kept: int) -> str | None:
        """Return what is wrong with a figure, null when nothing is."""
        if figure > kept:
            return f"it has grown: {figure:,} today, {kept:,} kept. Make it smaller, or say why it may grow"
        slack = 1 if self.step == 1 else 2 * self.step
        return f"it has shrunk: {figure:,} today, {kept:,} kept. Lower the kept one" if kept - figure >= slack else None


KINDS = {
    "circles": Kind("files that import each other in a circle, imports inside functions included"),
    "folders": Kind(f"files of each folder that holds more than {MOST_FILES}"),
    "names": Kind("variables that say how a thing came about instead of what it is: found, told, known", step=10),
    "words": Kind("words of natural language in the code of a room, outside the folders of `languages`", step=10),
    "lines": Kind("lines of code of each part", step=100),
}


@dataclass(frozen=True)
class House:
    """The package's modules by dotted name, read once."""

    trees: dict[str, ast.Module]
    lines: dict[str, int]
    packages: frozenset[str]
    files_of: dict[str, int] = field(default_factory=dict)
    """Files of each folder, of whatever kind."""


def read_house(source: Path = SOURCE) -> House:
    """Return the modules of a package."""
    trees, lines, packages = {}, {}, set()
    for path in sorted(source.rglob("*.py")):
        parts = [source.name, *path.relative_to(source).with_suffix("").parts]
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        packages |= {name} if parts[-1] == "__init__" else set()
        text = path.read_text(encoding="utf-8")
        trees[name], lines[name] = ast.parse(text), text.count("\n")
    files = Counter(
        path.parent.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    )
    return House(trees, lines, frozenset(packages), dict(files))


def figures(house: House) -> Figures:
    """Return every figure, by kind and name."""
    imports, names = imports_of(house), names_of(house)
    circles = circles_of(imports)
    lines: Counter[str] = Counter()
    for name, count in house.lines.items():
        lines[part_of(name, house)] += count
    return {
        "circles": {"circles": len(circles), "files": sum(map(len, circles))},
        "folders": {name: count for name, count in sorted(house.files_of.items()) if count > MOST_FILES},
        "names": weak_names(house),
        "words": {room: sum(words_of_room(house, room, names).values()) for room in WORDY_ROOMS},
        "lines": dict(sorted(lines.items())),
    }


def part_of(name: str, house: House) -> str:
    """Return the room or shared package a module belongs to; the single modules of the top are one part.

    >>> part_of("wirecopy.clean.rules.lines", House({}, {}, frozenset({"wirecopy.clean"})))
    'clean'
    """
    package = ".".join(name.split(".")[:2])
    return package.split(".")[1] if package in house.packages and package != "wirecopy" and "." in package else "top"


def imports_of(house: House) -> dict[str, set[str]]:
    """Return which modules each module imports, at any depth of it; imports for type checkers alone do not count."""
    return {name: set(_imported(house, name)) - {name} for name in house.trees}


def _imported(house: House, name: str) -> Iterator[str]:
    for node in _walk_running(house.trees[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in house.trees)
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, name, name in house.packages)
            for alias in node.names:
                deeper = f"{base}.{alias.name}"
                yield from (found for found in (deeper if deeper in house.trees else base,) if found in house.trees)


def _base(node: ast.ImportFrom, name: str, is_package: bool) -> str:
    if not node.level:
        return node.module or ""
    parts = name.split(".")
    above = parts[: len(parts) - node.level + is_package]
    return ".".join([*above, node.module] if node.module else above)


def _walk_running(tree: ast.AST) -> Iterator[ast.stmt]:
    """Yield every statement but those under `if TYPE_CHECKING`."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        for name in ("orelse",) if _for_checkers(node) else ("body", "orelse", "handlers", "finalbody", "cases"):
            waiting += getattr(node, name, ())
        if isinstance(node, ast.stmt):
            yield node


def _for_checkers(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def circles_of(graph: dict[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules that reach each other, largest first (Tarjan's algorithm).

    >>> circles_of({"a": {"b"}, "b": {"a", "c"}, "c": set()})
    [['a', 'b']]
    """
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_ones: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        open_ones.append(name)
        for other in sorted(graph.get(name, ())):
            if other not in order:
                visit(other)
            if other in open_ones:
                low[name] = min(low[name], low[other])
        if low[name] == order[name]:
            cut = open_ones.index(name)
            group = open_ones[cut:]
            del open_ones[cut:]
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(max(sys.getrecursionlimit(), 10 * len(graph) + 1000))
    for name in sorted(graph):
        if name not in order:
            visit(name)
    return sorted(found, key=lambda group: (-len(group), group))


def shared_class_names(house: House) -> dict[str, list[str]]:
    """Return the names that classes of several files bear, with the files."""
    files_of: dict[str, list[str]] = defaultdict(list)
    for name, tree in house.trees.items():
        for shared in dict.fromkeys(node.name for node in _walk_running(tree) if isinstance(node, ast.ClassDef)):
            files_of[shared].append(name)
    return {name: files for name, files in sorted(files_of.items()) if len(files) > 1}


def faces_of(house: House) -> dict[str, frozenset[str]]:
    """Return the packages that have a face, each with the names in its `__all__`."""
    faces = {}
    for name in house.packages:
        for node in house.trees[name].body:
            if _is_all(node) and isinstance(node, ast.Assign):
                faces[name] = frozenset(ast.literal_eval(node.value))
    return faces


def entered(house: House) -> list[tuple[str, str]]:
    """Return who takes from inside a room, without being of it, what no face of that room offers; with what that is."""
    faces = faces_of(house)
    return [
        (name, f"{base}.{taken}" if taken else base)
        for name, tree in house.trees.items()
        for base, taken in _taken(tree, name, name in house.packages)
        if base.split(".")[0] == "wirecopy" and base.split(".")[1:2] != name.split(".")[1:2]
        if base.split(".")[1:2] and base.split(".")[1] in ROOMS and taken not in faces.get(base, ())
    ]


def _taken(tree: ast.Module, name: str, is_package: bool) -> Iterator[tuple[str, str]]:
    """Yield what a module imports, for type checkers too: a module, and a name of it (none for the module itself)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((_base(node, name, is_package), alias.name) for alias in node.names)


def weak_names(house: House) -> dict[str, int]:
    """Return how often each part binds a name that says how a thing came about, as a variable or a parameter."""
    counts: Counter[str] = Counter()
    for name, tree in house.trees.items():
        for node in ast.walk(tree):
            is_bound = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id in WEAK_NAMES
            if is_bound or (isinstance(node, ast.arg) and node.arg in WEAK_NAMES):
                counts[part_of(name, house)] += 1
    return dict(sorted(counts.items()))


# What in a pattern is not a word of the text it looks for: names of groups, flags, classes, escapes.
_GRAMMAR = re.compile(r"\(\?P?<?[\w!=]*[>:)]?|\[(?:\\.|[^\]\\])*\]|\\[pP]\{\w+\}|\\.|\{[\d,]+\}")
_WORD = re.compile(r"[^\W\d_]{2,}")
_PLAIN = re.compile(r"[^\W\d_]+(?:['’. -]+[^\W\d_]+)*\.?")
_TEXT_TESTS = frozenset(("startswith", "endswith", "removeprefix", "removesuffix", "split"))


def words_of_room(house: House, room: str, names: frozenset[str]) -> Counter[str]:
    """Return the words of natural language that stand in a room's code.

    Counted are the words of patterns (`re.compile`, `re.search` ...), of plain strings in a tuple, list, set or
    mapping's keys, and of those that a text is compared with (`==`, `in`, `startswith`, `split`). The package's own
    `names` are no words, nor is what has no small letter (tags, codes).
    """
    found: Counter[str] = Counter()
    for name, tree in house.trees.items():
        if name.split(".")[1:2] == [room] and not f"{name}.".startswith(OF_MACHINES):
            for text, is_pattern in _texts(tree):
                plain = _GRAMMAR.sub(" ", text) if is_pattern else text if _PLAIN.fullmatch(text) else ""
                found.update(w for w in _WORD.findall(plain) if is_pattern or not (text in names or text.isupper()))
    return found


def names_of(house: House) -> frozenset[str]:
    """Return the strings of the package that are names of its own: of columns, kinds, keys and attributes."""
    names = set()
    for tree in house.trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.Subscript):
                inner = ast.walk(node.slice)
                names |= {n.value for n in inner if isinstance(n, ast.Constant) and isinstance(n.value, str)}
            elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                names.add(node.target.id)
            elif isinstance(node, ast.Attribute):
                names.add(node.attr)
            elif isinstance(node, ast.keyword) and node.arg:
                names.add(node.arg)
    return frozenset(names)


def _texts(tree: ast.Module) -> Iterator[tuple[str, bool]]:
    """Yield the strings that hold language, and whether each is a pattern."""
    for node in (inner for statement in tree.body if not _is_all(statement) for inner in ast.walk(statement)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if isinstance(node.func.value, ast.Name) and node.func.value.id == "re":
                yield from ((text, True) for text in _strings(node.args[:1], deep=True))
            elif node.func.attr in _TEXT_TESTS:
                yield from ((text, False) for text in _strings([node.func.value, *node.args]))
        elif isinstance(node, ast.Tuple | ast.List | ast.Set):
            yield from ((text, False) for text in _strings(node.elts))
        elif isinstance(node, ast.Dict):
            yield from ((text, False) for text in _strings([key for key in node.keys if key]))
        elif isinstance(node, ast.Compare):
            yield from ((text, False) for text in _strings([node.left, *node.comparators]))


def _is_all(statement: ast.stmt) -> bool:
    return isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__"


def _strings(nodes: Iterable[ast.expr], deep: bool = False) -> Iterator[str]:
    reached = (inner for node in nodes for inner in (ast.walk(node) if deep else (node,)))
    return (n.value for n in reached if isinstance(n, ast.Constant) and isinstance(n.value, str))


def kept_figures() -> Figures:
    """Return the figures of the file."""
    return tomllib.loads(KEPT.read_text(encoding="utf-8"))


def faults(found: Figures, kept: Figures) -> dict[str, str]:
    """Return what is wrong, by `kind.name`: what has grown, and what has shrunk and was not lowered."""
    wrong = {}
    for kind, how in KINDS.items():
        for name in sorted(found[kind].keys() | kept.get(kind, {}).keys()):
            fault = how.fault(found[kind].get(name, 0), kept.get(kind, {}).get(name, 0))
            if fault:
                wrong[f"{kind}.{name}"] = f"{fault}: python tests/house.py --update"
    return wrong


def _toml(found: Figures) -> str:
    """Return the file that keeps the figures."""
    lines = ["# The figures of the house: `python tests/house.py --update` writes them. They are to fall.", ""]
    for kind, how in KINDS.items():
        rounded = f", rounded up to the next {how.step}" if how.step > 1 else ""
        lines += [f"# {how.about}{rounded}", f"[{kind}]"]
        for name, figure in found[kind].items():
            lines.append(f"{name if name.isidentifier() else repr(name)} = {how.kept(figure)}".replace("'", '"'))
        lines.append("")
    return "\n".join(lines)


def _printed(house: House, found: Figures) -> Iterator[str]:
    for kind, how in KINDS.items():
        yield f"{kind}: {how.about}"
        yield from (f"  {name:14} {figure:7,}" for name, figure in found[kind].items())
    yield "circles, each:"
    yield from (f"  {len(group):3} {', '.join(group)}" for group in circles_of(imports_of(house)))


def main(arguments: list[str]) -> int:
    """Print the figures; with --update write them down; 1 when one is not as the file says."""
    house = read_house()
    found = figures(house)
    if "--update" in arguments:
        KEPT.write_text(_toml(found), encoding="utf-8")
    print("\n".join(_printed(house, found)))
    wrong = faults(found, kept_figures())
    for name, fault in wrong.items():
        print(f"{name}: {fault}", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

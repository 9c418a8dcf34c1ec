"""What a class says of itself and of each field: the sentence behind a field is read from its source."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import textwrap
from typing import Any


@dataclasses.dataclass(frozen=True)
class FieldDocs:
    """One field: its name, type and default as written, and what is said of it."""

    name: str
    kind: str
    default: str
    about: str


def about(found: Any) -> str:
    """Return the docstring of a class or function, without its examples."""
    text = inspect.cleandoc(found.__doc__ or "")
    return text.split("\n>>> ")[0].strip()


def fields_of(record: type) -> list[FieldDocs]:
    """Return the fields of a dataclass, in order."""
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(record))).body
    assert isinstance(tree, ast.ClassDef)
    found, body = list[FieldDocs](), tree.body
    for at, node in enumerate(body):
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            behind = body[at + 1] if at + 1 < len(body) else None
            said = behind.value.value if isinstance(behind, ast.Expr) and isinstance(behind.value, ast.Constant) else ""
            default = ast.unparse(node.value) if node.value else ""
            found.append(FieldDocs(node.target.id, ast.unparse(node.annotation), _plain(default), str(said)))
    return found


def _plain(default: str) -> str:
    if default.startswith("field(default_factory="):
        made = default.removeprefix("field(default_factory=").split(",")[0].rstrip(")")
        return {"dict": "{}", "list": "[]"}.get(made, f"{made}()")
    return default.removeprefix("field(default=").split(",")[0] if default.startswith("field(") else default

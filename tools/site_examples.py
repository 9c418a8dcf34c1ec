"""Shows the examples of docstrings as code: MkDocs takes their `>>>` for quotations otherwise."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*(?:\n(?!\s*$).*)*", re.MULTILINE)
_SKIP = re.compile(r" *# doctest: \+\w+")


class Examples(griffe.Extension):
    """Puts a fence around each run of examples."""

    def on_object(self, *, obj: griffe.Object, **_: Any) -> None:
        """Rewrite the docstring of one object."""
        if obj.docstring and ">>> " in obj.docstring.value:
            obj.docstring.value = _EXAMPLE.sub(
                lambda found: f"\n```pycon\n{_SKIP.sub('', found[0])}\n```\n", obj.docstring.value
            )

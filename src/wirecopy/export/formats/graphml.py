"""GraphML: the tree of copies, settled edges only; the unseen source is a node of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from wirecopy.export.family import SOURCE, FamilyText, edges

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NODE = ("siglum", "outlet", "agency", "published", "role")
_EDGE = {"confidence": "double", "lag_seconds": "long", "kept": "double", "credited": "boolean"}


def write_family(family: FamilyText, target: BinaryIO) -> None:
    """Write the tree as one GraphML document in UTF-8."""
    target.write("\n".join(_lines(family)).encode("utf-8") + b"\n")


def _lines(family: FamilyText) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    for name in _NODE:
        yield f'<key id="{name}" for="node" attr.name="{name}" attr.type="string"/>'
    for name, kind in _EDGE.items():
        yield f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{kind}"/>'
    yield f'<graph id={quoteattr(family.family_id)} edgedefault="directed">'
    tree_edges = list(edges(family))
    if any(edge.source == SOURCE for edge in tree_edges):
        yield f'<node id="{SOURCE}"><data key="role">inferred</data></node>'
    for copy in family.copies:
        values = [(name, getattr(copy, name)) for name in _NODE]
        yield f"<node id={quoteattr(copy.article_id)}>{_data(values)}</node>"
    for edge in tree_edges:
        values = [(name, getattr(edge, name)) for name in _EDGE]
        ends = f"source={quoteattr(edge.source)} target={quoteattr(edge.target)}"
        yield f"<edge {ends}>{_data(values)}</edge>"
    yield "</graph>"
    yield "</graphml>"


def _data(values: list[tuple[str, object]]) -> str:
    return "".join(f'<data key="{name}">{_attribute_text(value)}</data>' for name, value in values if value is not None)


def _attribute_text(value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return escape(_NOT_XML.sub("\ufffd", text))

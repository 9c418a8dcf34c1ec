from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import wirecopy
from wirecopy.errors import BadOption, NotFound
from wirecopy.export import family_format_names, format_names

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    root = Path(__file__).resolve().parents[2]
    made = wirecopy.open(tmp_path_factory.mktemp("news") / "base", create=True)
    made.run([root / "examples" / "founding"])
    return made


def written(base: wirecopy.NewsBase, name: str) -> bytes:
    target = io.BytesIO()
    base.export(base.stories()[0].story_id, name, target)
    return target.getvalue()


def bodies(base: wirecopy.NewsBase) -> list[str]:
    story = base.story(base.stories()[0].story_id)
    return [member.article.body for member in story.members]


def dense(text: str) -> str:
    return "".join(text.split())


def test_tei_holds_every_copy_whole(base: wirecopy.NewsBase) -> None:
    (block,) = ET.fromstring(written(base, "tei")).iter(f"{TEI}ab")
    for siglum, body in zip("AB", bodies(base), strict=True):
        pieces = [block.text or ""]
        for part in block:
            if part.tag == f"{TEI}app":
                pieces += ["".join(r.itertext()) for r in part if f"#{siglum}" in (r.get("wit") or "").split()]
            pieces.append(part.tail or "")
        assert dense("".join(pieces)) == dense(body)


def test_collatex_holds_every_copy_whole(base: wirecopy.NewsBase) -> None:
    value = json.loads(written(base, "collatex"))
    for column, body in enumerate(bodies(base)):
        text = "".join(token["t"] for row in value["table"] for token in row[column])
        assert dense(text) == dense(body)


def test_graphml_has_a_node_for_each_copy_and_no_edge_that_is_undecided(base: wirecopy.NewsBase) -> None:
    graph = ET.fromstring(written(base, "graphml"))
    kinds = [element.tag.rpartition("}")[2] for element in graph.iter()]
    assert (kinds.count("node"), kinds.count("edge")) == (2, 0)


def test_edgelist_has_its_header_where_nothing_is_settled(base: wirecopy.NewsBase) -> None:
    rows = list(csv.reader(io.StringIO(written(base, "edgelist").decode())))
    assert rows == [["source", "target", "lag_seconds", "share_kept", "credited", "confidence"]]


def test_formats_of_families_are_told_from_those_of_tables(base: wirecopy.NewsBase) -> None:
    assert family_format_names() == ["collatex", "edgelist", "graphml", "tei"]
    assert {"csv", "jsonl", "parquet"} <= set(format_names())
    with pytest.raises(BadOption):
        base.export("edits", "nothing", io.BytesIO())
    with pytest.raises(NotFound):
        base.export("edits", "tei", io.BytesIO())

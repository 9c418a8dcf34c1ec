"""Copies that give the address of another copy: they hang from it, and its outlet is the origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wirecopy

BODY = "\n\n".join(
    (
        "The last ferry to the island of Norden will sail on Friday, its owner said after a night of talks.",
        "Passengers who hold tickets can claim their money back at the harbour office, where forty queued by noon.",
        '"We have run this line for ninety years," said Ida Brand, who inherited the company from her father.',
        "The island has 212 inhabitants, two shops and a school of nine pupils; the doctor comes by the same boat.",
        "Mayor Ole Lund said the council would meet on Thursday to decide whether to lease a vessel for the winter.",
    )
)
HOME = "https://nordenherald.example/2024/05/03/last-ferry-to-norden"
ROWS = [
    {"id": "home", "outlet": "nordenherald.example", "url": HOME, "text": BODY},
    {
        "id": "printed",
        "outlet": "blog.example",
        "url": "https://blog.example/ferry",
        "text": f"{BODY}\n\nSource: {HOME}",
    },
    {"id": "silent", "outlet": "mail.example", "url": "https://mail.example/ferry", "text": BODY},
    {"id": "elsewhere", "outlet": "post.example", "text": f"{BODY}\n\nSee https://third.example/a/b-c-d-e"},
]


def page(host: str, head: str, foot: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n\n"))
    return (
        f"<!-- saved from url=(0040)https://{host}/ferry --><html><head><title>Ferry</title>{head}</head>"
        f"<body><article><h1>Ferry stops</h1>{paragraphs}{foot}</article></body></html>"
    )


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str | None, str | None, set[str]]]:
    folder = tmp_path_factory.mktemp("pointers")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    (pages / "stated.html").write_text(page("north.example", f'<link rel="canonical" href="{HOME}">'), "utf-8")
    linked = page("south.example", "", f'<p>First printed <a href="{HOME}/?utm_source=x">elsewhere</a>.</p>')
    (pages / "linked.html").write_text(linked, "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([pages])
    names = {
        row["page_id"]: row["external_id"] or Path(row["uri"]).stem
        for row in base.table("pages").to_arrow().to_pylist()
    }
    name = {row["article_id"]: names[row["page_id"]] for row in base.table("articles").to_arrow().to_pylist()}
    parents = {row["article_id"]: row["parent_article_id"] for row in base.table("families").to_arrow().to_pylist()}
    return {
        name[row["article_id"]]: (
            name.get(parents[row["article_id"]] or ""), row["name"], {reason["code"] for reason in row["reasons"]}
        )
        for row in base.table("origins").to_arrow().to_pylist()
    }  # fmt: skip


def test_pages_hang_from_the_copy_they_print_link_or_state_for_their_own(
    told: dict[str, tuple[str | None, str | None, set[str]]],
) -> None:
    parents = {name: parent for name, (parent, _, _) in told.items()}
    assert parents == {
        "home": None, "silent": None, "elsewhere": None, "printed": "home", "stated": "home", "linked": "home",
    }  # fmt: skip


def test_the_outlet_whose_copy_is_linked_is_the_origin(
    told: dict[str, tuple[str | None, str | None, set[str]]],
) -> None:
    assert {name for _, name, _ in told.values()} == {"nordenherald.example"}
    assert all("copy_linked" in codes for _, _, codes in told.values())

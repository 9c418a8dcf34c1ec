"""A surname and the full name of one person are one person of an article."""

from __future__ import annotations

import pytest

import wirecopy


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("President Nouri al-Harbi spoke. Harbi said he was well. Mr. al-Harbi left.", ["Nouri al-Harbi"]),
        (
            "Nora Lind Vale spoke. Mrs. Vale, a former secretary of state under Mr. Roe, said she was “quite ready.”",
            ["Nora Lind Vale", "Roe"],
        ),
        ("“No,” said Rep. Nora Lind, Oklahoma Democrat. “We wait,” Lind added.", ["Nora Lind"]),
    ],
)
def test_article_has_a_person_once(text: str, people: list[str]) -> None:
    (found,) = wirecopy.quotes(text, least=0)
    assert sorted(e.name for e in found.facts.entities if e.kind == "person") == people

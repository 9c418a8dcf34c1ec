"""Texts that grow: every extractor takes time with their length, not with its square."""

from __future__ import annotations

import time

import pytest

from hostile.kinds import TEXTS
from wirecopy.facts import extract, load_knowledge
from wirecopy.types import Article

KINDS = ("nested quotes", "speakers", "many names", "ministries", "said that", "acts")
"""Those in which most was slow once; all forty are in `make fuzz`."""


@pytest.mark.parametrize("kind", KINDS)
def test_time_of_facts_grows_with_the_text(kind: str) -> None:
    make, size = TEXTS[kind]
    knowledge, spent = load_knowledge("en"), []
    extract("s", Article.of_text("a", "John said hello in Paris."), knowledge)
    for count in (size // 8, size // 2):
        article = Article.of_text("a", make(count))
        began = time.process_time()
        extract("s", article, knowledge)
        spent.append(time.process_time() - began)
    assert spent[1] < 8 * max(spent[0], 0.05)

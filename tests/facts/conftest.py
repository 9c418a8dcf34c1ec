from __future__ import annotations

import pytest

from wirecopy.facts import Knowledge, Lexicon, load_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return load_knowledge("en")


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge) -> Lexicon:
    return knowledge.lexicon

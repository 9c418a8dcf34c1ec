from __future__ import annotations

import pytest

from facts import told
from wirecopy.facts import Knowledge, Lexicon


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return told.knowledge()


@pytest.fixture(scope="session")
def lexicon(knowledge: Knowledge) -> Lexicon:
    return knowledge.lexicon

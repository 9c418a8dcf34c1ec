from __future__ import annotations

import pytest

from wirecopy.facts import Lexicon, load_lexicon


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return load_lexicon("en")

from __future__ import annotations

import pytest

from wirecopy.pipeline.checking.check import SourceChecker, load_checker


@pytest.fixture(scope="session")
def checker() -> SourceChecker:
    return load_checker()

"""The dossiers the views are tested on."""

from __future__ import annotations

import made
import pytest

from wirecopy.serve.views.story import Dossier


@pytest.fixture
def ferry() -> Dossier:
    return made.ferry()


@pytest.fixture
def founding_pair(founding: object) -> Dossier:
    """The founding pair as a dossier; skipped where its pages were left out."""
    return made.founding()

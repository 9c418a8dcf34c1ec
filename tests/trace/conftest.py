import pytest

from wirecopy.trace import StyleTables, load_tables


@pytest.fixture(scope="session")
def tables() -> StyleTables:
    return load_tables()

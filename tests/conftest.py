"""What many tests share: the founding pages, folders a test may need, and `--update` for expected files."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")

LONG = ("desk", "pipeline", "store")
LOADED = (
    "wirecopy.engine.duck.code_of_package",
    "wirecopy.pipeline.batch.copies.counted_words",
    "wirecopy.pipeline.batch.facts.load_knowledge",
)

sys.path.append(str(ROOT / "tests"))  # house.py, wherever pytest was started
sys.path.append(str(ROOT / "evals"))  # the scores of the evaluations have tests here

# A busy machine is slow, not wrong: no test fails on the time an example takes.
settings.register_profile("wirecopy", deadline=None)
settings.load_profile("wirecopy")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the expected files of tests/cases again, for review")


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Tests that share costly fixtures stay in one worker: those of a module, or the desk's, whose base is run once.

    A test that names its own group stays in that. Nothing larger: a worker with one long group runs on alone.
    """
    for item in items:
        if item.get_closest_marker("xdist_group"):
            continue
        folder = item.path.parent
        shared = folder if folder.name == "desk" else item.path
        item.add_marker(pytest.mark.xdist_group(str(shared.relative_to(ROOT))))
    if hasattr(config, "workerinput"):  # a worker of several: the long groups first, so that all end at about one time
        items.sort(key=lambda item: item.path.parent.name not in LONG)


@pytest.fixture(scope="session", autouse=True)
def loaded_once() -> Iterator[None]:
    """What each run loads before its first page is loaded once for all tests of a process.

    It is never changed by what is read with it, loading has tests of its own, and most bases of tests hold a few pages:
    a third of their time would go into it. A process that a test starts loads for itself.
    """
    with pytest.MonkeyPatch.context() as patch:
        for where in LOADED:
            module, _, name = where.rpartition(".")
            patch.setattr(where, _once(getattr(import_module(module), name)))
        yield


def _once(make: Callable[..., object]) -> Callable[..., object]:
    """Return a function that makes the usual thing once; what is made with options of a user's it makes each time."""
    made: dict[tuple[object, ...], object] = {}

    def kept(*asked: object, **options: object) -> object:
        if any(options.values()):
            return make(*asked, **options)
        if asked not in made:
            made[asked] = make(*asked, **options)
        return made[asked]

    return kept


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected files are to be written instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def cases() -> Path:
    """The folder of input and expected files."""
    return ROOT / "tests" / "cases"


@pytest.fixture(scope="session")
def founding() -> Path:
    """The folder of the two founding pages; skipped by name where they were left out (an sdist)."""
    folder = ROOT / "examples" / "founding"
    if not folder.is_dir():
        pytest.skip("examples/founding is not here (it is left out of the sdist)")
    return folder


@pytest.fixture(scope="session")
def founding_raw(founding: Path) -> tuple[str, str]:
    """The raw text of both founding pages: the one with the timestamp line, the one with the market rows."""
    first, second = sorted(founding.glob("*.txt"))
    return first.read_bytes().decode("utf-8"), second.read_bytes().decode("utf-8")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The evaluation data beside the repository, or `$WIRECOPY_DATA`; skipped by name where it is absent."""
    folder = Path(os.environ.get("WIRECOPY_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("the evaluation data is not here (../shared/data or $WIRECOPY_DATA)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """A headless browser's path; skipped by name where there is none."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium here")
    return found

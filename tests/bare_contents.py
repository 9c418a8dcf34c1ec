"""Check what the built wheel and sdist carry; run by `.ci/run` with the archives as arguments."""

import sys
import tarfile
import zipfile
from pathlib import Path

NEVER = ("examples/", ".ci/", "__pycache__/", "evals/results/")
WHEEL_HAS = ("wirecopy/py.typed", "wirecopy/demo/", "licenses/LICENSE", "licenses/NOTICE")


def names(archive: Path) -> list[str]:
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            return wheel.namelist()
    with tarfile.open(archive) as sdist:
        # the first folder of an sdist is its own name
        return [member.name.partition("/")[2] for member in sdist.getmembers()]


def faults(archive: Path) -> list[str]:
    listed = names(archive)
    wrong = [f"{archive.name} carries {name}" for name in listed if any(part in name for part in NEVER)]
    if archive.suffix == ".whl":
        wrong += [f"{archive.name} lacks {part}" for part in WHEEL_HAS if not any(part in name for name in listed)]
        wrong += [f"{archive.name} carries {name}" for name in listed if name.startswith("tests/")]
    return wrong


def main(archives: list[str]) -> int:
    found = [fault for archive in archives for fault in faults(Path(archive))]
    print("\n".join(found) or f"{len(archives)} archives carry what they should and nothing else")
    return 1 if found or len(archives) != 2 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

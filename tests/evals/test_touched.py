"""Which evaluations a change touches."""

from pathlib import Path

from touched import ALL, TOUCHED, touched

ROOT = Path(__file__).resolve().parents[2]


def test_what_a_room_gives_touches_those_behind_it() -> None:
    assert touched(["src/wirecopy/copies/families.py"]) == ["copies", "trace", "stories"]
    assert touched(["src/wirecopy/facts/quotes/cue.py", "src/wirecopy/clean/page.py"]) == [
        "clean", "copies", "trace", "voices", "events",
    ]  # fmt: skip


def test_what_only_reads_touches_none() -> None:
    assert touched(["src/wirecopy/desk/page.py", "docs/trace.md", "README.md"]) == []


def test_a_room_that_is_not_named_touches_all() -> None:
    assert touched(["src/wirecopy/new_room/part.py"]) == list(ALL)


def test_the_nearest_path_counts() -> None:
    assert touched(["src/wirecopy/languages/en/style.toml"]) == ["trace"]
    assert touched(["src/wirecopy/languages/en/tagger.xz"]) == list(ALL)


def test_every_path_named_is_there_and_every_evaluation_has_its_command() -> None:
    gone = [path for path in TOUCHED if not list(ROOT.glob(f"{path.rstrip('/')}*"))]
    assert gone == []
    made = (ROOT / "Makefile").read_text("utf-8")
    assert [name for name in ALL if f"\neval-{name}:" not in made] == []

"""One case: sources, and what a careful reader would answer; templates read and filled."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from echo.worlds import World

HERE = Path(__file__).parent
Source: TypeAlias = dict[str, str]
Group: TypeAlias = tuple[frozenset[int], str]
DAY = "2026-03-1{day}T{hour:02d}:{minute:02d}:00+00:00"


@dataclass(frozen=True)
class Case:
    """Sources as an agent would hand them over, and the right answer.

    `groups` holds (members, verdict); `events` the groups of indices that tell one event; `least` and `most` count the
    origins of the event that most sources tell.
    """

    name: str
    kind: str
    half: str
    sources: tuple[Source, ...]
    groups: tuple[Group, ...]
    events: tuple[frozenset[int], ...]
    least: int
    most: int


@dataclass(frozen=True)
class Event:
    """One template: the same event as told by everybody, blanks filled."""

    name: str
    parts: dict[str, str]
    language: str
    changed: tuple[str, str]
    note: str

    def __getitem__(self, part: str) -> str:
        return self.parts[part]

    @property
    def corrected(self) -> str:
        """The wire text with its figure put right."""
        return self.parts["wire"].replace(*self.changed)


def events(half: str, world: World) -> list[Event]:
    """The half's templates filled with one world, in the order of their file names."""
    return [_event(path, world) for path in sorted((HERE / half).glob("*.txt"))]


def short_events(world: World) -> list[Event]:
    """Further templates of the learning half, with a few of the parts: from pairs of them alone is learned."""
    return [_event(path, world) for path in sorted((HERE / "learn" / "pairs").glob("*.txt"))]


def written(half: str) -> list[Case]:
    """Return the lists of one half that were written out."""
    lines = (HERE / "written" / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_written(json.loads(line), half) for line in lines]


def _written(row: dict[str, Any], half: str) -> Case:
    groups = tuple((frozenset(members), verdict) for members, verdict in row["groups"])
    events_told = tuple(frozenset(event) for event in row["events"])
    sources = tuple(row["sources"])
    return Case(row["name"], row["kind"], half, sources, groups, events_told, row["least"], row["most"])


def _event(path: Path, world: World) -> Event:
    parts, language = {}, ""
    for block in path.read_text(encoding="utf-8").split("\n## ")[1:]:
        name, _, text = block.partition("\n")
        if name.startswith("translation"):
            name, language = name.split()
        parts[name] = text.strip().format(**world.slots)
    changed, _, note = parts.get("corrected", "").partition("\n")
    before, _, after = changed.partition(" => ")
    return Event(path.stem, parts, language, (before, after), note.removeprefix("note: "))


def source(world: World, outlet: int, at: float, text: str = "", title: str = "", author: str = "") -> Source:
    """One citation; `at` counts hours from the morning of the day."""
    name = world.outlets[outlet]
    site = "".join(letter for letter in name.casefold() if letter.isalpha())
    slug = "-".join(word for word in title.casefold().split() if word.isalpha())[:50] or "story"
    minute = round(at * 60)
    when = DAY.format(day=minute // 1440, hour=minute // 60 % 24, minute=minute % 60)
    made = {"url": f"https://www.{site}.example/{slug}", "title": title, "outlet": name, "published_at": when}
    made |= {"author": author} if author else {}
    return made | ({"text": text} if text else {})


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a template's text."""
    return text.split("\n\n")


def joined(*parts: str) -> str:
    """Paragraphs or texts put under each other."""
    return "\n\n".join(part for part in parts if part)


def some(text: str, keep: Iterable[int]) -> str:
    """The paragraphs of those numbers only, in the order given."""
    pieces = paragraphs(text)
    return joined(*(pieces[at] for at in keep if at < len(pieces)))


def case(
    name: str, kind: str, half: str, sources: Iterable[Source], groups: str, count: str, events: str = ""
) -> Case:  # fmt: skip
    """A case whose answer is written short: `0 1 same_text; 2 retold`, `1-2`, events `0 1; 2` (not said: all one)."""
    made = tuple(sources)
    read = [part.split() for part in groups.split(";")]
    told = (
        [frozenset(map(int, part.split())) for part in events.split(";")] if events else [frozenset(range(len(made)))]
    )
    least, most = map(int, count.split("-"))
    answer = tuple((frozenset(map(int, part[:-1])), part[-1]) for part in read)
    return Case(name, kind, half, made, answer, tuple(told), least, most)

"""How stories changed from run to run, kept beside the generations, so that an old id still leads to a story."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from wirecopy.engine.contract import finished
from wirecopy.store import CHANGES, Layout, telling_damage, write_whole
from wirecopy.stories import Change, archive_changes, changes, current_stories
from wirecopy.tables import SCHEMAS, dataset

_FILE = "history.jsonl"


@dataclass(frozen=True, slots=True)
class StoryRegister:
    """The story of each article, and which stories are archived, as readers see it."""

    story_of: dict[str, str]
    archived: frozenset[str]


def known_stories(layout: Layout, generation: str | None) -> StoryRegister:
    """Return the stories of a generation, in whatever form an earlier wirecopy kept them."""
    stage = finished(layout.stages / generation, "stories") if generation else None
    if stage is None:
        return StoryRegister({}, frozenset())
    rows = dataset(stage.files, schema=SCHEMAS["stories"]).to_table()
    archived = rows.filter(rows["archived"])["story_id"].to_pylist()
    story_of = dict(zip(rows["article_id"].to_pylist(), rows["story_id"].to_pylist(), strict=True))
    return StoryRegister(story_of, frozenset(archived))


def note_changes(layout: Layout, generation: str) -> None:
    """Write beside a generation that is to be published what it makes of the stories that readers see until then."""
    before, now = known_stories(layout, layout.published()), known_stories(layout, generation)
    story_changes = changes(before.story_of, now.story_of)
    story_changes += archive_changes(before.archived, now.archived, frozenset(now.story_of.values()))
    lines = "".join(json.dumps(asdict(change)) + "\n" for change in story_changes)
    write_whole(layout.stages / generation / CHANGES, lines.encode("utf-8"))


def remember(layout: Layout) -> None:
    """Take what was noted of the generation that readers see into the history, once: a kill loses and doubles none."""
    generation = layout.published()
    noted = layout.stages / generation / CHANGES if generation else None
    if noted is None or not noted.exists():
        return
    path, more = layout.root / _FILE, noted.read_bytes()
    lines = path.read_bytes() if path.exists() else b""
    if more and not lines.endswith(more):  # else a kill came between these two steps
        write_whole(path, lines + more)
    noted.unlink()


def history(layout: Layout) -> list[Change]:
    """Return everything that became of stories, oldest first."""
    path = layout.root / _FILE
    if not path.exists():
        return []
    with telling_damage(layout, _FILE):
        return [Change(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def today_of(layout: Layout, story_id: str, current: Iterable[str]) -> list[str]:
    """Return the `current` stories that tell the texts of an earlier one."""
    return current_stories(story_id, history(layout), frozenset(current))

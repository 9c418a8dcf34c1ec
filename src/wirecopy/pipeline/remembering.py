"""What became of stories from run to run, kept beside the generations: an old id still leads somewhere."""

from __future__ import annotations

import json
from dataclasses import asdict

from wirecopy.store.base import Tables
from wirecopy.store.layout import Layout, write_whole
from wirecopy.stories.history import Change, changes, now_called

_FILE = "history.jsonl"


def placed_texts(layout: Layout) -> dict[str, str]:
    """Return the story of each article, as readers see it now."""
    rows = Tables(layout).rows("stories").select(["article_id", "story_id"])
    return dict(zip(rows["article_id"].to_pylist(), rows["story_id"].to_pylist(), strict=True))


def remember(layout: Layout, before: dict[str, str]) -> list[Change]:
    """Note what the generation that readers see now made of the stories of the one before; return the new rows."""
    found = changes(before, placed_texts(layout))
    if found:
        path = layout.root / _FILE
        lines = path.read_bytes() if path.exists() else b""
        more = "".join(json.dumps(asdict(change)) + "\n" for change in found)
        write_whole(path, lines + more.encode("utf-8"))
    return found


def history(layout: Layout) -> list[Change]:
    """Return everything that became of stories, oldest first."""
    path = layout.root / _FILE
    if not path.exists():
        return []
    return [Change(**json.loads(line)) for line in path.read_text("utf-8").splitlines()]


def today_of(layout: Layout, story_id: str) -> list[str]:
    """Return the stories of today that tell the texts of an earlier one."""
    return now_called(story_id, history(layout), frozenset(placed_texts(layout).values()))

"""The options a base was last run with: kept beside its tables, for what is asked of it between two runs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from typing import Any

from wirecopy.options import CleanOptions, CopyOptions, FactsOptions, Options, StoryOptions
from wirecopy.store import Layout, write_whole

_FILE = "options.json"


def keep_options(layout: Layout, generation: str, options: Options) -> None:
    """Write the options beside the tables of a generation, and where they stay if those go."""
    text = telling(options).encode("utf-8")
    write_whole(layout.stages / generation / _FILE, text)
    write_whole(layout.options, text)


def settled_options(layout: Layout, options: Options) -> Options:
    """Return the options the base was last run with, so that what comes between two runs changes nothing else."""
    generation = layout.published()
    places = [layout.stages / generation / _FILE, layout.options] if generation else [layout.options]
    stored_path = next((path for path in places if path.exists()), None)
    if stored_path is None:
        return options
    stored = json.loads(stored_path.read_text("utf-8"))
    return replace(
        options,
        clean=CleanOptions(**_current_fields(CleanOptions, stored["clean"])),
        copies=CopyOptions(**_current_fields(CopyOptions, stored["copies"])),
        stories=StoryOptions(**_current_fields(StoryOptions, stored.get("stories", {}) | {"corrections": ()})),
        facts=FactsOptions(
            **_current_fields(FactsOptions, stored.get("facts", {}) | stored.get("events", {})), ask=False
        ),
    )


def _current_fields(options: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are options still: those of an earlier wirecopy may have gone."""
    return {field.name: stored[field.name] for field in fields(options) if field.name in stored}


def kept_options(layout: Layout, options: Options) -> Options:
    """Return the options to run a base again with, where nobody gives any: its own, unless others are asked for."""
    if telling(options) != telling(Options()):
        return options
    settled = settled_options(layout, options)
    return replace(settled, facts=replace(settled.facts, ask=True))


def telling(options: Options) -> str:
    """Return the options that change tables, as text; memory, workers and backend change none."""
    copies = asdict(options.copies)
    copies["backend"] = "auto"
    stories = asdict(options.stories) | {"owners": dict(options.stories.owners)}
    if not options.stories.corrections:
        del stories["corrections"]
    facts = {"plugin": options.facts.plugin, "model": options.facts.model}
    values = {"clean": asdict(options.clean), "copies": copies, "stories": stories}
    values |= {"facts": facts} if options.facts.plugin else {}
    events = {"actors": dict(options.facts.actors), "frames": list(options.facts.frames)}
    events["apart"] = list(options.facts.apart)
    values |= {"events": events} if any(events.values()) else {}
    return json.dumps(values, sort_keys=True)

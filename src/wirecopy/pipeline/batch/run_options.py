"""The options of a base: those of its last run, kept beside its tables, for the next and for what is asked between."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from wirecopy.errors import DamagedFile
from wirecopy.options import CleanOptions, CopyOptions, FactsOptions, Options, StoryOptions
from wirecopy.store import Layout, telling_damage, write_whole

_FILE = "options.json"


def note_options(layout: Layout, options: Options) -> None:
    """Write the options of a run where the base keeps them, whatever becomes of the run."""
    write_whole(layout.options, _stored_options(layout, options))


def keep_options(layout: Layout, generation: str, options: Options) -> None:
    """Write the options beside the tables of a generation."""
    write_whole(layout.stages / generation / _FILE, _stored_options(layout, options))


def settled_options(layout: Layout) -> Options:
    """Return the options that the base's tables were made with, so that what comes between two runs changes nothing.

    A plug-in among them is not asked: only the answers count that are kept.
    """
    beside = layout.stages / (layout.published() or "none") / _FILE
    return _read_options(layout, beside, layout.options)


def asked_options(layout: Layout) -> Options:
    """Return the options to run a base again with where nobody gives any: those of its last run, ended or not."""
    options = _read_options(layout, layout.options, layout.stages / (layout.published() or "none") / _FILE)
    return replace(options, facts=replace(options.facts, ask=True))


def _stored_options(layout: Layout, options: Options) -> bytes:
    values = json.loads(telling(options))
    cache = options.facts.cache
    if options.facts.plugin and cache and os.path.abspath(cache) != os.path.abspath(layout.answers):
        values["facts"]["cache"] = os.path.abspath(cache)
    return json.dumps(values, sort_keys=True).encode("utf-8")


def _read_options(layout: Layout, *places: Path) -> Options:
    """Return the options of the first place that can be read; raise DamagedFile where there are some and none can."""
    damage = None
    for path in filter(Path.exists, places):
        try:
            with telling_damage(layout, _FILE):
                return _stored(json.loads(path.read_text("utf-8")))
        except DamagedFile as error:
            damage = error
    if damage is not None:
        raise damage
    return Options()


def _stored(stored: Mapping[str, Any]) -> Options:
    facts = stored.get("facts", {}) | stored.get("events", {})
    return Options(
        clean=CleanOptions(**_current_fields(CleanOptions, stored["clean"])),
        copies=CopyOptions(**_current_fields(CopyOptions, stored["copies"])),
        stories=StoryOptions(**_current_fields(StoryOptions, stored.get("stories", {}) | {"corrections": ()})),
        facts=FactsOptions(**_current_fields(FactsOptions, facts), ask=False),
    )


def _current_fields(options: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options that are options still: those of an earlier wirecopy may have gone."""
    values = {field.name: stored[field.name] for field in fields(options) if field.name in stored}
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


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

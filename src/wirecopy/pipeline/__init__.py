"""The order of the rooms: the only place that knows it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING

from wirecopy.pipeline.progress import Progress, Summary, quiet

if TYPE_CHECKING:
    from wirecopy.options import Options
    from wirecopy.store import Layout


def run(
    layout: Layout, inputs: Sequence[str], options: Options | None = None, progress: Progress | None = None
) -> Summary:
    """Read the inputs into the base, take in the pages that wait, and take every page through every room.

    Without options it is run with those of its last run.
    """
    from wirecopy.pipeline.batch.generation import settle, summary
    from wirecopy.pipeline.batch.run_options import asked_options, note_options
    from wirecopy.read import read_pages
    from wirecopy.store import (
        add_pages,
        clear_waiting,
        purge_pages,
        upgrade_pages,
        waiting_fetches,
        waiting_pages,
        writing,
    )

    tell = progress or quiet
    with writing(layout):
        layout.sweep()
        if layout.takedown.exists():
            from wirecopy.pipeline.takedown import finish

            finish(layout, progress)
        options = options or asked_options(layout)
        upgrade_pages(layout)
        purge_pages(layout)
        given = read_pages(sorted(set(inputs)), options.read)  # the order they were named in changes nothing
        pages = chain(waiting_pages(layout.live), waiting_fetches(layout.live), given)
        added = add_pages(layout, pages, lambda count: tell("read", count, None))
        clear_waiting(layout.live)  # only now: a kill before leaves them to wait, and adding them again adds nothing
        note_options(layout, options)
        stages_kept = settle(layout, options, tell)
        return summary(layout, added, stages_kept)

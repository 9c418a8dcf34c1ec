"""`wirecopy show BASE [STORY]`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import console, print_json


def run(arguments: Namespace) -> None:
    """List the stories, or show one of them."""
    base = wirecopy.open(arguments.base)
    if arguments.story:
        _show_story(base, arguments)
    else:
        _list_stories(base, arguments)


def _list_stories(base: wirecopy.NewsBase, arguments: Namespace) -> None:
    stories = base.stories(newest=arguments.newest)
    listed = stories[: arguments.limit] if arguments.limit else stories
    if arguments.json:
        from wirecopy.serve.views import headline_json

        print_json([headline_json(story) for story in listed])
        return
    from wirecopy.serve.terminal import story_list

    screen = console()
    if not stories:
        screen.print(f"No stories yet. Read some pages in: wirecopy run {arguments.base} INPUT...")
        return
    screen.print(story_list(listed))
    left = len(stories) - len(listed)
    if left:
        screen.print(f"... and {left:,} more: -n 0 lists all", style="dim")


def _show_story(base: wirecopy.NewsBase, arguments: Namespace) -> None:
    dossier = base.story(arguments.story, arguments.least)
    if arguments.json:
        from wirecopy.serve.views import dossier_json

        print_json(dossier_json(dossier))
        return
    from wirecopy.serve.terminal import full_story, story_overview

    whole = arguments.all or arguments.style
    console().print(full_story(dossier, style=arguments.style) if whole else story_overview(dossier))

"""What every route of the desk works with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.api import NewsBase
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.pages import views as telling
from wirecopy.desk.pages.cache import Rendered
from wirecopy.desk.pages.templates import environment
from wirecopy.desk.snapshot import OpenGeneration, SnapshotShelf
from wirecopy.serve.views import Dossier
from wirecopy.store import inbox_state

if TYPE_CHECKING:
    from jinja2 import Environment


_MAKES = (".py", ".html")
"""The files that pages are made by."""


@dataclass(frozen=True, slots=True)
class Desk:
    """A base held open, the templates, and what is allowed."""

    base: NewsBase
    options: DeskOptions
    shelf: SnapshotShelf
    templates: Environment = field(default_factory=environment)
    rendered: Rendered = field(default_factory=Rendered)
    stamp: str = field(init=False)
    """What its pages depend on besides what the base holds."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "stamp", _stamp(self))

    def made(self, template: str, values: Mapping[str, object]) -> bytes:
        """Return a page, packed."""
        given: dict[str, object] = {"desk": self, "here": ""}
        body = self.templates.get_template(template).render(given | dict(values)).encode("utf-8")
        return self.rendered.packed(body)

    def story_page(self, opened: OpenGeneration, story_id: str, least: float | None = None, open: str = "") -> bytes:
        """Return a story's page, packed; raise a refusal when there is none of that id."""
        dossier = self.story(opened, story_id, least)
        return self.made(
            "story.html",
            {
                "page": telling.story_page(dossier, dossier.events, open),
                "least": least,
                "generation": opened.generation,
            },
        )

    def warm(self) -> None:
        """Have every template ready before the first page is asked for."""
        for name in self.templates.list_templates():
            self.templates.get_template(name)

    @property
    def name(self) -> str:
        """Return what the base is called: its folder."""
        return Path(self.base.tables.layout.root).resolve().name

    @property
    def version(self) -> str:
        """Return the version of wirecopy."""
        return wirecopy.__version__

    @property
    def articles(self) -> int:
        """Return how many articles the shown generation has."""
        return self.shelf.opened().catalogue.articles

    @property
    def waiting(self) -> int:
        """Return how many pages wait for the next run."""
        return inbox_state(self.base.tables.layout.live)[0]

    def story(self, opened: OpenGeneration, story_id: str, least: float | None = None) -> Dossier:
        """Return everything on one story, of its facts those as sure; raise a refusal when there is none of that id."""
        dossier = opened.dossier(story_id, least)
        if dossier is None:
            raise Refusal(404, "not_found", "There is no story of that id in this base.")
        return dossier

    def story_with(self, opened: OpenGeneration, article_id: str) -> Dossier:
        """Return everything on the story an article belongs to; raise a refusal when there is no such article."""
        story_id = opened.story_of(article_id)
        if story_id is None:
            raise Refusal(404, "not_found", "There is no article of that id in this base.")
        return self.story(opened, story_id)


def _stamp(desk: Desk) -> str:
    """Return a short name for the code and the templates that pages are made by, and the name they show."""
    package = Path(wirecopy.__file__).parent
    # What Python compiles of them lies beside them, and comes with the first import: it is no part of them.
    files = sorted(path for room in ("desk", "serve") for path in (package / room).rglob("*") if path.suffix in _MAKES)
    parts = [wirecopy.__version__.encode(), desk.name.encode(), *(path.read_bytes() for path in files)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]

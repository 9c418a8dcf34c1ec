"""What one page said at different times: each state against the one before, by the same typed edits as copies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.desk.finding.subjects import PageVersion
from wirecopy.pipeline.article_pairs import paired
from wirecopy.serve.views import Reader, wording
from wirecopy.tables import from_table
from wirecopy.times import instant
from wirecopy.types import Article, Edit

MOST_STEPS = 20
"""States held against the one before: the last ones."""


@dataclass(frozen=True, slots=True)
class VersionStep:
    """One state of a page, and what of substance it changed from the state before; `first` has none before it."""

    version: PageVersion
    article: Article
    before: str | None
    substance: tuple[Edit, ...]
    style: int
    said: tuple[str, ...]
    after_publication: bool
    """Whether it was changed after the hour or day that the page says it was published."""

    @property
    def first(self) -> bool:
        """Return whether no earlier state is known."""
        return self.before is None


def version_steps(reader: Reader, versions: Sequence[PageVersion]) -> tuple[VersionStep, ...]:
    """Return the states, the newest first, each with what it changed."""
    shown = versions[-MOST_STEPS:]
    ids = [version.article_id for version in shown]
    articles = {one.article_id: one for one in from_table(reader.rows("articles", "article_id", ids), Article)}
    steps, before = [], None
    for version in shown:
        article = articles[version.article_id]
        steps.append(_step(version, article, before))
        before = article
    return tuple(reversed(steps))


def _step(version: PageVersion, article: Article, before: Article | None) -> VersionStep:
    edits = paired(before, article).edits if before else ()
    substance = tuple(edit for edit in edits if edit.substantive)
    published, seen = instant(article.published), instant(version.seen)
    return VersionStep(
        version=version,
        article=article,
        before=before.article_id if before else None,
        substance=substance,
        style=len(edits) - len(substance),
        said=tuple(wording.changed(edits, before, article)) if before else (),
        after_publication=bool(substance) and published is not None and seen is not None and seen > published,
    )

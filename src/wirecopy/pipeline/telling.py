"""Families and lone articles to stories and their origins."""

from __future__ import annotations

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.grouping import Listed, group_stories
from wirecopy.stories.origins import Credit, find_origins
from wirecopy.tables import from_table, to_table
from wirecopy.types import Family, Story


def tell_stories(steps: Steps, articles: Stage, families: Stage) -> Stage:
    """Return the table `stories`, and write `origins`."""
    stories = steps.whole("stories", lambda: _stories(articles, families))
    steps.whole("origins", lambda: _origins(articles, stories))
    return stories


def _stories(articles: Stage, families: Stage) -> pa.Table:
    listed = from_table(articles.read(["article_id", "label", "published"]), Listed)
    return to_table("stories", group_stories(listed, from_table(families.read(), Family)))


def _origins(articles: Stage, stories: Stage) -> pa.Table:
    columns = ["article_id", "outlet", "agency", "agency_source", "published"]
    credits = from_table(articles.read(columns), Credit)
    return to_table("origins", find_origins(from_table(stories.read(), Story), credits))

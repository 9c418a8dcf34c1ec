"""One generation of a base: every derived table from the pages it holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

import wirecopy
from wirecopy.clean import load_rules
from wirecopy.engine import engine_of
from wirecopy.engine.contract import SUCCESS, Stage, finished
from wirecopy.options import Options
from wirecopy.page_kinds import NO_ARTICLE
from wirecopy.pipeline.batch.canonical import choose_heads
from wirecopy.pipeline.batch.clean import clean_pages, second_pass, split_tables, stated_titles
from wirecopy.pipeline.batch.collate import trace_families
from wirecopy.pipeline.batch.copies import final_copies, first_copies, prove_again, tell_versions
from wirecopy.pipeline.batch.datelines import cut_datelines
from wirecopy.pipeline.batch.facts import DROPPED, tell_facts
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.batch.run_options import keep_options, telling
from wirecopy.pipeline.batch.stories.history import note_changes, remember
from wirecopy.pipeline.batch.stories.story_tables import StoryEvidence, tell_stories
from wirecopy.pipeline.batch.units import link_units
from wirecopy.pipeline.progress import Progress, Summary, quiet
from wirecopy.pipeline.steps import Steps
from wirecopy.store import (
    BaseTables,
    Intake,
    Layout,
    generation_name,
    keep_sums,
    page_ids,
    read_corrections,
    restated_marks,
    search,
    write_manifest,
)
from wirecopy.times import instant

_PASSING = (
    "first_words", "first_verified", "family_verified", "first_telling", "first_pairs", "all_first_verified", "telling",
    "all_verified", "story_texts", "texts_of_stories", "weighed", "cleaned_again",
)  # fmt: skip
"""Stages that go when a run ends: another one holds their rows, and a later run makes them anew for little.

Two of them are all articles once more with what the others of their outlet, and their copies, tell of their lines.
"""


def settle(layout: Layout, options: Options, progress: Progress) -> int:
    """Bring every derived table up to the pages the base holds; nothing is done twice, a kill loses no stage.

    Returned is how many stages an interrupted run had finished.
    """
    stages_kept = 0
    remember(layout)  # what a kill behind the last publishing left to be told
    ids = page_ids(layout)
    if not ids:
        layout.drop_generations()
        search.rebuild(layout.live, "", ())
        return stages_kept
    options = replace(options, stories=replace(options.stories, corrections=read_corrections(layout)))
    restated = [f"{page_id} {mark}" for page_id, mark in sorted(restated_marks(layout).items())]
    generation = generation_name(wirecopy.__version__, telling(options), *ids, *restated)
    if layout.published() != generation:
        options = _keeping_answers(layout, options)
        published = layout.published()
        earlier = layout.stages / published if published else None
        stages_kept = sum(1 for _ in (layout.stages / generation).glob(f"*/{SUCCESS}"))
        listen = None if progress is quiet else progress  # counting rows beforehand costs a little
        engine = engine_of(layout.stages / generation, options.engine, earlier, listen)
        _derive(Steps(engine, options, progress), Stage("pages", layout.pages))
        engine.tidy(*_PASSING)
        keep_options(layout, generation, options)
        write_manifest(layout, generation, json.loads(telling(options)), len(ids))
        keep_sums(layout, generation)
        note_changes(layout, generation)
        layout.publish(generation)
    remember(layout)
    if search.indexed_generation(layout.live) != generation:
        progress("index", 0, None)
        index_texts(layout)
    return stages_kept


def index_texts(layout: Layout) -> None:
    """Build the search index anew over the generation that readers see."""
    search.rebuild(layout.live, layout.generation() or "", _search_texts(BaseTables(layout)))


def summary(layout: Layout, added: Intake, stages_kept: int = 0) -> Summary:
    """Return what a run added, how many stages it found kept, and what the base holds now."""
    tables = BaseTables(layout)
    articles = tables.held("articles", ["article_id", "withdrawn", "form"])
    withdrawn = articles.filter(articles["withdrawn"])["article_id"]
    standing = articles.filter(pc.invert(articles["withdrawn"]))
    others = standing.filter(pc.is_in(standing["form"], value_set=pa.array(sorted(NO_ARTICLE))))["article_id"]
    rows = tables.held("stories", ["story_id", "article_id", "family_id"])
    for uncounted in (withdrawn, others):
        rows = rows.filter(pc.invert(pc.is_in(rows["article_id"], value_set=uncounted)))
    texts = pc.coalesce(rows["family_id"], rows["article_id"])
    counts = rows.num_rows, pc.count_distinct(texts).as_py(), pc.count_distinct(rows["story_id"]).as_py()
    given = added.new, added.known, added.rejected
    return Summary(*given, *counts, _dropped(layout), len(withdrawn), stages_kept, no_article=len(others))


def _dropped(layout: Layout) -> int:
    """Return how many claims of a plug-in were dropped because their words are not in the text."""
    generation = layout.generation()
    facts = finished(layout.stages / generation, "told") if generation else None
    return int(pc.sum(facts.read([DROPPED])[DROPPED]).as_py() or 0) if facts else 0


def _keeping_answers(layout: Layout, options: Options) -> Options:
    facts = options.facts
    return replace(options, facts=replace(facts, cache=facts.cache or str(layout.answers))) if facts.plugin else options


def _derive(steps: Steps, pages: Stage) -> None:
    rules = LazyValue(partial(load_rules, steps.options.clean.language))
    cleaned = clean_pages(steps, pages, rules)
    first = first_copies(steps, pages, cleaned)
    cleaned = second_pass(steps, pages, cleaned, first, rules)
    articles, spans = split_tables(steps, cleaned)
    proved = prove_again(steps, pages, cleaned, first)
    heads = choose_heads(steps, articles, proved.led)
    copied = final_copies(steps, cleaned, proved, heads)
    titles = stated_titles(steps, pages, articles, spans=spans)
    traced = trace_families(steps, articles, copied, titles=titles, pages=pages)
    units = link_units(steps, pages, cleaned, copied, traced.families)
    copies = tell_versions(steps, copied, traced.families)
    stories = tell_stories(steps, articles, traced.families, StoryEvidence(copies, units, traced.descended))
    datelines = cut_datelines(steps, pages, articles, spans=spans, rules=rules)
    tell_facts(steps, articles, traced, stories=stories, datelines=datelines)


def _search_texts(tables: BaseTables) -> Iterator[search.SearchText]:
    """Yield the texts to be searched, batch by batch; only the story of each article is held in memory."""
    copies = tables.held("families", ["article_id", "role"])
    copies = copies.filter(pc.not_equal(copies["role"], "canonical"))["article_id"]
    stories = tables.held("stories", ["article_id", "story_id", "first_published"])
    for batch in tables.batches("articles", ["article_id", "label", "body"]):
        batch = batch.filter(pc.invert(pc.is_in(batch["article_id"], value_set=copies)))
        story_rows = stories.take(pc.index_in(batch["article_id"], value_set=stories["article_id"]))
        names = (
            story_rows["story_id"],
            batch["article_id"],
            story_rows["first_published"],
            batch["label"],
            batch["body"],
        )
        for story_id, article_id, first, label, body in zip(*(name.to_pylist() for name in names), strict=True):
            yield search.SearchText(story_id, article_id, instant(first), first, label, body)

"""The facts of one text or file, with no base: read, cleaned where it is a file, and told."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from wirecopy.clean import Cleaned, Rules, clean_page, load_rules, parse_dateline
from wirecopy.errors import UnreadableInput
from wirecopy.facts import Dateline, Facts, extract, load_knowledge, merge, supported_languages
from wirecopy.ids import content_id
from wirecopy.options import FactsOptions, Options
from wirecopy.pipeline.batch.datelines import datelines_of
from wirecopy.pipeline.plugins import asked
from wirecopy.read import read_pages
from wirecopy.types import Article, Page, Rejected, Span, Stretch

_LONGEST_NAME = 1_000  # no file name is longer; a text may be


@dataclass(frozen=True, slots=True)
class Told:
    """One text's facts; `unread` names a language without rules, `dropped` counts a plug-in's baseless claims."""

    article: Article
    raw: str
    facts: Facts
    unread: str | None = None
    dropped: int = 0


def told(
    text_or_file: str,
    options: Options,
    *,
    plugin: str | None = None,
    model: str | None = None,
    cache: Path | None = None,
) -> list[Told]:
    """Return the facts of every page in a file, or of a text that names no file.

    Raises UnreadableInput for a file that holds no page; PluginFailed when the plug-in does not answer.
    """
    knowledge = load_knowledge(options.clean.language)
    model_asked = asked(FactsOptions(plugin, model, str(cache) if cache else None))
    found = []
    rules = load_rules(options.clean.language)
    for article, raw, datelines in _articles(text_or_file, options, rules):
        language = article.language
        unread = language if language is not None and language not in supported_languages() else None
        facts, dropped = extract("s", article, knowledge, datelines=datelines), 0
        if model_asked is not None:
            more = model_asked.facts("s", article, knowledge)
            facts, dropped = merge([facts, more.facts]), more.dropped
        found.append(Told(article, raw, facts, unread, dropped))
    return found


Cut = tuple[Article, str, list[Dateline]]
"""An article, its page's text, and the datelines that stand there."""


def _articles(text_or_file: str, options: Options, rules: Rules) -> list[Cut]:
    if len(text_or_file) < _LONGEST_NAME and "\0" not in text_or_file and os.path.exists(text_or_file):
        return [_cleaned(page, options, rules) for page in _pages(text_or_file, options)]
    return [_headed(text_or_file, rules)]


def _pages(path: str, options: Options) -> list[Page]:
    found = list(read_pages([path], options.read))
    pages = [page for page in found if isinstance(page, Page)]
    if not pages:
        reason = next((row.reason for row in found if isinstance(row, Rejected)), "it holds no page")
        raise UnreadableInput(path, reason)
    return pages


def _cleaned(page: Page, options: Options, rules: Rules) -> Cut:
    cleaned = clean_page(page, rules, options.clean)
    if not isinstance(cleaned, Cleaned):
        raise UnreadableInput(page.uri, cleaned.reason)
    return cleaned.article, page.raw, datelines_of(cleaned.article, page.raw, cleaned.spans, rules=rules)


def _headed(text: str, rules: Rules) -> Cut:
    """Return a text as an article that is all body, but for the dateline that opens it."""
    found = parse_dateline(text, rules)
    if found is None or not found.anywhere:
        return Article.of_text(content_id("a", text), text), text, []
    source = "dateline tag" if found.agency else None
    body = [Stretch(found.end, len(text))]
    plain = Article.of_text(content_id("a", text), text, spans=body)
    article = replace(plain, dateline_place=found.place, agency=found.agency, agency_source=source)
    head = Span(
        article_id=article.article_id,
        kind="dateline",
        start=0,
        end=found.end,
        score=found.score,
        evidence="rule: dateline",
    )
    return article, text, datelines_of(article, text, [head], rules=rules)

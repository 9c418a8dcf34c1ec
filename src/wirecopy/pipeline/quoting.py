"""The facts of one text or file, with no base: read, cleaned where it is a file, and told."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from wirecopy.clean import Cleaned, clean_page, load_rules
from wirecopy.errors import UnreadableInput
from wirecopy.facts import Facts, extract, load_knowledge, merge, supported_languages
from wirecopy.ids import content_id
from wirecopy.options import FactsOptions, Options
from wirecopy.pipeline.plugins import asked
from wirecopy.read import read_pages
from wirecopy.types import Article, Page, Rejected, Stretch

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
    for article, raw in _articles(text_or_file, options):
        language = article.language
        unread = language if language is not None and language not in supported_languages() else None
        facts, dropped = extract("s", article, knowledge), 0
        if model_asked is not None:
            more = model_asked.facts("s", article, knowledge)
            facts, dropped = merge([facts, more.facts]), more.dropped
        found.append(Told(article, raw, facts, unread, dropped))
    return found


def _articles(text_or_file: str, options: Options) -> list[tuple[Article, str]]:
    if len(text_or_file) < _LONGEST_NAME and "\0" not in text_or_file and os.path.exists(text_or_file):
        return [_cleaned(page, options) for page in _pages(text_or_file, options)]
    return [(_article(text_or_file), text_or_file)]


def _pages(path: str, options: Options) -> list[Page]:
    found = list(read_pages([path], options.read))
    pages = [page for page in found if isinstance(page, Page)]
    if not pages:
        reason = next((row.reason for row in found if isinstance(row, Rejected)), "it holds no page")
        raise UnreadableInput(path, reason)
    return pages


def _cleaned(page: Page, options: Options) -> tuple[Article, str]:
    cleaned = clean_page(page, load_rules(options.clean.language), options.clean)
    if not isinstance(cleaned, Cleaned):
        raise UnreadableInput(page.uri, cleaned.reason)
    return cleaned.article, page.raw


def _article(text: str) -> Article:
    """Return a text as an article that is all body."""
    return Article(
        article_id=content_id("a", text), page_id="", outlet=None, outlet_country=None, outlet_country_evidence=None,
        url=None, title=None, label="", label_derived=True, language=None, published=None, published_source=None,
        updated=None, updated_source=None, dateline_place=None, agency=None, agency_source=None, byline=None, body=text,
        body_spans=(Stretch(0, len(text)),) if text else (),
    )  # fmt: skip

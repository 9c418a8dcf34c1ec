"""Who says what in one text or file, with no base: read, and cleaned where it is a file."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace

from wirecopy.clean import Cleaned, Rules, clean_page, load_rules, parse_dateline
from wirecopy.errors import UnreadableInput
from wirecopy.facts import CutDateline, Facts, extract, load_knowledge, merge, supported_languages
from wirecopy.ids import content_id
from wirecopy.options import Options
from wirecopy.pipeline.batch.datelines import datelines_of
from wirecopy.pipeline.plugins import requested_plugin
from wirecopy.read import read_pages
from wirecopy.serve.views import confident_facts
from wirecopy.types import Article, Page, Rejected, Span, Stretch


@dataclass(frozen=True, slots=True)
class QuotedText:
    """What is said in one text: `raw[start:end]` of each mention of `facts` is where it stands.

    `unread` names a language without rules, `dropped` counts a plug-in's claims whose words are not in the text.
    """

    article: Article
    raw: str
    facts: Facts
    unread: str | None = None
    dropped: int = 0


def quotations_of(text: str | os.PathLike[str], options: Options, least: float | None = None) -> tuple[QuotedText, ...]:
    """Return the facts that are sure enough of a text, or of every page in a file that a path names.

    Raises UnreadableInput for a file that holds no page; PluginFailed when the plug-in does not answer.
    """
    knowledge = load_knowledge(options.clean.language)
    model_asked = requested_plugin(options.facts)
    texts = []
    rules = load_rules(options.clean.language)
    for article, raw, datelines in _articles(text, options, rules):
        language = article.language
        unread = language if language is not None and language not in supported_languages() else None
        facts, dropped = extract("s", article, knowledge, datelines=datelines), 0
        if model_asked is not None:
            more = model_asked.facts("s", article, knowledge)
            facts, dropped = merge([facts, more.facts]), more.dropped
        some = confident_facts(facts.quotes, facts.entities, facts.events, facts.mentions, least)
        sure = Facts(some.quotes, some.entities, some.mentions, some.events)
        texts.append(QuotedText(article, raw, sure, unread, dropped))
    return tuple(texts)


Cut = tuple[Article, str, list[CutDateline]]
"""An article, its page's text, and the datelines that stand there."""


def _articles(text: str | os.PathLike[str], options: Options, rules: Rules) -> list[Cut]:
    if isinstance(text, str):
        return [_headed(text, rules)]
    return [_cleaned_text(page, options, rules) for page in _pages(os.fspath(text), options)]


def _pages(path: str, options: Options) -> list[Page]:
    results = list(read_pages([path], options.read))
    pages = [page for page in results if isinstance(page, Page)]
    if not pages:
        reason = next((row.reason for row in results if isinstance(row, Rejected)), "it holds no page")
        raise UnreadableInput(path, reason)
    return pages


def _cleaned_text(page: Page, options: Options, rules: Rules) -> Cut:
    cleaned = clean_page(page, rules, options.clean)
    if not isinstance(cleaned, Cleaned):
        raise UnreadableInput(page.uri, cleaned.reason)
    return cleaned.article, page.raw, datelines_of(cleaned.article, page.raw, cleaned.spans, rules=rules)


def _headed(text: str, rules: Rules) -> Cut:
    """Return a text as an article that is all body, but for the dateline that opens it."""
    dateline = parse_dateline(text, rules)
    if dateline is None or not dateline.anywhere:
        return Article.of_text(content_id("a", text), text), text, []
    source = "dateline tag" if dateline.agency else None
    body = [Stretch(dateline.end, len(text))]
    plain = Article.of_text(content_id("a", text), text, spans=body)
    article = replace(plain, dateline_place=dateline.place, agency=dateline.agency, agency_source=source)
    head = Span(
        article_id=article.article_id,
        kind="dateline",
        start=0,
        end=dateline.end,
        score=dateline.score,
        evidence="rule: dateline",
    )
    return article, text, datelines_of(article, text, [head], rules=rules)

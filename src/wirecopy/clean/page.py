"""A page into an article: passes add marks, one resolver turns them into spans, they give the metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from wirecopy.clean.cleaned import Cleaned, body_of
from wirecopy.clean.country import Country, outlet_country
from wirecopy.clean.headline import headline
from wirecopy.clean.html.body import dropped_marks, near, own_lines
from wirecopy.clean.html.extract import Extraction, load_extractor
from wirecopy.clean.html.metadata import Facts
from wirecopy.clean.labels.features import Around
from wirecopy.clean.labels.labeller import markup_marks, plain_marks, ruled, told_of
from wirecopy.clean.labels.markup import markup_of
from wirecopy.clean.language.identify import page_language
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import split_lines
from wirecopy.clean.metadata import read_signature, shown_country
from wirecopy.clean.publication import page_times
from wirecopy.clean.resolve import NO_EVIDENCE, partition
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.passes import marks_near, passes_of, rule_marks, wrapped_lines
from wirecopy.clean.rules.ticker import read_tickers
from wirecopy.ids import content_id
from wirecopy.options import CleanOptions
from wirecopy.types import Article, Page, Span

MAX_URL = 2000


class Laid(NamedTuple):
    """A page laid out for labelling: its lines, what it states, what the rules and the extractor make of it."""

    sheet: Sheet
    facts: Facts
    marks: Sequence[Mark]
    kept: frozenset[int] | None
    """The lines that the extractor keeps; null for plain text."""
    around: Around
    language: str | None


def laid_out(page: Page, rules: Rules, options: CleanOptions) -> Laid:
    """Return a page with what is known of its lines before they are labelled."""
    sheet = Sheet(page, split_lines(page.raw), rules, outlet_country(page, rules).code)
    found = load_extractor(options.extractor)(page.source, page.url) if page.source is not None else Extraction()
    text, facts = found.text, found.facts
    sheet = sheet._replace(page=_titled(page, facts), extractor=None if text is None else options.extractor)
    stated = page.language or facts.language
    if text is None:
        language = page_language(sheet.lines, rules, stated)
        marks = rule_marks(sheet, passes_of(language, rules))
        return Laid(sheet, facts, marks, None, ruled(sheet, marks)._replace(title=sheet.page.title), language)
    kept = own_lines(sheet.lines, text, found.groups)
    own = [sheet.lines[number] for number in sorted(kept)]
    language = page_language(own or sheet.lines, rules, stated)
    marks = marks_near(sheet, near(kept, options.extractor, len(sheet.lines)), passes_of(language, rules))
    markup = None if found.boxes is None else markup_of(sheet.lines, found.boxes, kept)
    around = ruled(sheet, marks)._replace(title=sheet.page.title, summary=facts.summary, markup=markup)
    return Laid(sheet, facts, marks, kept, around, language)


def clean_page(page: Page, rules: Rules, options: CleanOptions) -> Cleaned:
    """Return the article of a page, with every character of the page in one typed span.

    The labeller says what each line is; rules, markup and what an HTML extractor keeps are what it goes by. A page in
    another language than the rules', or in none that can be told, goes by what all languages share.
    """
    laid = laid_out(page, rules, options)
    sheet, facts, language = laid.sheet, laid.facts, laid.language
    marks = labelled(laid, rules, options.extractor)
    article_id = content_id("a", page.page_id)
    spans = partition(sheet, marks, article_id=article_id, threshold=options.body_threshold)
    shown = shown_country(sheet, marks, outlet_country(page, rules))
    settled = sheet._replace(country=shown.code)
    article = _article(
        settled, marks, facts, country=shown, spans=spans, language=language, stated=page.title
    )  # fmt: skip
    tickers = read_tickers(sheet, article_id, [mark for mark in marks if mark.score >= options.body_threshold])
    return Cleaned(article, _said(spans, article.language, rules), tickers)


def labelled(laid: Laid, rules: Rules, extractor: str) -> list[Mark]:
    """Return the marks of a page with what the labeller makes of its lines."""
    sheet, kept = laid.sheet, laid.kept
    if kept is not None and laid.around.markup is None:
        return [*laid.marks, *dropped_marks(sheet, kept, extractor=extractor)]
    if not sheet.lines or wrapped_lines(sheet.lines):
        return list(laid.marks)
    told = told_of(sheet, laid.around, rules.line_weights, known=laid.language == rules.language)
    if kept is None:
        return plain_marks(sheet, laid.marks, told)
    return markup_marks(sheet, laid.marks, told, kept, extractor=extractor)


def _said(spans: tuple[Span, ...], language: str | None, rules: Rules) -> tuple[Span, ...]:
    """Return the spans, where the page is in a language without rules with that in what speaks for its body."""
    if language == rules.language:
        return spans
    known = f"no rules for the language {language}" if language else "its language is not told"
    why = f"{NO_EVIDENCE}: {known}"
    return tuple([replace(span, evidence=why) if span.evidence == NO_EVIDENCE else span for span in spans])


def _titled(page: Page, facts: Facts) -> Page:
    """Return the page with the title its source states, where its row states none."""
    if page.title or not facts.title:
        return page
    return replace(page, title=facts.title)


def _article(
    sheet: Sheet, marks: Sequence[Mark], facts: Facts, *, country: Country, spans: Sequence[Span], language: str | None,
    stated: str | None,
) -> Article:  # fmt: skip
    page = sheet.page
    title = headline(sheet, facts, marks, stated=stated)
    body = body_of(page.raw, spans, title)
    times = page_times(sheet, marks, facts)
    signature = read_signature(sheet, marks, facts)
    return Article(
        article_id=spans[0].article_id if spans else content_id("a", page.page_id),
        page_id=page.page_id,
        outlet=page.outlet,
        outlet_country=country.code,
        outlet_country_evidence=country.evidence,
        url=canonical(page.url),
        title=title,
        label=body.label,
        label_derived=title is None,
        language=language,
        published=times.published,
        published_source=times.published_source,
        updated=times.updated,
        updated_source=times.updated_source,
        dateline_place=signature.dateline_place,
        agency=signature.agency,
        agency_source=signature.agency_source,
        byline=signature.byline,
        body=body.text,
        body_spans=body.stretches,
    )


def canonical(url: str | None) -> str | None:
    """Return an address without its tracking marks and its fragment; as it is when it is no web address."""
    if url is None or not url.lower().startswith(("http://", "https://")) or len(url) > MAX_URL:
        return url
    if "?" not in url and "#" not in url:
        return url
    from courlan import clean_url

    try:
        return clean_url(url.partition("#")[0]) or url
    except Exception:  # an address that breaks a parser is still what the page came with
        return url

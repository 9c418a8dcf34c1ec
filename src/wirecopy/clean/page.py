"""A page into an article: passes add marks, one resolver turns them into spans, they give the metadata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wirecopy.addresses import without_tracking
from wirecopy.clean.cleaning_result import Cleaned, body_of
from wirecopy.clean.country import Country, outlet_country
from wirecopy.clean.headline import headline, printed_headline
from wirecopy.clean.html.metadata import SourceMetadata
from wirecopy.clean.labels.labeller import labelled
from wirecopy.clean.language.identify import page_language
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import split_lines
from wirecopy.clean.metadata import read_signature, shown_country
from wirecopy.clean.publication import page_times
from wirecopy.clean.resolve import NO_EVIDENCE, partition
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.passes import passes_of, rule_marks
from wirecopy.clean.rules.ticker import read_tickers
from wirecopy.ids import content_id
from wirecopy.languages.releases import Release
from wirecopy.options import CleanOptions
from wirecopy.types import Article, Page, Span, Stretch
from wirecopy.withdrawal import is_withdrawn

ABOVE, BELOW = 600, 1_500  # code points before and behind the body in which a line may show a release


def clean_page(page: Page, rules: Rules, options: CleanOptions) -> Cleaned:
    """Return the article of a page, with every character of the page in one typed span.

    Plain text goes by the typed rules and the labeller of lines; for HTML, what the extractor drops is furniture too.
    A page in another language than the rules', or in none that can be told, goes by what all languages share: tickers,
    bare times, a stated title.
    """
    country = outlet_country(page, rules)
    sheet = Sheet(page, split_lines(page.raw), rules, country.code)
    text, facts = None, SourceMetadata()
    if page.source is not None:
        from wirecopy.clean.html.extract import load_extractor

        extraction = load_extractor(options.extractor)(page.source, page.url)
        text, facts = extraction.text, extraction.facts
    titled = replace(page, title=headline(page, facts))
    sheet = sheet._replace(page=titled, extractor=None if text is None else options.extractor)
    stated_language = page.language or facts.language
    if text is None:
        language = page_language(sheet.lines, rules, stated_language)
        marks = rule_marks(sheet, passes_of(language, rules))
        if page.source is None and language == rules.language and rules.line_weights is not None:
            marks = labelled(sheet, marks, rules.line_weights)
    else:
        from wirecopy.clean.html.own_lines import laid_out, own_marks

        laid = laid_out(sheet, extraction, options.extractor, stated_language)
        language, marks = laid.language, own_marks(laid, options.extractor)
    article_id = content_id("a", page.page_id)
    spans = partition(sheet, marks, article_id=article_id, threshold=options.body_threshold)
    shown = shown_country(sheet, marks, country)
    article = _article(sheet._replace(country=shown.code), marks, facts, country=shown, spans=spans, language=language)
    tickers = read_tickers(sheet, article_id, [mark for mark in marks if mark.score >= options.body_threshold])
    return Cleaned(article, _with_reason(spans, article.language, rules), tickers)


def _with_reason(spans: tuple[Span, ...], language: str | None, rules: Rules) -> tuple[Span, ...]:
    """Return the spans, where the page is in a language without rules with that in what speaks for its body."""
    if language == rules.language:
        return spans
    language_reason = f"no rules for the language {language}" if language else "its language is not told"
    why = f"{NO_EVIDENCE}: {language_reason}"
    return tuple([replace(span, evidence=why) if span.evidence == NO_EVIDENCE else span for span in spans])


def _release(sheet: Sheet, body: Sequence[Stretch]) -> Release | None:
    """Return by which line beside the body or at its ends a page shows a release."""
    if not body:
        return None
    around = sheet.page.raw[max(0, body[0].start - ABOVE) : body[-1].end + BELOW]
    return sheet.rules.credits.releases.shown(around, alone=False)


def _article(
    sheet: Sheet,
    marks: Sequence[Mark],
    facts: SourceMetadata,
    *,
    country: Country,
    spans: Sequence[Span],
    language: str | None,
) -> Article:
    page = sheet.page
    title = page.title or printed_headline(sheet, marks)
    body = body_of(page.raw, spans, title)
    times = page_times(sheet, marks, facts)
    signature = read_signature(sheet, marks, facts, spans, language)
    credit, release = signature.credit, _release(sheet, body.stretches)
    return Article(
        article_id=spans[0].article_id if spans else content_id("a", page.page_id),
        page_id=page.page_id,
        outlet=page.outlet,
        outlet_country=country.code,
        outlet_country_evidence=country.evidence,
        url=without_tracking(page.url) if page.url else None,
        title=title,
        label=body.label,
        label_derived=title is None,
        language=language,
        published=times.published,
        published_source=times.published_source,
        updated=times.updated,
        updated_source=times.updated_source,
        dateline_place=signature.dateline_place,
        agency=credit.agency if credit else None,
        agency_source=signature.agency_source,
        byline=signature.byline,
        body=body.text,
        body_spans=body.stretches,
        credit="; ".join(credit.names) if credit else None,
        credit_kind=credit.kind if credit else None,
        credit_start=credit.start if credit else None,
        credit_end=credit.end if credit else None,
        withdrawn=is_withdrawn(page.status),
        contributors="; ".join(signature.added) or None,
        release=release.words if release else None,
        issuer=release.issuer if release else None,
    )

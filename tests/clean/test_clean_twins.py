"""The rules know the form, not the pair: pages of the founding kinds with other names, rows and zones."""

from bisect import bisect_right
from collections.abc import Callable

import pytest

from twins import TwinPage, twin
from wirecopy.clean import Cleaned, support
from wirecopy.types import Stretch

Clean = Callable[..., Cleaned]
PAGES = [page for seed in range(40) for page in (twin(seed).a, twin(seed).b)]


def cleaned_twin(clean: Clean, page: TwinPage) -> Cleaned:
    shared = [Stretch(place.start, place.end) for place in page.paragraphs]
    return support(clean(page.raw, url=page.url), page.raw, shared)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_clean_twin_types_every_stretch(clean: Clean, page: TwinPage) -> None:
    spans = cleaned_twin(clean, page).spans
    ends = [span.end for span in spans]
    for answer in page.spans:
        inked = [i for i in range(answer.place.start, answer.place.end) if page.raw[i].isalnum()]
        found = {spans[bisect_right(ends, i)].kind for i in inked}
        assert found <= {answer.kind, *answer.also}, answer.place.text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_clean_twin_reads_rows_times_and_place(clean: Clean, page: TwinPage) -> None:
    cleaned = cleaned_twin(clean, page)
    article = cleaned.article
    rows = [(t.symbol, t.price, t.change, t.percent, t.start, t.end) for t in cleaned.tickers]
    assert rows == [(t.symbol, t.price, t.change, t.percent, t.place.start, t.place.end) for t in page.tickers]
    assert (article.published, article.updated) == (page.published, page.updated)
    assert article.dateline_place == page.dateline_place
    assert (article.title, article.agency, article.byline) == (None, None, None)
    assert page.published is None or page.zone_assumed == ("assumed" in (article.published_source or ""))

from collections import Counter
from collections.abc import Callable

import pytest
from clean_pages import founding

from wirecopy.clean import Cleaned, support
from wirecopy.types import Stretch

FIRST, SECOND = "000_b7d4adab1fce9440", "004_3bb5e65a36812c64"
Clean = Callable[..., Cleaned]


def count(cleaned: Cleaned) -> dict[str, int]:
    return dict(Counter(span.kind for span in cleaned.spans))


def test_clean_first_founding_page_has_timestamp_dateline_and_twelve_paragraphs(clean: Clean) -> None:
    assert count(clean(founding(FIRST))) == {"timestamp": 1, "dateline": 1, "body": 12}


def test_clean_first_founding_page_states_its_times(clean: Clean) -> None:
    article = clean(founding(FIRST)).article
    assert article.published == article.updated == "2023-05-30T20:01+05:30"
    assert article.published_source == "page: timestamp line, zone assumed India"


def test_clean_second_founding_page_has_every_kind(clean: Clean) -> None:
    cleaned = clean(founding(SECOND))
    assert count(cleaned) == {"ticker": 34, "dateline": 1, "body": 12, "promo": 1, "comments": 2}
    assert [span.end - span.start for span in cleaned.spans if span.kind == "dateline"] == [len("WASHINGTON: ")]


def test_clean_second_founding_page_reads_its_rows(clean: Clean) -> None:
    rows = {row.symbol: (row.price, row.change, row.percent) for row in clean(founding(SECOND)).tickers}
    assert len(rows) == 34
    assert rows["AIRLINK"] == (72.59, 3.39, 4.9)
    assert rows["HBL"] == (112.4, -0.36, -0.32)
    assert rows["SSGC"] == (10.54, 0.0, 0.0)
    assert rows["KSE100"] == (71902.0, 1235.2, 1.75)


def test_clean_second_founding_page_states_no_time(clean: Clean) -> None:
    article = clean(founding(SECOND)).article
    assert (article.published, article.updated) == (None, None)


@pytest.mark.parametrize("name", [FIRST, SECOND])
def test_clean_founding_pages_lie_under_a_derived_label(clean: Clean, name: str) -> None:
    article = clean(founding(name)).article
    assert (article.title, article.label_derived, article.dateline_place) == (None, True, "Washington")
    assert article.label.startswith("Beijing has declined a")
    assert article.label.endswith("the Pentagon said.")
    assert (article.agency, article.byline, article.outlet_country, article.language) == (
        None,
        None,
        None,
        "en",
    )


def test_founding_promo_is_no_text_alone_and_beside_its_copy(clean: Clean) -> None:
    raw = founding(SECOND)
    cleaned = clean(raw)
    promo = raw.index("Elon Musk")
    shared = [Stretch(1323, promo), Stretch(raw.index("When asked"), 3976)]
    for told in (cleaned, support(cleaned, raw, shared)):
        assert count(told) == {"ticker": 34, "dateline": 1, "body": 12, "promo": 1, "comments": 2}
        assert "Elon Musk" not in told.article.body

import pyarrow as pa
import pytest
from clean_pages import PROSE, page

from wirecopy.clean import clean_page, load_rules
from wirecopy.clean.batch import CLEANED, clean_batch
from wirecopy.clean.country import guess_language, outlet_country
from wirecopy.clean.lines import split_lines
from wirecopy.errors import BadOption
from wirecopy.options import CleanOptions
from wirecopy.tables import SCHEMAS, from_table, to_table
from wirecopy.types import SPAN_KINDS, Article

PAGES = [
    page(f"KEL 4.35 ▲ 0.12 (2.84%)\n\nLONDON (AP) — {PROSE}"),
    page("", page_id="p_2"),
    page(PROSE, page_id="p_3"),
]


def batch() -> pa.RecordBatch:
    return to_table("pages", PAGES).combine_chunks().to_batches()[0]


def test_clean_batch_has_the_published_schema() -> None:
    result = clean_batch(batch(), CleanOptions())
    assert result.schema.equals(CLEANED)
    assert CLEANED.names[: len(SCHEMAS["articles"])] == SCHEMAS["articles"].names


def test_clean_batch_gives_what_one_page_gives() -> None:
    result = clean_batch(batch(), CleanOptions())
    articles = list(from_table(result.select(SCHEMAS["articles"].names), Article))
    assert articles == [clean_page(each, load_rules(), CleanOptions()).article for each in PAGES]


def test_clean_batch_nests_spans_and_rows() -> None:
    result = clean_batch(batch(), CleanOptions())
    assert [span["kind"] for span in result.column("spans")[0].as_py()] == ["ticker", "dateline", "body"]
    assert result.column("tickers")[0].as_py()[0]["symbol"] == "KEL"
    assert result.column("tickers")[2].as_py() == []


def test_clean_batch_of_nothing_is_empty() -> None:
    assert clean_batch(batch().slice(0, 0), CleanOptions()).num_rows == 0


def test_load_rules_unknown_language_is_told() -> None:
    with pytest.raises(BadOption, match="one of: en"):
        load_rules("xx")


def test_load_rules_path_is_no_language() -> None:
    with pytest.raises(BadOption):
        load_rules("../en")


def test_load_rules_phrases_have_known_kinds() -> None:
    phrases = load_rules().phrases
    assert set(phrases.lines.values()) | set(phrases.start_kinds.values()) <= set(SPAN_KINDS)


def test_load_rules_phrases_are_written_as_they_are_looked_up() -> None:
    from wirecopy.clean.lines import number_key, word_key

    assert [
        p for p in load_rules().phrases.lines if word_key(p.replace("#", "1"))[0] != p.replace("#", "1")
    ] == ["more_vert", "video_youtube", "play_arrow"]
    assert [p for p in load_rules().phrases.lines if number_key(p) != p] == []
    assert [p for p in load_rules().phrases.starts if p != p.lower()] == []


@pytest.mark.parametrize(
    ("url", "outlet", "code"),
    [
        ("https://www.example.com.pk/a", None, "PK"),
        ("https://example.co.uk/a", None, "GB"),
        (None, "example.in", "IN"),
        (None, "The Example", None),
        ("https://example.com/a", "x.io", None),
        ("https://example.tv", None, None),
        ("http://[bad", None, None),
        (None, "example.ie/news", "IE"),
    ],
)
def test_outlet_country_goes_by_the_domain(url: str | None, outlet: str | None, code: str | None) -> None:
    assert outlet_country(page("", url=url, outlet=outlet), load_rules()).code == code


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (PROSE, "en"),
        (
            "Das Ministerium teilte am Montag mit, dass die beiden Häfen noch vor Ende des Monats"
            " wieder öffnen und Schiffe zuerst an die Reihe kommen",
            None,
        ),
        ("Ports open", None),
    ],
)
def test_guess_language_is_null_when_undecided(text: str, language: str | None) -> None:
    assert guess_language(split_lines(text), load_rules()) == language


def test_country_of_a_clock_that_one_country_uses() -> None:
    article = clean_page(page(f"May 30, 2023 8:01 pm PKT\n\n{PROSE}"), load_rules(), CleanOptions()).article
    assert (article.outlet_country, article.outlet_country_evidence) == ("PK", "zone PKT on the page")

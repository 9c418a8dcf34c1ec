import pytest
from clean_pages import PROSE, page

from wirecopy.clean import clean_page, load_rules
from wirecopy.clean.country import outlet_country
from wirecopy.errors import BadOption
from wirecopy.options import CleanOptions
from wirecopy.page_kinds import SPAN_KINDS


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

    assert [p for p in load_rules().phrases.lines if word_key(p.replace("#", "1"))[0] != p.replace("#", "1")] == []
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


def test_country_of_a_clock_that_one_country_uses() -> None:
    article = clean_page(page(f"May 30, 2023 8:01 pm PKT\n\n{PROSE}"), load_rules(), CleanOptions()).article
    assert (article.outlet_country, article.outlet_country_evidence) == ("PK", "zone PKT on the page")

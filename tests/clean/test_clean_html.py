from collections.abc import Callable

from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]
THIRD = "Port workers in the north said that they would vote on the offer on Friday, and most were for it."
LINES = [
    "Example Times",
    "Home",
    "Sport",
    "Two ports to open again",
    PROSE,
    MORE,
    THIRD,
    "More from our site",
    "Whale seen off the coast",
]
HEAD = """<html lang="en"><head><title>Two ports | Example</title>
<meta property="og:title" content="Two ports to open again">
<meta property="article:modified_time" content="2023-05-30T15:00:00Z">
<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"],
"headline": "Two ports to open again", "datePublished": "2023-05-30T20:01:10+05:30",
"author": {"name": "Jane Roe"}, "publisher": {"name": "Example"}}]}</script></head>"""
BODY = f"""<body><header>Example Times</header>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
<article><h1>Two ports to open again</h1><p>{PROSE}</p><p>{MORE}</p><p>{THIRD}</p></article>
<aside class="related"><h3>More from our site</h3>
<ul><li><a href="/w">Whale seen off the coast</a></li></ul></aside></body></html>"""


def cleaned_html(clean: Clean, source: str) -> Cleaned:
    return clean("\n".join(LINES), source=source.encode(), media_type="text/html")


def test_html_keeps_the_extracted_paragraphs(clean: Clean) -> None:
    cleaned = cleaned_html(clean, HEAD + BODY)
    assert cleaned.article.body.split("\n") == [PROSE, MORE, THIRD, ""]


def test_html_dropped_lines_stay_as_furniture(clean: Clean) -> None:
    cleaned = cleaned_html(clean, HEAD + BODY)
    assert len(cleaned.spans) == len(LINES)
    assert {span.kind for span in cleaned.spans[:3]} == {"nav"}
    assert cleaned.spans[-1].evidence == "html:trafilatura"


def test_html_states_title_times_and_author(clean: Clean) -> None:
    article = cleaned_html(clean, HEAD + BODY).article
    assert article.title == "Two ports to open again"
    assert (article.published, article.published_source) == ("2023-05-30T20:01+05:30", "json-ld")
    assert (article.updated, article.updated_source) == ("2023-05-30T15:00+00:00", "meta")
    assert article.byline == "Jane Roe"


def test_html_without_an_article_falls_back_to_the_rules(clean: Clean) -> None:
    cleaned = cleaned_html(clean, "<html><body></body></html>")
    assert PROSE in cleaned.article.body
    assert cleaned.spans[0].kind == "body"


def test_html_broken_metadata_is_passed_over(clean: Clean) -> None:
    broken = '<html><head><script type="application/ld+json">{"@type": "NewsArticle", </script><meta></head>'
    assert cleaned_html(clean, broken + BODY).article.published is None


def test_html_hostile_source_is_survived(clean: Clean) -> None:
    for source in (
        "<div>" * 20_000 + PROSE,
        '<script type="application/ld+json">' + "[" * 100_000,
        "\x00\x01<",
        "",
    ):
        assert cleaned_html(clean, source).spans


def test_html_that_states_another_encoding_in_its_first_line_is_read(clean: Clean) -> None:
    source = f'<?xml version="1.0" encoding="iso-8859-1"?><html>{HEAD.partition("<head>")[2]}'
    cleaned = cleaned_html(clean, f"{source}{BODY}")
    assert cleaned.article.body.split("\n") == [PROSE, MORE, THIRD, ""]

"""A teaser over or beside an article has a headline, a byline and a time of its own: none of them is the article's."""

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE, page

from wirecopy.clean import Cleaned, clean_page, load_rules
from wirecopy.clean.html.titles import PageTitle, likeliest
from wirecopy.clean.site_names import site_names
from wirecopy.options import CleanOptions
from wirecopy.read.html_text import visible_text

Clean = Callable[..., Cleaned]
TITLE = "Two ports to open again before the month's end"
TEXT = f"<p>{PROSE}</p><p>{MORE}</p><p>{PROSE} Part two.</p>"
TEASER = (
    "<{tag}><a href='/mayor'>Mayor of Kelso charged with theft</a></{tag}>"
    "<span class='byline'>By Peter Quill</span> <time datetime='2022-05-09T10:00:00Z'>May 9, 2022</time>"
    "<p>A former aide says that the mayor took money for years.</p>"
)
OWN = f"<h1>{TITLE}</h1><p>By <a href='/ann'>Ann Velt</a></p><p>May 3, 2022</p>{TEXT}"


def cleaned(body: str, title: str) -> Cleaned:
    source = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    url = "https://harbourpost.example/ports"
    whole = page(visible_text(source).text, uri=url, url=url, media_type="text/html", source=source.encode())
    return clean_page(whole, load_rules(), CleanOptions())


@pytest.mark.parametrize("title", [f"{TITLE} | Harbour Post", "Harbour Post"])
@pytest.mark.parametrize("tag", ["h1", "h3"])
def test_teaser_over_the_headline_gives_the_page_nothing(tag: str, title: str) -> None:
    article = cleaned(f"<div>{TEASER.format(tag=tag)}</div><div>{OWN}</div>", title).article
    assert (article.title, article.byline, article.published) == (TITLE, "Ann Velt", "2022-05-03")


def test_byline_over_the_headline_is_the_page_s_where_no_teaser_is() -> None:
    over = "<span class='byline'>By Ann Velt</span>"
    article = cleaned(f"<h3>Harbour</h3>{over}<h1>{TITLE}</h1>{TEXT}", f"{TITLE} | Harbour Post").article
    assert (article.title, article.byline) == (TITLE, "Ann Velt")


def test_title_without_the_kicker_that_the_heading_leaves_out() -> None:
    names = site_names("Harbour Post")
    stated, heading = PageTitle("document", f"Business: {TITLE} | Harbour Post"), PageTitle("agreed", TITLE)
    assert likeliest([stated, heading], names) == TITLE
    assert cleaned(f"<h2>{TITLE}</h2>{TEXT}", f"Business: {TITLE} | Harbour Post").article.title == TITLE

"""Pages kept as Markdown: the marks of headings and of emphasis are no part of what a line says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned
from wirecopy.clean.lines import split_lines

Clean = Callable[..., Cleaned]
HEADLINE = "Two ports to open again before month's end"


@pytest.mark.parametrize("title", ["# {}", "## **{}**", "**{}**", "___{}___"])
@pytest.mark.parametrize("byline", ["By Jane Roe", "*By Jane Roe*", "**By Jane Roe**", "_By Jane Roe_"])
def test_markdown_headline_and_byline_are_told_without_its_marks(clean: Clean, title: str, byline: str) -> None:
    cleaned = clean("\n\n".join([title.format(HEADLINE), byline, PROSE, MORE]))
    assert (cleaned.article.title, cleaned.article.byline) == (HEADLINE, "Jane Roe")
    assert cleaned.article.body.strip() == f"{PROSE}\n\n{MORE}"
    assert [span.kind for span in cleaned.spans[:2]] == ["own_title", "byline"]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("**Related:** [Bridge opens late](https://herald.example/b)", "promo"),
        ("[Privacy](https://herald.example/p) | [Terms](https://herald.example/t)", "promo"),
        ("![The port](https://herald.example/p.jpg)", "caption"),
        ("See [the ministry's page](https://ministry.example/p) for more of what it said on Monday.", "body"),
    ],
)
def test_markdown_line_of_links_alone_is_no_text(clean: Clean, line: str, kind: str) -> None:
    spans = clean("\n\n".join([PROSE, line, MORE])).spans
    assert [span.kind for span in spans] == (["body", kind, "body"] if kind != "body" else ["body"] * len(spans))


def test_markdown_credit_in_emphasis_is_a_credit(clean: Clean) -> None:
    cleaned = clean("\n\n".join([f"# {HEADLINE}", PROSE, MORE, "*The Associated Press contributed to this report.*"]))
    assert cleaned.article.contributors == "AP"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("# One", "One"),
        ("  ### *One*  ", "One"),
        ("*a* and *b*", "*a* and *b*"),
        ("* one of a list", "* one of a list"),
        ("#hashtag", "#hashtag"),
        ("# # #", "# #"),
        ("***", "***"),
        ("_____", "_____"),
        ("*one", "*one"),
        ("####### seven", "####### seven"),
    ],
)
def test_markdown_marks_are_left_where_they_are_none(raw: str, text: str) -> None:
    (line,) = split_lines(raw)
    assert line.text == text == raw[line.start : line.end]
    assert line.signs == "".join([sign for sign in text if sign in "#*_"])


def test_markdown_spans_still_cover_the_page(clean: Clean) -> None:
    raw = "\n\n".join([f"# {HEADLINE}", "*By Jane Roe*", f"**{PROSE}**", f"## {HEADLINE}", MORE])
    spans = clean(raw).spans
    assert "".join(raw[span.start : span.end] for span in spans) == raw

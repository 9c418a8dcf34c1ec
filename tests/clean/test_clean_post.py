"""Posts of a social network that a page shows: their kind, and how far they reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]
POST = "This boat is our lifeline and I will not let it sink. We meet at noon. https://t.co/xyz"
SIGNED = "— Mia Roe (@miaroe) May 14, 2024"
THIRD = "The union of the dockers has called its members to a vote, which will be held in all nine ports on Friday."


def posts(cleaned: Cleaned, raw: str) -> list[str]:
    return [raw[span.start : span.end].strip() for span in cleaned.spans if span.kind == "embedded_post"]


@pytest.mark.parametrize(
    "signed", [SIGNED, "-- Board of Norden (@norden_board) 1. Juli 2018", "—Mia (@mia)July 1, 2018"]
)
def test_clean_post_is_no_text_of_the_article(clean: Clean, signed: str) -> None:
    raw = "\n\n".join([PROSE, POST, signed, MORE, THIRD])
    told = clean(raw)
    assert posts(told, raw) == [POST, signed]
    assert told.article.body == "\n\n".join([PROSE, MORE, THIRD])


def test_clean_post_may_be_signed_behind_its_last_words(clean: Clean) -> None:
    raw = "\n\n".join([PROSE, f"{POST} {SIGNED}", MORE, THIRD])
    assert posts(clean(raw), raw) == [f"{POST} {SIGNED}"]


def test_clean_post_run_together_with_a_paragraph_is_only_its_signature(clean: Clean) -> None:
    raw = "\n\n".join([f"{PROSE} {MORE} {PROSE} {MORE} {POST} {SIGNED}", MORE, THIRD])
    assert posts(clean(raw), raw) == [SIGNED]


def test_clean_post_of_several_lines_is_one_where_blank_lines_part_paragraphs(clean: Clean) -> None:
    raw = f"{PROSE}\n\n{MORE}\n\n{PROSE}\n\nCome to the pier.\nAt noon.\n{SIGNED}\n\n{THIRD}"
    assert posts(clean(raw), raw) == ["Come to the pier.", "At noon.", SIGNED]


def test_clean_two_posts_in_a_row_are_both_told(clean: Clean) -> None:
    raw = "\n\n".join([PROSE, POST, SIGNED, "Me too.", "— Ole (@ole) May 15, 2024", MORE, THIRD])
    assert posts(clean(raw), raw) == [POST, SIGNED, "Me too.", "— Ole (@ole) May 15, 2024"]


@pytest.mark.parametrize(
    "line", ["— Ann Velt, chair of the board", "Write to Ole Brand (@ole) by May 14, 2024.", "@miaroe"]
)
def test_clean_line_that_signs_no_post_leaves_the_text(clean: Clean, line: str) -> None:
    raw = "\n\n".join([PROSE, MORE, line, THIRD])
    assert not posts(clean(raw), raw)


def test_clean_what_stands_between_posts_is_text(clean: Clean) -> None:
    said = ["The mayor stayed calm.", "Her deputy did not.", "Sailors made jokes of it.", "So did the bakers.",
            "A minister had doubts!", "It went on all night.", "And a cat:"]  # fmt: skip
    posts = [(f"{POST} {n}", f"— Mia Roe (@mia{n}) May {n}, 2024") for n in range(10, 10 + len(said))]
    shown = [line for own, post in zip(said, posts, strict=True) for line in (own, *post)]
    raw = "\n\n".join(["Harbour vote divides the town", "By Ann Velt", "May 14, 2024", PROSE, MORE, *shown, THIRD])
    body = clean(raw).article.body
    assert [line for line in said if line in body] == said

"""Galleries: captions are the body of a page that has no other running text, and furniture on any other."""

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]
Kinds = Callable[..., list[tuple[str, str]]]
ONE = "Two men mend a net on the quay at Kestria on the last day of the long strike."
TWO = "Children watch the first of the ships come in past the light on the eastern mole."
LAST = "The union said that it would meet the owners again on Thursday, and that the men would wait."
CREDIT = "(AP Photo/Jane Roe)"


def test_gallery_captions_alone_are_the_body(kinds: Kinds) -> None:
    found = kinds(f"Share\n1 of 2\n{ONE} {CREDIT}\n2 of 2\n{TWO} {CREDIT}\n")
    assert [text for kind, text in found if kind == "body"] == [ONE, TWO]


def test_gallery_credit_behind_a_caption_keeps_its_kind(kinds: Kinds) -> None:
    assert ("caption", CREDIT) in kinds(f"Share\n\n{ONE} {CREDIT}\n")


def test_gallery_caption_shown_twice_is_body_once(clean: Clean) -> None:
    cleaned = clean(f"1 of 2\n{ONE} {CREDIT}\n{ONE} {CREDIT}\n2 of 2\n{TWO} {CREDIT}\n")
    assert cleaned.article.body.count(ONE) == 1


def test_gallery_labelled_credit_is_cut_off(clean: Clean) -> None:
    assert clean(f"Share\n\n{ONE} Picture: Jane Roe/Example Times\n").article.body.strip() == ONE


def test_gallery_with_a_report_beside_it_stays_furniture(clean: Clean) -> None:
    cleaned = clean(f"1 of 2\n{ONE} {CREDIT}\n\n{PROSE}\n\n{MORE}\n")
    assert ONE not in cleaned.article.body


def test_gallery_button_row_is_no_caption(clean: Clean) -> None:
    assert clean("Share\nPhoto: Jane Roe, AP\n", language="en").article.body == ""


GLUED = f"Photos: The quay Photos: The quay {ONE} Hide Caption 1 of 3 Photos: The quay {TWO} Hide Caption"


@pytest.mark.parametrize(
    "gallery",
    [
        f"{GLUED} 2 of 3 Photos: The quay A gull. Hide Caption 3 of 3",
        f"Photos: The quay {ONE} Hide Caption 1 of 3 Photos: The quay\n\n{TWO}\n\n{MORE} Hide Caption 3 of 3",
        f"Photos: The quay {TWO}\n\nHide Caption 2 of 2",
    ],
)
def test_gallery_glued_into_lines_beside_a_report_is_furniture(clean: Clean, gallery: str) -> None:
    assert clean(f"{PROSE}\n\n{gallery}\n\n{LAST}\n").article.body.split() == f"{PROSE} {LAST}".split()


def test_gallery_text_glued_behind_the_last_count_is_body(clean: Clean) -> None:
    body = clean(f"{PROSE}\n\n{GLUED} 3 of 3 {LAST}\n\n{MORE}\n").article.body
    assert body.split() == f"{PROSE} {LAST} {MORE}".split()


def test_gallery_words_without_a_count_in_a_report_are_body(clean: Clean) -> None:
    raw = f"{PROSE}\n\nReaders may hide caption 3 of the 12, {MORE}\n\n{LAST}"
    assert clean(raw).article.body.split() == raw.split()

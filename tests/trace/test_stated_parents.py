"""A page that credits an outlet hangs from that outlet's own page of the text."""

from __future__ import annotations

from wirecopy.trace import Witness, stemma


def page(name: str, outlet: str, credit: str | None = None, published: str | None = None) -> Witness:
    return Witness(name, outlet, None, published, (), None, credit, "outlet" if credit else None)


def parents(*pages: Witness) -> dict[str, tuple[str | None, float | None]]:
    return {one.article_id: (one.parent_article_id, one.confidence) for one in stemma(pages, 20)}


def test_a_page_hangs_from_the_page_of_the_outlet_it_credits() -> None:
    found = parents(page("a", "cnn.com"), page("b", "x.example", "CNN"), page("c", "y.example"))
    assert found["b"] == ("a", 0.9)
    assert found["a"][0] is None
    assert found["c"][0] is None


def test_no_page_hangs_from_a_later_one() -> None:
    found = parents(
        page("a", "cnn.com", published="2024-05-02T10:00Z"), page("b", "x.example", "CNN", "2024-05-01T10:00Z")
    )
    assert found["b"][0] is None


def test_which_of_two_pages_is_undecided() -> None:
    found = parents(page("a", "cnn.com"), page("d", "edition.cnn.com"), page("b", "x.example", "CNN"))
    assert found["b"][0] is None


def test_an_agency_is_no_page() -> None:
    wire = Witness("b", "x.example", "AP", None, (), None, "AP", "agency")
    assert parents(page("a", "apnews.com"), wire, page("c", "y.example", "Reuters"))["b"][0] is None


def test_pages_that_credit_each_other_hang_from_nobody() -> None:
    found = parents(page("a", "cnn.com", "BBC"), page("b", "bbc.com", "CNN"))
    assert {parent for parent, _ in found.values()} == {None}


def test_no_page_hangs_from_one_that_states_a_later_hour_without_a_zone() -> None:
    found = parents(
        page("a", "cnn.com", published="2024-05-01T13:00:00"), page("b", "x.example", "CNN", "2024-05-01T10:00:00")
    )
    assert found["b"][0] is None

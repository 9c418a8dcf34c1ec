"""A page hangs from the copy whose address it gives, else from the page of the outlet that it credits."""

from __future__ import annotations

from wirecopy.trace import Witness, stemma


def page(
    name: str, outlet: str, credit: str | None = None, published: str | None = None, *,
    byline: str | None = None, points: str = "", agency: str | None = None,
) -> Witness:  # fmt: skip
    kind = "outlet" if credit else None
    return Witness(name, outlet, agency, published, (), None, credit, kind, byline, tuple(points))


def parents(*pages: Witness) -> dict[str, tuple[str | None, float | None]]:
    return {one.article_id: (one.parent_article_id, one.confidence) for one in stemma(pages, 20)}


def test_a_page_hangs_from_the_page_of_the_outlet_it_credits() -> None:
    found = parents(page("a", "cnn.com"), page("b", "x.example", "CNN"), page("c", "y.example"))
    assert found["b"] == ("a", 0.95)
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


def test_of_two_pages_of_the_credited_outlet_it_is_the_one_with_the_byline_repeated() -> None:
    first = page("a", "cnn.com", byline="Ann Roe")
    found = parents(
        first, page("d", "cnn.com", byline="Ann Roe and Tom Lie"), page("b", "x.example", "CNN", byline="Ann Roe, CNN"),
        page("c", "y.example", "CNN", byline="By Tom Lie and Ann Roe, CNN"),
    )  # fmt: skip
    assert (found["b"][0], found["c"][0]) == ("a", "d")


def test_a_page_hangs_from_the_copy_whose_address_it_gives() -> None:
    found = parents(
        page("a", "x.example"), page("b", "y.example", points="a"), page("c", "z.example", "CNN", points="b")
    )
    assert (found["a"][0], found["b"], found["c"]) == (None, ("a", 0.95), ("b", 0.95))


def test_pages_that_link_each_other_several_copies_or_their_own_outlet_hang_from_nobody() -> None:
    found = parents(
        page("a", "x.example", points="b"), page("b", "y.example", points="a"), page("c", "z.example", points="ab"),
        page("d", "x.example", points="a"),
    )  # fmt: skip
    assert {parent for parent, _ in found.values()} == {None}


def test_a_page_that_names_an_agency_too_hangs_from_the_outlet_it_credits_first() -> None:
    found = parents(page("a", "cnn.com"), page("b", "x.example", "CNN; AP", agency="AP"))
    assert found["b"] == ("a", 0.95)

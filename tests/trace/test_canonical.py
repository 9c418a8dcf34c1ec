from trace_articles import article

from wirecopy.trace import canonical
from wirecopy.types import Copy, Relation

TEXT = "The ferry sank at noon off Port Adler and its crew of nine swam ashore before dusk."
TAIL = " An inquiry opens next week in the old customs house by the river."


def copy_of(a: str, b: str, relation: Relation = "copy") -> Copy:
    return Copy(
        article_a=a,
        article_b=b,
        relation=relation,
        containment_a=1.0,
        containment_b=1.0,
        quoted=0.0,
        furniture=0.0,
        longest_run=10,
        runs=(),
    )


def test_canonical_agrees_most_with_the_majority() -> None:
    members = [article("a", TEXT + TAIL + " Own words of one outlet, and more."), article("b", TEXT + TAIL)]
    members += [article("c", TEXT + TAIL + " Read on."), article("d", TEXT)]
    assert canonical(members) == "b"


def test_canonical_of_two_is_the_longer_body() -> None:
    assert canonical([article("a", TEXT), article("b", TEXT + TAIL)]) == "b"


def test_canonical_of_equal_bodies_is_the_smaller_id() -> None:
    assert canonical([article("b", TEXT), article("a", TEXT)]) == "a"


def test_canonical_does_not_heed_the_order_of_members() -> None:
    members = [article("a", TEXT), article("b", TEXT + TAIL), article("c", TEXT + TAIL + " More.")]
    assert canonical(members) == canonical(members[::-1])


def test_canonical_lets_no_excerpt_stand() -> None:
    members = [article("a", TEXT), article("b", TEXT), article("c", TEXT + TAIL * 3)]
    copies = [copy_of("a", "b"), copy_of("b", "c", "excerpt")]
    assert canonical(members, copies) == "a"


def test_canonical_takes_empty_bodies() -> None:
    assert canonical([article("a", ""), article("b", "")]) == "a"


def test_canonical_is_no_teaser_where_a_longer_article_has_all_of_it() -> None:
    whole = (
        TEXT + TAIL * 2 + " Divers will go down on Friday, the port said, and the owners have hired a tug from Lund."
    )
    teasers = [article(name, TEXT) for name in "abc"]
    assert canonical([*teasers, article("d", whole)]) == "d"


def test_canonical_is_no_cut_page_where_two_have_the_rest() -> None:
    whole = TEXT + TAIL
    members = [*(article(name, TEXT) for name in "abcd"), article("e", whole), article("f", whole)]
    assert canonical(members) == "e"


def test_canonical_is_not_what_one_outlet_added_to() -> None:
    members = [article("a", TEXT), article("b", TEXT), article("c", TEXT + TAIL)]
    assert canonical(members) == "a"

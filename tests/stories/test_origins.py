from __future__ import annotations

from wirecopy.stories.origins import find_origins
from wirecopy.stories.text_credit import Credit
from wirecopy.types import Origin, Story


def credit(i: int, outlet: str | None = None, agency: str | None = None, published: str | None = None) -> Credit:
    return Credit(f"a{i}", outlet, agency, "dateline" if agency else None, published)


def origins(*credits: Credit) -> list[Origin]:
    stories = [
        Story(story_id="s1", article_id=c.article_id, family_id="f1", label="label", first_published=None)
        for c in credits
    ]
    return find_origins(stories, credits)


def codes(origin: Origin) -> list[str]:
    return [reason.code for reason in origin.reasons]


def test_origin_is_the_agency_the_pages_credit() -> None:
    found = origins(credit(1, "x", "AP"), credit(2, "y"))
    assert {(o.kind, o.name) for o in found} == {("agency", "AP")}
    assert found[0].reasons[1].text == "1 of 2 pages credit AP: dateline (1)."


def test_origin_with_two_agencies_names_the_commoner_and_says_so() -> None:
    found = origins(credit(1, agency="AP"), credit(2, agency="AP"), credit(3, agency="Reuters"))
    assert found[0].name == "AP"
    assert "agencies_differ" in codes(found[0])
    assert found[0].confidence < 0.9


def test_origin_is_unknown_when_nothing_settles_it() -> None:
    (one, other) = origins(credit(1, published="2023-05-30T20:01+05:30"), credit(2))
    assert (one.kind, one.name, one.origin_id) == ("unknown", None, other.origin_id)
    assert codes(one) == ["one_text", "no_credit", "order_undecided"]


def test_origin_is_the_outlet_that_plainly_ran_it_first() -> None:
    found = origins(credit(1, "x", published="2023-05-30T10:00Z"), credit(2, "y", published="2023-05-30T12:00Z"))
    assert (found[0].kind, found[0].name) == ("outlet", "x")


def test_origin_stays_open_when_times_lie_close_together() -> None:
    found = origins(credit(1, "x", published="2023-05-30T10:00Z"), credit(2, "y", published="2023-05-30T10:10Z"))
    assert found[0].kind == "unknown"


def test_origin_stays_open_when_a_page_states_only_the_day() -> None:
    found = origins(credit(1, "x", published="2023-05-30"), credit(2, "y", published="2023-05-31T10:10Z"))
    assert found[0].kind == "unknown"


def test_two_unnamed_outlets_are_not_taken_for_one() -> None:
    assert origins(credit(1), credit(2))[0].kind == "unknown"


def test_origin_of_a_lone_article_is_its_outlet() -> None:
    (found,) = find_origins(
        [Story(story_id="s1", article_id="a1", family_id=None, label="label", first_published=None)], [credit(1, "x")]
    )
    assert (found.kind, found.name) == ("outlet", "x")


def test_an_outlet_is_an_origin_under_one_name_whatever_site_it_stands_on() -> None:
    (found,) = origins(credit(1, outlet="cnn.com"))
    assert (found.name, found.reasons[-1].text) == ("CNN", "Only cnn.com ran it.")


def test_who_shows_what_others_wrote_is_no_origin_by_any_of_its_names() -> None:
    for outlet in ("news.yahoo.com", "Yahoo! News", "headtopics.com"):
        (found,) = origins(credit(1, outlet=outlet))
        assert (found.kind, found.name) == ("unknown", None)


def test_two_texts_of_one_agency_share_an_origin() -> None:
    stories = [
        Story(story_id="s1", article_id="a1", family_id=None, label="l", first_published=None),
        Story(story_id="s1", article_id="a2", family_id=None, label="l", first_published=None),
    ]
    one, other = find_origins(stories, [credit(1, agency="AP"), credit(2, agency="AP")])
    assert one.origin_id == other.origin_id


def test_origin_is_unknown_where_as_many_pages_credit_one_agency_as_another() -> None:
    found = origins(credit(1, "x", "AP"), credit(2, "y", "Reuters"), credit(3, "z"))
    assert (found[0].kind, found[0].name) == ("unknown", None)
    assert "agencies_differ" in codes(found[0])


def test_origin_is_not_the_agency_of_one_item_in_a_list_of_links() -> None:
    found = origins(credit(1, "news.google.com", "AP"), credit(2, "news.google.com"), credit(3, "usatoday.com"))
    assert found[0].kind == "unknown"
    assert "credit_of_list" in codes(found[0])


def credited(i: int, outlet: str, to: str | None, kind: str = "outlet") -> Credit:
    return Credit(f"a{i}", outlet, None, None, None, to, kind if to else None)  # type: ignore[arg-type]


def test_origin_is_the_outlet_the_pages_credit() -> None:
    found = origins(credited(1, "x.example", "CNN"), credited(2, "cnn.com", None), credited(3, "y.example", None))
    assert {(o.kind, o.name) for o in found} == {("outlet", "CNN")}
    assert codes(found[0]) == ["one_text", "outlet_credited", "own_page"]
    assert found[0].reasons[1].text == "1 of 3 pages credit CNN: x.example."


def test_a_source_that_only_stands_beside_another_is_no_other_opinion() -> None:
    both = "Los Angeles Times; Tribune News Service"
    found = origins(credited(1, "x.example", both), credited(2, "y.example", "Los Angeles Times"))
    assert found[0].name == "Los Angeles Times"
    assert found[0].confidence > 0.9


def test_that_one_outlet_alone_signs_the_text_is_told_and_names_nobody() -> None:
    found = origins(credited(1, "x.example", "x.example", "own"), credited(2, "y.example", None))
    assert (found[0].kind, found[0].name, codes(found[0])[-1]) == ("unknown", None, "own_byline")
    found = origins(credited(1, "x.example", "x.example", "own"), credited(2, "y.example", "y.example", "own"))
    assert found[0].kind == "unknown"


def test_two_sites_of_one_outlet_are_one_outlet() -> None:
    found = origins(credited(1, "bbc.com", None), credited(2, "bbc.co.uk", None))
    assert (found[0].kind, codes(found[0])[-1]) == ("outlet", "only_outlet")


def test_where_pages_disagree_the_text_may_rest_on_what_another_rests_on() -> None:
    stories = [
        Story(story_id="s1", article_id=f"a{i}", family_id=family, label="l", first_published=None)
        for i, family in ((1, "f1"), (2, "f1"), (3, None))
    ]
    one, _, other = find_origins(stories, [credit(1, "x", "AP"), credit(2, "y", "Reuters"), credit(3, "z", "Reuters")])
    assert (one.name, one.depends_on, codes(one)[-1]) == (None, other.origin_id, "may_share_source")


def test_a_text_of_a_distributor_of_releases_rests_on_a_release() -> None:
    found = origins(credited(1, "x.example", "PR Newswire", "agency"))
    assert (found[0].name, found[0].primary_source) == ("PR Newswire", "a release handed out by PR Newswire")


def test_the_text_of_an_outlet_and_one_credited_to_it_share_an_origin() -> None:
    stories = [
        Story(story_id="s1", article_id=f"a{i}", family_id=None, label="l", first_published=None) for i in (1, 2)
    ]
    one, other = find_origins(stories, [credited(1, "x.example", "CNN"), credited(2, "cnn.com", None)])
    assert one.origin_id == other.origin_id


def test_origin_is_open_where_one_page_credits_an_outlet_and_another_signs_the_text_itself() -> None:
    (found, _) = origins(credited(1, "x.example", "CBS News"), credited(2, "y.example", "y.example", "own"))
    assert (found.kind, found.name) == ("unknown", None)
    assert found.reasons[-1].text == "Pages credit CBS News; y.example runs it under a byline of its own."
    settled = origins(
        credited(1, "x.example", "CBS News"),
        credited(2, "y.example", "y.example", "own"),
        credited(3, "cbsnews.com", None),
    )
    assert {one.name for one in settled} == {"CBS News"}

from __future__ import annotations

import json
from pathlib import Path

import pytest

import wirecopy
from checking.texts import OF_RELEASE, OTHER, RELEASE, RETOLD, SPANISH, WIRE
from wirecopy.pipeline.checking import one_event
from wirecopy.pipeline.checking.answer import SourceCheck, check_json
from wirecopy.pipeline.checking.check import SourceChecker

PARAGRAPHS = WIRE.split("\n\n")


def told(answer: SourceCheck) -> list[tuple[tuple[int, ...], str, tuple[int, ...]]]:
    return [(group.members, group.verdict, group.depends_on) for group in answer.groups]


def source(text: str, outlet: str, hour: int = 9, **more: str) -> dict[str, str]:
    return {"text": text, "outlet": outlet, "published_at": f"2026-03-10T{hour:02}:00:00Z"} | more


def test_check_says_in_a_sentence_what_stands_behind_five_sources(checker: SourceChecker) -> None:
    answer = checker.check(
        [
            source(f"{WIRE}\n\nWith Associated Press", "Lund Post", 8),
            source(WIRE, "Brandt Mail"),
            source("\n\n".join(PARAGRAPHS[:3]), "Norden Times"),
            source(RETOLD, "Island Echo", 15),
            source(OTHER, "Lund Today"),
        ]
    )
    assert answer.sentence == (
        "5 sources, 1-2 origins for the event that 4 of them tell: Lund Post, Brandt Mail and Norden Times carry one"
        " AP text; Island Echo retells it; Lund Today reports a different event."
    )
    assert told(answer) == [
        ((0, 1, 2), "same_text", ()), ((3,), "retold", (0, 1, 2)), ((4,), "different_events", ()),
    ]  # fmt: skip
    assert answer.events == ((0, 1, 2, 3), (4,))


def test_what_could_not_be_compared_is_not_counted_among_those_that_tell_the_event(checker: SourceChecker) -> None:
    known = [source(WIRE, "Lund Post", 8), source(RETOLD, "Island Echo", 15), source(OTHER, "Lund Today")]
    answer = checker.check([*known, {"url": "https://a.example/1"}])
    assert answer.groups[-1].verdict == "not_comparable"
    assert "for the event that 2 of them tell" in answer.sentence


def test_two_events_are_never_two_origins_of_one(checker: SourceChecker) -> None:
    answer = checker.check([source(WIRE, "Lund Post"), source(OTHER, "Lund Today")])
    assert [group.verdict for group in answer.groups] == ["different_events", "different_events"]
    assert (answer.origins.least, answer.origins.most) == (1, 1)
    assert "different events" in answer.sentence


def test_order_of_sources_changes_only_their_places(checker: SourceChecker) -> None:
    sources = [source(RETOLD, "Island Echo", 15), source(OTHER, "Lund Today"), source(WIRE, "Brandt Mail", 8)]
    assert told(checker.check(sources)) == [
        ((2,), "not_shown_dependent", ()), ((0,), "retold", (2,)), ((1,), "different_events", ()),
    ]  # fmt: skip


def test_release_is_one_origin_however_many_print_it(checker: SourceChecker) -> None:
    answer = checker.check([source(OF_RELEASE, "Lund Post"), source(RELEASE, "Brandt Mail")])
    (group,) = answer.groups
    assert (group.members, group.verdict, group.origin.kind) == ((0, 1), "one_release", "release")
    assert any("Press contact" in reason for reason in group.reasons)


def test_interview_with_a_third_outlet_is_one_origin(checker: SourceChecker) -> None:
    one = (
        'Harbour master Ida Frost will resign. "I should have closed the channel that night," Frost told Radio Norden.'
    )
    two = 'Asked by Radio Norden why, Ida Frost said: "I should have closed the channel that night." She goes.'
    (group,) = checker.check([source(one, "Lund Post"), source(two, "Brandt Mail")]).groups
    assert (group.verdict, group.origin.kind, group.origin.name) == (
        "one_interview_or_statement", "interview", "Radio Norden",
    )  # fmt: skip


@pytest.mark.parametrize(("credit", "bounds"), [("", (1, 2)), ("\n\n(AP)", (1, 1))])
def test_translation_is_told_from_names_figures_and_their_order(
    checker: SourceChecker, credit: str, bounds: tuple[int, int]
) -> None:
    answer = checker.check([source(WIRE + credit, "Lund Post"), source(SPANISH + credit, "Diario", 12)])
    assert told(answer)[1] == ((1,), "translated", (0,))
    assert (answer.origins.least, answer.origins.most) == bounds
    assert [(one.member, "Spanish" in one.why) for one in answer.not_compared] == [(1, True)]


def test_shared_sentence_is_told_with_its_place(checker: SourceChecker) -> None:
    mine = f"Our reporter counted the ships. {PARAGRAPHS[3]} The café was full of people who looked out to sea."
    answer = checker.check([source(WIRE, "Lund Post", 8), source(mine + " " + OTHER, "Island Echo")])
    (passage,) = answer.groups[-1].passages
    assert mine[passage.start : passage.end].startswith("Two tugs tried to pull the ship free")
    assert WIRE[passage.other_start : passage.other_end].split() == mine[passage.start : passage.end].split()
    assert answer.groups[-1].verdict == "retold"


def test_nothing_to_compare_is_said(checker: SourceChecker) -> None:
    stub = " ".join(WIRE.split()[:40]) + "\n\nSubscribe to continue reading."
    answer = checker.check([source(WIRE, "Lund Post"), "https://lund.example/1", source(stub, "Brandt Mail")])
    assert [(one.member, one.why.split(":")[0]) for one in answer.not_compared] == [
        (1, "neither a text nor a headline"), (2, "only its first 46 words"),
    ]  # fmt: skip
    assert told(answer) == [((0, 2), "same_text", ()), ((1,), "not_comparable", ())]
    assert (answer.origins.least, answer.origins.most) == (1, 2)


def test_twenty_copies_give_a_compact_answer(checker: SourceChecker) -> None:
    url = "https://www.newspaper{}.example/2026/03/10/grain-ship-runs-aground-off-brandt"
    many = [source(WIRE, f"Newspaper {n}", url=url.format(n), title="Grain ship aground") for n in range(20)]
    apart = [source(f"{RETOLD} {n} {OTHER}", f"Newspaper {n}", 10 + n % 9) for n in range(20)]
    for sources in (many, apart):
        assert len(json.dumps(check_json(checker.check(sources)))) < 4_000


def test_answer_has_the_keys_that_programs_read(checker: SourceChecker) -> None:
    answer = check_json(
        checker.check([source(WIRE, "Lund Post"), source(RETOLD, "Brandt Mail", 12)], ["a ship ran aground"])
    )
    assert list(answer) == ["sentence", "origins", "groups", "events", "not_compared", "claims"]
    assert answer["origins"] == {"least": 1, "most": 2}
    assert all(list(group) == ["members", "verdict", "origin", "reasons", "depends_on"] for group in answer["groups"])  # type: ignore[union-attr]
    assert list(answer["groups"][0]["origin"]) == ["name", "kind", "confidence"]  # type: ignore[index,call-overload]


def test_hostile_sources_are_answered(checker: SourceChecker) -> None:
    odd = [
        "\x00" * 50,
        {"text": "a " * 30_000},
        {"title": "(" * 2_000},
        {"html": "<p>" * 5_000},
        {"metadata": 3},
        {"url": "http://["},
    ]
    answer = checker.check(odd)
    assert sorted(member for group in answer.groups for member in group.members) == list(range(len(odd)))


def test_check_of_a_base_finds_a_sentence_and_a_copy_there(tmp_path: Path) -> None:
    (tmp_path / "wire.txt").write_text(WIRE, encoding="utf-8")
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "wire.txt"])
    quoting = f"The baths stay shut. {PARAGRAPHS[2]} That is all that we know so far about the matter in hand."
    answer = wirecopy.check([quoting, "\n\n".join(PARAGRAPHS[:4])], base=base)
    assert [member for member, _ in answer.in_base] == [1]
    assert any("It shares" in reason for group in answer.groups for reason in group.reasons)
    (passage,) = base.compare(f"{OTHER} {RELEASE} {OTHER} {PARAGRAPHS[2]}").passages
    assert passage.text.startswith("Nobody was hurt and no oil has leaked")
    assert WIRE[passage.other_start : passage.other_end] == passage.text


def test_find_copies_finds_single_sentences_and_quotations() -> None:
    quotation = 'He said: "no oil has leaked, but she will not move before the spring tide." Nobody believed him.'
    found = wirecopy.find_copies([WIRE, f"{OTHER} {PARAGRAPHS[1]}", quotation])
    assert found.families.tolist() == [0, 1, 2]
    assert [(row["a"], row["b"], row["quoted"]) for row in found.passages.to_pylist()] == [
        (0, 1, False), (0, 2, True),
    ]  # fmt: skip


def test_page_is_fetched_only_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    from wirecopy.desk.watch import fetch

    asked = []

    def answer(self: fetch.Fetcher, url: str, *rest: object) -> fetch.Fetched:
        asked.append(url)
        if url.endswith("robots.txt"):
            return fetch.Fetched(url, 200, "text/plain", b"User-agent: *\nDisallow: /private")
        return fetch.Fetched(url, 200, "text/html", f"<html><body><p>{WIRE}</p></body></html>".encode())

    monkeypatch.setattr(fetch.Fetcher, "_asked", answer)
    sources = ["https://a.example/1", {"url": "https://b.example/private/2"}, source(WIRE, "Lund Post")]
    assert wirecopy.check(sources).groups[0].members != (0, 2)
    assert asked == []
    found = wirecopy.check(sources, fetch=True)
    assert found.groups[0].members == (0, 2)
    assert [(one.member, one.why) for one in found.not_compared] == [
        (1, "its page could not be had: robots.txt does not allow it"),
    ]  # fmt: skip
    assert not any("private" in url for url in asked)


def test_claims_are_looked_up_with_figures_side_by_side(checker: SourceChecker) -> None:
    other = WIRE.replace("Eleven vessels", "14 vessels")
    claims = ["Eleven vessels were waiting at anchor", "The mayor resigned"]
    first, second = checker.check([source(WIRE, "Lund Post"), source(other, "Brandt Mail")], claims).claims
    assert [(one.member, one.attributed_to) for one in first.carriers] == [(0, "Frost")]
    assert dict(first.figures) == {"11": (0,), "14": (1,)}
    assert (second.carriers, second.least, second.most) == ((), 0, 0)


def test_paragraph_of_another_text_is_that_text(checker: SourceChecker) -> None:
    (group,) = checker.check([source(WIRE, "Lund Post"), source(PARAGRAPHS[3], "Brandt Mail")]).groups
    assert (group.members, group.verdict) == ((0, 1), "same_text")


def test_same_quotation_alone_makes_no_copy(checker: SourceChecker) -> None:
    own = (
        'The harbour café is full. "Nobody was hurt and no oil has leaked, but she will not move before the spring'
        ' tide," Ida Frost has said, and so the crews of the waiting ships play cards. The "Marigold" lies aslant on'
        " her sandbank; a cook from Manila tells us that the wheat smells of bread when the sun comes out. He has been"
        " at sea for twenty years and has run aground twice before, once off Chile and once in a river in Bengal, where"
        " the whole village came with pots and carried away the rice."
    )
    answer = checker.check([source(WIRE, "Lund Post"), source(own, "Island Echo")])
    assert [group.verdict for group in answer.groups] == ["not_shown_dependent", "not_shown_dependent"]
    assert any("quotes the same words" in reason for reason in answer.groups[1].reasons)


def test_two_reports_of_one_study_rest_on_it(checker: SourceChecker) -> None:
    one = (
        "People who sleep less than six hours have a 20 percent higher risk of heart attack, according to a study"
        " published in the journal Nature Medicine, for which a team at Leeds followed 410,000 adults."
    )
    two = (
        "Short nights hurt the heart, scientists from Leeds write in Nature Medicine. Of 410,000 adults those who got"
        " less than six hours suffered attacks a fifth more often. Coffee made no difference."
    )
    (group,) = checker.check([source(one, "Lund Post"), source(two, "Brandt Mail")]).groups
    assert (group.verdict, group.origin.kind, group.origin.name) == (
        "one_interview_or_statement", "report", "Nature Medicine",
    )  # fmt: skip


def test_help_of_an_agency_is_no_origin(checker: SourceChecker) -> None:
    answer = checker.check([source(f"{OTHER}\n\nAdditional reporting by Reuters", "Lund Post")])
    assert (answer.groups[0].origin.name, answer.groups[0].origin.kind) == ("Lund Post", "outlet")
    assert answer.groups[0].reasons == ("It names Reuters for part of the reporting.",)


def test_snippet_that_may_tell_of_the_same_is_not_said_to_tell_of_another(checker: SourceChecker) -> None:
    report = (
        "Norway's central bank raised its benchmark interest rate by a quarter point to 4.5% on Thursday, as expected,"
        " and said another hike was possible in spring if inflation stays high."
    )
    snippet = (
        "The Norwegian krone rose as much as 1.2 percent against the euro after the central bank lifted rates."
        " Analysts at three banks had expected no change, traders said."
    )
    answer = checker.check([source(report, "Lund Post"), source(snippet, "Market Watcher")])
    assert answer.groups[1].verdict != "different_events"
    assert answer.origins.most == 2


def test_headlines_alone_are_never_independent(checker: SourceChecker) -> None:
    rss = [
        {"title": "Norden parliament passes budget cutting fuel subsidies - Reuters", "source": {"title": "Reuters"}},
        {"title": "Norden parliament passes budget, cuts fuel subsidies - Yahoo Finance", "source": {"title": "Yahoo"}},
        {"title": "Truckers block bridges as Norden halves fuel subsidies", "source": {"title": "Lund Post"}},
    ]
    answer = checker.check(rss)
    assert [(group.members, group.verdict, group.origin.name) for group in answer.groups] == [
        ((0, 1), "same_text", "Reuters"), ((2,), "not_comparable", None),
    ]  # fmt: skip
    assert (answer.origins.least, answer.origins.most) == (1, 2)


def test_sites_of_one_house_that_run_one_text_are_told(checker: SourceChecker) -> None:
    sites = ("mirror.co.uk", "manchestereveningnews.co.uk")
    titled = [
        {"title": "Grain ship aground off Brandt blocks port of Lund", "url": f"https://www.{site}/1"} for site in sites
    ]
    for sources in (titled, [one | {"text": WIRE} for one in titled]):
        (group,) = checker.check(sources).groups
        assert (group.verdict, group.origin.name, group.origin.kind) == ("same_text", "Reach", "outlet")
        assert "Its 2 sites belong to Reach." in group.reasons


def test_another_script_is_never_told_apart(checker: SourceChecker) -> None:
    russian = (
        "Землетрясение магнитудой 6,1 произошло во вторник у побережья Камчатки, сообщили сейсмологи. Пострадавших нет,"
        " сказал губернатор Владимир Солодов. Школы в Петропавловске закрыты до 12 марта."
    )
    english = (
        "An earthquake of magnitude 6.1 struck off the coast of Kamchatka on Tuesday, seismologists said. Nobody was"
        " hurt, governor Vladimir Solodov said. Schools in Petropavlovsk are closed until March 12."
    )
    answer = checker.check([source(russian, "Vesti"), source(english, "Lund Post", 12)])
    assert sorted(group.verdict for group in answer.groups) == ["not_comparable", "not_shown_dependent"]
    assert (answer.origins.least, answer.origins.most) == (1, 2)


def test_one_agency_on_two_events_is_two_events(checker: SourceChecker) -> None:
    answer = checker.check([source(f"{WIRE}\n\n(AP)", "Lund Post"), source(f"{OTHER}\n\n(AP)", "Brandt Mail")])
    assert [group.verdict for group in answer.groups] == ["different_events", "different_events"]


def test_two_texts_of_one_agency_on_one_event_are_one_origin(checker: SourceChecker) -> None:
    later = (
        "LUND (AP) - The grain ship that has been blocking the channel off Brandt since Tuesday came free on Friday."
        ' Three tugs pulled the "Marigold" off the sandbank at high tide, the coast guard said. Eleven vessels that'
        " had been waiting for the port of Lund to open were let in one by one."
    )
    answer = checker.check([source(f"{WIRE}\n\n(AP)", "Lund Post"), source(later, "Brandt Mail", 20)])
    assert told(answer)[1] == ((1,), "retold", (0,))
    assert (answer.origins.least, answer.origins.most) == (1, 1)


def test_wire_of_releases_is_no_agency(checker: SourceChecker) -> None:
    text = f"LUND, March 10, 2026 (GLOBE NEWSWIRE) -- {RELEASE}\n\nAbout Marigold Lines\nIt has 44 ships."
    url = "https://www.globenewswire.com/news-release/1"
    (group,) = checker.check([source(text, "GlobeNewswire", url=url), source(OF_RELEASE, "Lund Post")]).groups
    assert (group.verdict, group.origin.kind, group.origin.name) == ("one_release", "release", "Marigold Lines")
    assert not any("is credited" in reason for reason in group.reasons)


def test_two_events_told_in_the_same_words_are_no_retelling_of_each_other(checker: SourceChecker) -> None:
    one = (
        "A passenger train carrying 140 people came off the rails near Alder on Monday, injuring nine. The train, bound"
        " for Castle Row, left the track at a bend south of the station. Rail inspectors are examining the points. The"
        " line will stay closed until Wednesday, the operator said."
    )
    other = (
        "A freight train carrying timber came off the rails near Bexton on Monday; nobody was hurt. The train, bound"
        " for Port Lowe, left the track at a crossing south of the station. Rail inspectors are examining the wagons."
        " The line will stay closed until Thursday, the operator said."
    )
    answer = checker.check([source(one, "North Echo"), source(other, "South Sun", 20)])
    assert "retold" not in {group.verdict for group in answer.groups}
    assert (answer.origins.least, answer.origins.most) == (2, 2)


def test_many_texts_are_parted_as_a_run_parts_stories(checker: SourceChecker, monkeypatch: pytest.MonkeyPatch) -> None:
    told = [one_event.ToldText("", text, "2026-03-10") for text in (WIRE, WIRE, OTHER)]
    asked = told, [set(), set(), set()], checker.kernels, checker.model, checker.rules.stop_words
    alone = one_event.event_features(*asked)["alone"]
    monkeypatch.setattr(one_event, "_PAIRWISE", 2)
    scores = one_event.event_scores(*asked).scores
    joined = {(a, b): bool(scores[a, b] > one_event.APART) for a, b in ((0, 1), (0, 2), (1, 2))}
    assert joined == {(a, b): bool(alone[a, b] > checker.model.merge_rule().threshold) for a, b in joined}
    assert set(joined.values()) == {True, False}


def test_texts_that_name_many_and_nothing_in_common_must_share_more_to_tell_one_event() -> None:
    assert one_event.least_score(set("abcdef"), set("uvwxyz")) > one_event.least_score(set("abcdef"), set("fvwxyz"))
    assert one_event.least_score(set("abcde"), set("uvwxyz")) == one_event.APART
    assert one_event.least_score({"a"}, {"a"}, dated=False) < one_event.least_score({"a"}, {"b"}, dated=False)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Magnitude 6.8 earthquake strikes northern Chile", "Magnitude 6.8 earthquake hits northern Chile", True),
        ("Magnitude 6.8 earthquake strikes northern Chile", "Magnitude 5.1 earthquake strikes northern Chile", False),
    ],
)
def test_headlines_with_other_figures_are_not_nearly_equal(one: str, other: str, same: bool) -> None:
    answer = wirecopy.check([{"outlet": "A", "title": one}, {"outlet": "B", "title": other}])
    assert (len(answer.groups) == 1) is same
    assert ("nearly the same headline" in answer.sentence) is same


def test_a_first_name_that_is_an_agency_s_too_is_a_person() -> None:
    answer = wirecopy.check([{"outlet": "A", "author": "Petra Noll", "text": OTHER}])
    assert answer.groups[0].origin.name == "A"


def test_a_show_of_a_station_is_the_station_and_numbers_in_words_are_figures() -> None:
    one = source(
        "Lund will get no tunnel while Petra Noll is its mayor, whatever engineers and shopkeepers of the"
        ' old town may say. "I would rather spend that on trains," she said, speaking to Radio Norte\'s Morning'
        " Hour.",
        "A",
    )
    two = source(
        'Petra Noll, mayor of Lund, told Radio Norte: "I would rather spend that on trains." Nineteen people left'
        " when it was read out to those who want to dig.",
        "B",
    )
    answer = wirecopy.check([one, two], ["19 people left"])
    assert {group.verdict for group in answer.groups} == {"one_interview_or_statement"}
    assert [carrier.member for carrier in answer.claims[0].carriers] == [1]


def test_a_claim_is_carried_in_other_words_of_the_same_meaning() -> None:
    text = (
        "Rescuers worked through the night at the Brandt textile mill after a blaze tore through it. Seventeen bodies"
        " had been recovered by dawn, fire chief Ole Lund said. The owner, Petra Noll, was detained on Tuesday."
    )
    claims = [
        "The mill fire killed 17 people",
        "The mill's owner was arrested",
        "The mayor quit",
        "The mill fire killed 12",
    ]
    killed, arrested, *others = wirecopy.check([{"text": text}], claims).claims
    assert [(one.text, one.attributed_to) for one in killed.carriers] == [
        ("Seventeen bodies had been recovered by dawn, fire chief Ole Lund said.", "fire chief Ole Lund")
    ]
    assert [one.text for one in arrested.carriers] == ["The owner, Petra Noll, was detained on Tuesday."]
    assert [claim.carriers for claim in others] == [(), ()]

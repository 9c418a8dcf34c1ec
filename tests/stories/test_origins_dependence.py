from __future__ import annotations

from wirecopy.stories.origins import find_origins
from wirecopy.stories.origins_signals import read_signals
from wirecopy.stories.text_credit import Credit, gathers
from wirecopy.types import Copy, Origin, Story

WIRE = (
    "KARLSUND - Mayor Tomas Halvek closed the Brenn Bridge on Tuesday after 14 bolts failed.\n\n"
    '"We will not gamble with anybody\'s life for the sake of a timetable," Halvek said.\n\n'
    "The Nordlinje company runs 40 ferries a day across the Lower Sound and promised 12 more.\n\n"
    '"The safety of every traveller is our first duty and we regret the delay," Nordlinje said in a statement.'
    "\n\nThe Brenn Bridge was opened in 1931 and carries 9,000 cars a day between Karlsund and the island of Holme."
)
REWRITE = (
    "After 14 bolts gave way, Tomas Halvek, the mayor of Karlsund, shut the Brenn Bridge on Tuesday.\n\n"
    'Halvek put it plainly: "We will not gamble with anybody\'s life for the sake of a timetable."\n\n'
    "Across the Lower Sound there are 40 ferries daily, and their owner Nordlinje offers 12 more."
    "\n\nSome 9,000 cars cross the Brenn Bridge each day on their way from Karlsund to Holme, an island that had only"
    " boats until the crossing was built and handed over to the town."
)
CAPTION = "\n\n".join(REWRITE.split("\n\n")[:2])
STATEMENT = (
    "The ferry line chose paper over microphones on a long evening.\n\n"
    '"The safety of every traveller is our first duty and we regret the delay," its statement read.'
)
REPORTER = (
    "From the bank the bridge looked like a toy that a child had dropped.\n\n"
    '"My brother pulled four of them out by their collars," said Runa Eidsvag, who mends nets by the slip.'
)


def story(*texts: str, agencies: tuple[str | None, ...] = (), copies: tuple[Copy, ...] = ()) -> list[Origin]:
    ids = [f"a{n}" for n in range(len(texts))]
    stories = [Story(story_id="s", article_id=i, family_id=None, label="", first_published=None) for i in ids]
    named = (*agencies, *[None] * len(ids))
    credits = [Credit(i, f"{i}.example", named[n], "dateline" if named[n] else None, None) for n, i in enumerate(ids)]
    signals = [read_signals(i, text) for i, text in zip(ids, texts, strict=True)]
    return find_origins(stories, credits, signals=signals, copies=copies)


def codes(origin: Origin) -> set[str]:
    return {reason.code for reason in origin.reasons}


def test_origins_of_a_rewrite_may_depend_on_the_wire() -> None:
    wire, rewrite = story(WIRE, REWRITE, agencies=("AP",))
    assert (wire.depends_on, rewrite.depends_on) == (None, wire.origin_id)
    assert "close_paraphrase" in codes(rewrite)


def test_origins_of_a_caption_are_no_paraphrase() -> None:
    _, caption = story(WIRE, CAPTION, agencies=("AP",))
    assert "close_paraphrase" not in codes(caption)


def test_origins_of_a_report_on_one_statement_are_not_certain() -> None:
    wire, report = story(WIRE, STATEMENT, agencies=("AP",))
    assert report.depends_on == wire.origin_id
    assert "shared_statement" in codes(report)


def test_origins_count_a_reporter_with_words_of_her_own() -> None:
    wire, own = story(WIRE, REPORTER, agencies=("AP",))
    assert own.depends_on is None
    assert own.origin_id != wire.origin_id


def test_origins_name_the_statement_beside_the_count_where_a_text_quotes_others_too() -> None:
    _, own = story(WIRE, f"{REPORTER}\n\n{STATEMENT}", agencies=("AP",))
    assert own.depends_on is None
    assert "shared_statement" in codes(own)


def test_origins_of_two_reports_on_one_quotation_are_two() -> None:
    told = (
        "The council met behind closed doors in Karlsund for most of Wednesday, and nobody knew what was to come.\n\n"
        '"We will not gamble with anybody\'s life for the sake of a timetable," Halvek said.\n\n'
        "Two traders on the quay counted the empty stalls, and a school on Holme sent its pupils home at noon because"
        " no boat had come. The next meeting is set for Friday in the old customs house."
    )
    link = Copy(
        article_a="a0", article_b="a1", relation="shared_quote", containment_a=0.1, containment_b=0.2, quoted=0.9,
        furniture=0.0, longest_run=13, runs=(),
    )  # fmt: skip
    for copies in ((), (link,)):
        _, own = story(WIRE, told, agencies=("AP",), copies=copies)
        assert own.depends_on is None
        assert any("gamble with" in reason.text and "as AP does" in reason.text for reason in own.reasons)


def test_origins_of_a_text_that_shares_a_background_line_are_two() -> None:
    link = Copy(
        article_a="a0", article_b="a1", relation="excerpt", containment_a=0.1, containment_b=0.12, quoted=0.0,
        furniture=0.0, longest_run=20, runs=(),
    )  # fmt: skip
    _, own = story(WIRE, REPORTER, agencies=("AP",), copies=(link,))
    assert own.depends_on is None
    assert "12 % of its words stand in AP." in {reason.text for reason in own.reasons}


def test_origins_follow_a_credit_in_the_sentences() -> None:
    wire, other = story(
        WIRE, "A bridge has shut, an engineer told The Associated Press on a cold day.", agencies=("AP",)
    )
    assert other.depends_on == wire.origin_id
    assert any("told The Associated Press" in reason.text for reason in other.reasons)


def test_origins_of_a_digest_depend_on_the_text_it_holds() -> None:
    link = Copy(
        article_a="a0",
        article_b="a1",
        relation="roundup",
        containment_a=0.9,
        containment_b=0.2,
        quoted=0.0,
        furniture=0.0,
        longest_run=60,
        runs=(),
    )
    _, digest = story(WIRE, REPORTER, agencies=("AP",), copies=(link,))
    assert "blend" in codes(digest)
    assert digest.depends_on is not None


def test_origins_never_depend_in_a_ring() -> None:
    found = story(WIRE, REWRITE, WIRE.replace("Tuesday", "Wednesday"), REWRITE.replace("14", "15"), STATEMENT)
    on = {origin.origin_id: origin.depends_on for origin in found}
    for start in on:
        at, steps = start, 0
        while on[at] is not None and steps <= len(on):
            at, steps = on[at] or "", steps + 1
        assert steps <= len(on)
    assert None in on.values()


def test_origins_of_two_texts_of_one_agency_are_one() -> None:
    one, other = story(WIRE, REPORTER, agencies=("AP", "AP"))
    assert one.origin_id == other.origin_id


def test_origins_of_one_text_in_outlets_of_one_owner_are_the_owners() -> None:
    stories = [Story(story_id="s", article_id=i, family_id="f", label="", first_published=None) for i in ("a", "b")]
    credits = [Credit("a", "North Mail", None, None, None), Credit("b", "South Mail", None, None, None)]
    owners = {"North Mail": "Mail Group", "South Mail": "Mail Group"}
    assert {(o.kind, o.name) for o in find_origins(stories, credits, owners=owners)} == {("outlet", "Mail Group")}
    assert {o.name for o in find_origins(stories, credits, owners={"North Mail": "Mail Group"})} == {None}


def test_origin_is_never_a_page_that_gathers_what_others_wrote() -> None:
    (origin,) = find_origins(
        [Story(story_id="s", article_id="a", family_id=None, label="", first_published=None)],
        [Credit("a", "news.google.com", None, None, None)],
    )
    assert (origin.kind, origin.name) == ("unknown", None)
    assert not gathers("notyahoo.com.example")


def test_an_agency_that_added_to_a_text_is_no_origin_of_it_but_it_may_rest_on_it() -> None:
    stories = [Story(story_id="s", article_id=i, family_id=None, label="", first_published=None) for i in ("a", "b")]
    own = Credit("b", "North Mail", None, None, None, contributors="AP")
    wire = Credit("a", "South Mail", "AP", "byline", None, "AP", "agency")
    one, other = find_origins(stories, [wire, own], signals=[read_signals(i, REPORTER) for i in "ab"])
    assert (other.name, other.depends_on) == ("North Mail", one.origin_id)
    assert "contributed" in codes(other)
    (lone,) = find_origins(stories[1:], [own])
    assert (lone.name, lone.depends_on, "contributed" in codes(lone)) == ("North Mail", None, True)

"""One release, interview or post that several texts reword."""

from __future__ import annotations

import pytest

from checking.texts import OTHER, WIRE
from wirecopy.pipeline.checking.check import SourceChecker


def source(text: str, outlet: str) -> dict[str, str]:
    return {"text": text, "outlet": outlet, "published_at": "2026-03-10T09:00:00Z"}


SHOWN_RELEASE = (
    "KELLOCH, April 14 /PRNewswire/ -- Marrow Organs Ltd today announced that it will supply 2,400"
    " cane-free reeds to the"
    " Royal Guard of Tessaly, its largest order in 118 years.\n\nThe contract is valued at 310,000"
    " pounds. The company will"
    ' hire nine technicians in Kelloch.\n\n"Our people have shown that tradition and innovation can'
    ' play in tune," said'
    " Imogen Strake, the chief executive.\n\nMedia contact: press@marrow.example"
)
REWORDED = (
    "Nine jobs are on the way in Kelloch after Marrow Organs landed the biggest order of its 118"
    " years: 2,400 reeds without"
    " cane for the Royal Guard of Tessaly, in a deal worth 310,000 pounds. Imogen Strake, its chief"
    " executive, is proud of"
    ' it. "Our people have shown that tradition and innovation can play in tune," she said.'
)
STATION = (
    "Transport Minister Gwil Aster has defended the scrapping of all cabins on the 14-hour Skerrow"
    " ferry, telling Coastal FM"
    ' that he had slept on the car deck "under a tarpaulin, like a sardine, and it was fine". The'
    " ships will be 46 million"
    " pounds cheaper without berths, he said."
)
OTHER_STATION = (
    "Over on Coastal FM, Gwil Aster has been speaking of the Skerrow ferry: no cabins means 46"
    " million pounds off the price."
    ' The minister claims to have spent a night on the car deck "under a tarpaulin, like a sardine,'
    ' and it was fine".'
)


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (SHOWN_RELEASE, REWORDED, "one_release"),
        (STATION, OTHER_STATION, "one_interview_or_statement"),
        (STATION.replace("telling Coastal FM", "writing on Mastodon"), OTHER_STATION.replace("Coastal FM", "Mastodon"),
         "one_interview_or_statement"),
    ],
)  # fmt: skip
def test_texts_that_reword_one_primary_source_rest_on_it(
    checker: SourceChecker, first: str, second: str, verdict: str
) -> None:
    answer = checker.check([source(first, "Lund Post"), source(second, "Brandt Mail")])
    assert [(group.members, group.verdict) for group in answer.groups] == [((0, 1), verdict)]
    assert (answer.origins.least, answer.origins.most) == (1, 1)


def test_the_station_itself_and_who_tells_it_in_another_language_have_one_interview(checker: SourceChecker) -> None:
    spanish = (
        "El exportero Unai Ibarguren confesó a Radio Norte que jugó dos temporadas en el Atlético"
        " Peñascal sin ver por el"
        " ojo izquierdo. Tiene 38 años y vive en Orduñaga. Lamenta los 19 goles de 2019 y 2020."
    )
    english = (
        "Former Atlético Peñascal goalkeeper Unai Ibarguren, 38, told Spanish station Radio Norte that"
        " he played his last"
        " seasons without sight in one eye. He lives in Orduñaga now and regrets 19 goals of 2019 and 2020."
    )
    answer = checker.check([source(spanish, "Radio Norte"), source(english, "Football Abroad")])
    assert [group.verdict for group in answer.groups] == ["one_interview_or_statement"]


def test_a_long_report_that_quotes_an_interview_among_much_does_not_rest_on_it(checker: SourceChecker) -> None:
    more = " ".join(
        f"In ward {number} of Brandt, nurse {name} keeps {number * 7} pages on the {thing} of the crossing."
        for number, (name, thing) in enumerate(
            (("Ida Frost", "storms"), ("Ole Lund", "deaths"), ("Petra Noll", "births"), ("Jan Veit", "letters"),
             ("Una Dahl", "debts"), ("Rolf Aas", "songs")), 3)
    )  # fmt: skip
    answer = checker.check([source(STATION, "Lund Post"), source(f"{more}\n\n{OTHER_STATION}", "Brandt Mail")])
    assert "one_interview_or_statement" not in {group.verdict for group in answer.groups}


def test_a_fire_brigade_is_no_station(checker: SourceChecker) -> None:
    form = "About {n} firefighters from {b} were called to a warehouse fire in {t} on {d}. {x} It went out, {b} said."
    one = form.format(
        n=80, b="Kent Fire and Rescue Service", t="Dartford", d="Tuesday",
        x="Mattresses burned and the M25 was closed for three hours while a wall was pulled down.",
    )  # fmt: skip
    other = form.format(
        n=30, b="West Midlands Fire Service", t="Wednesbury", d="Wednesday",
        x="Tyres were on fire and schools kept their windows shut all morning in Oldbury and Tipton.",
    )  # fmt: skip
    answer = checker.check([source(one, "Lund Post"), source(other, "Brandt Mail")])
    assert "one_interview_or_statement" not in {group.verdict for group in answer.groups}


def test_who_credits_another_for_a_part_has_an_origin_of_its_own(checker: SourceChecker) -> None:
    wire = (
        "JEFFERSON (AP) - Lawmakers passed a bill on Tuesday that lets towns close their libraries, by"
        " 19 votes to 15. The"
        " governor is expected to sign it within a week. Opponents said they would sue. It takes effect in August."
    )
    own = (
        'Three councillors walked out before the vote on Tuesday. "They read us nothing," said Ann'
        " Velt, who has sat on the"
        " board since 2004, and showed this newspaper a memo of 9 March by Roy Doe. The measure passed"
        " 19-15, The Associated"
        ' Press reported. Outside, baker Ole Lund handed out bread. "I am done with them," he said.'
    )
    answer = checker.check([source(wire, "AP News"), source(own, "Ozark Courier")])
    assert "retold" not in {group.verdict for group in answer.groups}
    bank = "Halden Bank shares jumped on Monday. Its Nordic unit could be worth 2.3 billion, Bloomberg News reported."
    first = (
        "Halden Bank is exploring a sale of its Nordic unit that could fetch 2.3 billion, people who know of it say."
    )
    answer = checker.check([source(first, "Bloomberg"), source(bank, "MarketPulse")])
    assert [group.verdict for group in answer.groups] == ["not_shown_dependent", "retold"]


def test_two_texts_that_have_all_from_one_body_rest_on_its_statement(checker: SourceChecker) -> None:
    one = "At least 12 people were killed in a magnitude 6.1 earthquake in Malatya, its agency AFAD said on Thursday."
    other = "A 6.1 quake in Malatya, Turkey, has killed 12 people, AFAD said."
    answer = checker.check([source(one, "Lund Post"), source(other, "Brandt Mail")])
    assert [group.verdict for group in answer.groups] == ["one_interview_or_statement"]
    doubt = "The Malatya quake of 6.1 killed 12 people, AFAD said, but doctors said that 41 had died."
    answer = checker.check([source(one, "Lund Post"), source(doubt, "Brandt Mail")])
    assert "one_interview_or_statement" not in {group.verdict for group in answer.groups}


def test_a_claim_is_counted_among_the_sources_of_one_event(checker: SourceChecker) -> None:
    texts = ((f"{WIRE}\n\nIn all 14 people died.", "Lund Post"), (f"{OTHER}\n\n14 people died.", "Brandt Mail"))
    answer = checker.check([source(*text) for text in texts], ["14 people died"])
    assert len(answer.events) == 2
    (claim,) = answer.claims
    assert ([one.member for one in claim.carriers], claim.least, claim.most) == ([0, 1], 1, 1)

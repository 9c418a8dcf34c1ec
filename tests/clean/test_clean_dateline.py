from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned, Rules
from wirecopy.clean.rules.dateline import parse_dateline

Clean = Callable[..., Cleaned]


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("WASHINGTON: ", "Washington", None),
        ("LONDON (AP) — ", "London", "AP"),
        ("NEW DELHI, May 3 (Reuters) - ", "New Delhi", "Reuters"),
        ("HELSINKI — ", "Helsinki", None),
        ("HELSINKI -- ", "Helsinki", None),
        ("GLASGOW, Scotland (AP) — ", "Glasgow, Scotland", "AP"),
        ("PORT-AU-PRINCE, Haiti (AP) — ", "Port-au-Prince, Haiti", "AP"),
        ("(CNN) - ", None, "CNN"),
        ("(Reuters) - ", None, "Reuters"),
        ("BEIJING, May 30 (Xinhua) -- ", "Beijing", "Xinhua"),
        ("ISLAMABAD, May 30 (APP): ", "Islamabad", "APP"),
        ("MOSCOW, May 30. /TASS/. ", "Moscow", "TASS"),
        ("Madrid, 30 May (EFE).- ", "Madrid", "EFE"),
        ("Berlin (dpa) - ", "Berlin", "dpa"),
        ("New Delhi [India], May 30 (ANI): ", "New Delhi", "ANI"),
        ("PARIS/BERLIN (Reuters) - ", "Paris/Berlin", "Reuters"),
        ("TOKYO (Kyodo) -- ", "Tokyo", "Kyodo"),
        ("SEOUL, May 30 (Yonhap) -- ", "Seoul", "Yonhap"),
        ("Washington (CNN)", "Washington", "CNN"),
        ("ST. LOUIS (AP) -- ", "St. Louis", "AP"),
        ("KUALA LUMPUR, May 30 (Bernama) -- ", "Kuala Lumpur", "Bernama"),
        ("UNITED NATIONS (AFP) – ", "United Nations", "AFP"),
        ("BRUSSELS, February 25: ", "Brussels", None),
        ("Nairobi – ", "Nairobi", None),
        ("ROME, Ga. (AP) — ", "Rome, Ga.", "AP"),
        ("NOVY SAD, Serbia (AP) — ", "Novy Sad, Serbia", "AP"),
        ("DHAKA, May 3 (UNB) - ", "Dhaka", "BSS"),
        ("McLEAN, Va. – ", "McLEAN, Va.", None),
        ("BRIGANTE, N.J. —", "Brigante, N.J.", None),
        ("(HELSINKI) — ", "Helsinki", None),
        ("ISLAMABAD / KARACHI: ", "Islamabad/Karachi", None),
        ("Mumbai : ", "Mumbai", None),
        ("WEST PALM BEACH, Fla./WASHINGTON (Reuters) - ", "West Palm Beach, Fla./Washington", "Reuters"),
        ("West Des Moines, Iowa (CNN) ", "West Des Moines, Iowa", "CNN"),
        ("(CNN) ", None, "CNN"),
        ("(AP) VELTBURG – ", "Veltburg", "AP"),
        ("VELTBURG, 6th May, 2022 (AFP) -- ", "Veltburg", "AFP"),
        ("VELTBURG and KELSO, May 6 — ", "Veltburg and Kelso", None),
        ("VELTBURG, May 6, 2022 /NewsFlow/ -- ", "Veltburg", None),
        ("VELTBURG, Norden, May 6, AFP – ", "Veltburg, Norden", "AFP"),
        ("London, AFP – ", "London", "AFP"),
        ("ON BOARD THE HARBOUR QUEEN (AP) — ", "On Board the Harbour Queen", "AP"),
    ],
)
def test_parse_dateline_reads(rules: Rules, dateline: str, place: str | None, agency: str | None) -> None:
    found = parse_dateline(f"{dateline}{PROSE}", rules)
    assert found is not None
    assert (found.end, found.place, found.agency) == (len(dateline), place, agency)


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING: The ministry said",
        "NEW: The ministry said that the ferry would close in spring.",
        "BREAKING NEWS - The ministry said that the ferry would close in spring.",
        "KELSO NEWS - The ministry said that the ferry would close in spring.",
        "(left) The minister said that the ferry would close in spring.",
        "ABOVE: The ministry",
        "VAN SANTEN: We said so",
        "HELSINKI, FINLAND - JULY 16: Jane Roe leaves",
        "UPDATE: The ministry said",
        "EXCLUSIVE — The ministry",
        "TRUMP: I said so",
        "Q: Why now?",
        "Mr. Li — a general — left",
        "The bank (AP) said",
        "He said: we go",
        "THE FACTS: No ship left",
        "President Roe - a lawyer - said",
        "Washington and Beijing said - again",
        "US-China talks: what we know",
        "London's mayor said: no",
        "Paris is a city — a big one",
        "WHO said (AP) no",
        "Related: Ports open",
        "A: Because",
        "G7 — the rich club",
        "Reuters: the ships left",
    ],
)
def test_parse_dateline_leaves_other_openings(rules: Rules, text: str) -> None:
    found = parse_dateline(f"{text} and the first of them left on Monday for the south.", rules)
    assert found is None


def test_dateline_speakers_of_a_transcript_are_none(clean: Clean) -> None:
    raw = "\n\n".join(f"{name}: {PROSE}" for name in ("ROE", "DOE", "ROE", "DOE"))
    assert "dateline" not in {span.kind for span in clean(raw).spans}


def test_dateline_unknown_place_opens_the_first_paragraph(clean: Clean) -> None:
    article = clean(f"KVITSOEY: {PROSE}\n\n{MORE}").article
    assert article.dateline_place == "Kvitsoey"
    assert article.body.startswith("The ministry")


def test_dateline_alone_over_the_first_paragraph(clean: Clean) -> None:
    cleaned = clean(f"HELSINKI\n{PROSE}\n{MORE}")
    assert [span.kind for span in cleaned.spans] == ["dateline", "body", "body"]
    assert cleaned.article.dateline_place == "Helsinki"


def test_dateline_reads_past_invisible_characters(clean: Clean) -> None:
    cleaned = clean(f"WASH\u200bINGTON\u200e (AP) — {PROSE}")
    assert (cleaned.article.dateline_place, cleaned.article.agency) == ("Washington", "AP")
    assert cleaned.article.body == PROSE


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("May 30, 2023 08:01 pm | Updated 08:01 pm IST - Washington", "Washington"),
        ("Updated: May 30, 2023, 20:01 IST - NEW DELHI", "New Delhi"),
        ("Updated - May 30, 2023 08:01 pm IST - Ulan Ude", "Ulan Ude"),
        ("Nairobi | May 30, 2023 08:01 pm", "Nairobi"),
    ],
)
def test_dateline_place_on_a_timestamp_line(clean: Clean, line: str, place: str) -> None:
    cleaned = clean(f"{line}\n\n{PROSE}")
    assert {span.kind for span in cleaned.spans} == {"timestamp", "dateline", "body"}
    assert cleaned.article.dateline_place == place


@pytest.mark.parametrize(
    ("opening", "agency", "place"),
    [
        ("PORT ALDEN, Kestria, Oct. 14 (MNA) — ", "MNA", "Port Alden, Kestria"),
        ("PORT ALDEN, Oct. 14 (Meridian News Agency) - ", "Meridian News Agency", "Port Alden"),
        ("Port Alden, 14 October (MNA) – ", "MNA", "Port Alden"),
        ("LONDON (QXW) -- ", "QXW", "London"),
    ],
)
def test_dateline_agency_of_no_table_is_the_tag_as_written(clean: Clean, opening: str, agency: str, place: str) -> None:
    article = clean(f"{opening}{PROSE}\n\n{MORE}").article
    assert (article.agency, article.dateline_place) == (agency, place)
    assert article.agency_source == "dateline tag, unknown to the table of agencies"


@pytest.mark.parametrize(
    "opening",
    ["JANE ROE, Ohio (D-OH) — ", "PORT ALDEN (left) — ", "PORT ALDEN (MNA) ", "Jane Roe (QXW) — ", "BUS (A) - "],
)
def test_dateline_other_brackets_are_no_agency(clean: Clean, opening: str) -> None:
    assert clean(f"{PROSE}\n\n{opening}{MORE}").article.agency is None


@pytest.mark.parametrize(
    "line", ["HELSINKI, FINLAND - JULY 16: Jane Roe leaves the hall.", "Jane Roe (L) and Max Low meet"]
)
def test_clean_picture_text_is_no_dateline_and_no_body(clean: Clean, line: str) -> None:
    made = clean("\n\n".join([line, PROSE, MORE]))
    assert (made.article.dateline_place, made.spans[0].kind) == (None, "caption")

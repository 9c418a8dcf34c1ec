"""Each typed rule with lines it must take and lines it must leave; every line stands between paragraphs."""

from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned, Rules
from wirecopy.clean.rules.boilerplate import is_button_row
from wirecopy.clean.rules.byline import parse_byline

Clean = Callable[..., Cleaned]
Kinds = Callable[..., list[tuple[str, str]]]

TAKEN = [
    ("comments", "Comments are closed."),
    ("comments", "0 Comments"),
    ("comments", "Leave a comment"),
    ("comments", "View Comments"),
    ("share", "CONNECT TWEET LINKEDIN COMMENTEMAILMORE"),
    ("share", "FacebookEmail Twitter Google+ LinkedIn Pinterest"),
    ("share", "Share on Facebook Share on Twitter"),
    ("share", "Read or Share this story: https://example.com/2ut7"),
    ("subscribe", "Sign up for our newsletter"),
    ("subscribe", "Get the Breaking News newsletter!"),
    ("subscribe", "Get our best stories delivered to your inbox every day, straight to your inbox."),
    ("advertisement", "Story Continued Below"),
    ("advertisement", "ADVERTISEMENT"),
    ("advertisement", "Article continues below advertisement"),
    ("copyright", "© 2018 The Example Times. All Rights Reserved."),
    ("copyright", "Copyright 2018 Example. This material may not be published."),
    ("nav", "Fullscreen"),
    ("nav", "Image 4 of 10"),
    ("nav", "1\xa0/\xa010"),
    ("nav", "Back to Gallery"),
    ("nav", "Image 1of/1"),
    ("unknown_furniture", "___"),
    ("unknown_furniture", "* * *"),
    ("unknown_furniture", "window._tab = window._tab || []; _tab.push({a: 1});"),
    ("promo", "Read more: Port reopens after storm"),
    ("promo", "ALSO READ: Port reopens after storm"),
    ("promo", "Ports stay shut, officials say »"),
    ("promo", "Recommended Video:"),
    ("caption", "(Photo: Jane Roe / AP)"),
    ("caption", "Photo: Jane Roe, AP"),
    ("caption", "JANE ROE, EPA-EFE"),
    ("caption", "Jane Roe/Getty Images"),
    ("caption", "FILE - In this May 3, 2017 file photo, ships wait. (AP Photo/Jane Roe, File)"),
    ("caption", "Ships wait outside the harbour on the day of the strike (Reuters)"),
    ("caption", "twitter/@janeroe via CNN"),
    ("caption", "Enlarge this image toggle caption Jane Roe/AP Jane Roe/AP"),
    ("byline", "By JANE ROE and JOHN DOE Associated Press"),
    ("byline", "by Jane Roe /"),
    ("byline", "From CNN's Jane Roe"),
    ("byline", "Jane Roe Contact Reporter"),
    ("correction", "Editor's note: This story has been corrected to give the right name."),
    ("correction", "This story has been withdrawn."),
    ("correction", "Correction: An earlier version gave the wrong port."),
    ("contact", "Send tips to jane@example.com."),
    ("contact", "Write to the newsdesk: desk@example.org"),
    ("contact", "jane.roe@example.org"),
    ("nav", "Home | World | Business | Opinion | The Coast"),
    ("nav", "News  Sport  Comment  Culture  Jobs"),
    ("caption", "Ships wait outside the harbour on the last day. Picture: Jane Roe/Example Times"),
    ("share", "Share this article: Facebook  X  WhatsApp  Email"),
    ("nav", "more_vert"),
    ("reporting_credit", "(Reporting by Jane Roe; Editing by John Doe)"),
    ("bio", "Follow Jane on Twitter @janeroe"),
    ("reporting_credit", "Associated Press writer Jane Roe in Lagos contributed to this report."),
    ("agency_credit", "With inputs from PTI"),
    ("agency_credit", "(With inputs from agencies)"),
    ("agency_credit", "— AFP"),
]
LEFT = [
    "Officials said they had been told to write to the minister at office@example.org and nobody else.",
    "Business, politics and sport all meet in one small town",
    "He named three: Kestria | Lowmark | Grauhaven",
    "9 p.m.",
    "THURSDAY",
    "WHAT THE PORTS WANT",
    "Low expectations",
    "ALL THE MINISTER’S MEN:",
    "“We will share this story,” she said.",
    "By Monday the ports had closed.",
    "By the numbers",
    "He declined to comment.",
    "Comments by the minister drew anger.",
    "Share prices fell.",
    "The AP reported the news first.",
    "Reuters could not confirm it.",
    "Follow the money, he told them.",
    "Read more books, the teacher said.",
    "Sources said so.",
    "More on that later, he told the crowd on Monday.",
    "Photographers were kept away.",
    "Search teams found two more.",
    "The company said all rights to the film were sold.",
    "“Sign up for our newsletter,” he joked.",
    "Print is dead.",
    "Subscribers left.",
    "A correction is due, brokers said.",
    "Trump did not respond.",
    "Advertisement sales fell by a tenth.",
    "Related charges were dropped.",
    "Home",
    "Watch makers struck.",
    "The next day he left.",
    "Save the whales",
]


@pytest.mark.parametrize(("kind", "line"), TAKEN)
def test_clean_rule_takes(kinds: Kinds, kind: str, line: str) -> None:
    assert (kind, line) in kinds(f"{PROSE}\n\n{line}\n\n{MORE}")


@pytest.mark.parametrize("line", [line for line in LEFT if line != "Home"])
def test_clean_rule_leaves(kinds: Kinds, line: str) -> None:
    assert kinds(f"{PROSE}\n\n{line}\n\n{MORE}")[1] == ("body", line)


@pytest.mark.parametrize(
    ("text", "names", "agency"),
    [
        ("By The Associated Press", None, "AP"),
        ("By JILL ROE - Associated Press", "JILL ROE", "AP"),
        ("By Sen. Jane Roe", "Jane Roe", None),
        ("Jane Roe, Associated Press", "Jane Roe", "AP"),
        ("By Jane Roe in Lagos", "Jane Roe", None),
        ("Reuters", None, "Reuters"),
        ("By Jane de la Roe and John Doe, Reuters", "Jane de la Roe and John Doe", "Reuters"),
        ("From CNN's Jane Roe", "Jane Roe", "CNN"),
        ("The Associated Press — By JILL ROE - Associated Press", "JILL ROE", "AP"),
        ("By Agence France-Presse", None, "AFP"),
        ("Agencies", None, None),
        ("By Jane Roe | Staff Writer | The Example Times", "Jane Roe", None),
        ("By Jane Roe, Special to The Post", "Jane Roe", None),
        ("By Jane Roe For The Lantern", "Jane Roe", None),
        ("By Jane Roe @janeroe", "Jane Roe", None),
        ("By Jane Roe Fox News", "Jane Roe", None),
        ("By Jane Roe and Max T. Low Sioux Valley Leader", "Jane Roe and Max T. Low", None),
        ("By Jane Roe Deputy Political Editor", "Jane Roe", None),
        ("Written by Jane Roe in Valve on", "Jane Roe", None),
        ("Story by Jane Roe, Photos by Max Low", "Jane Roe", None),
        ("By Jane Roe | roe@example.org | 555-212-9000", "Jane Roe", None),
        ("by Jane Roe Leave a Comment", "Jane Roe", None),
        ("By Jane Roe, Harbour Post", "Jane Roe", None),
        ("By: Jane Roe | The Kelso Herald", "Jane Roe", None),
        ("By Jane Roe, Max Post", "Jane Roe, Max Post", None),
        ("By Jane Roe, Lagos", "Jane Roe", None),
        ("By Jane Roe roe@example.org", "Jane Roe", None),
        ("By Jane Roe, Channel 9 News", "Jane Roe", None),
        ("By Jane Roe World Affairs Editor", "Jane Roe", None),
        ("By Jane Roe in Lagos and Max Low in Kelso", "Jane Roe and Max Low", None),
        ("Jane Roe and agencies", "Jane Roe", None),
    ],
)
def test_parse_byline_reads(rules: Rules, text: str, names: str | None, agency: str | None) -> None:
    found = parse_byline(text, rules)
    assert found is not None
    assert (found.names, found.agency) == (names, agency)


@pytest.mark.parametrize(
    "text",
    [
        "By Monday",
        "By the numbers",
        "By Land and Sea",
        "By 2018",
        "Jane Roe",
        "By then it was late",
        "From London to Paris",
        "By",
        "Jane Roe, Example",
        "By Jane Roe, 12 months on",
    ],
)
def test_parse_byline_leaves(rules: Rules, text: str) -> None:
    assert parse_byline(text, rules) is None


@pytest.mark.parametrize(
    "text", ["Share prices fell", "More on Facebook shares", "Line of comments", "Print media", "On this"]
)
def test_is_button_row_leaves(rules: Rules, text: str) -> None:
    assert not is_button_row(text, rules)


@pytest.mark.parametrize(
    ("ending", "agency"),
    [
        (" — AFP", "AFP"),
        (" – Reuters", "Reuters"),
        (" -- PTI", "PTI"),
        (" (AP)", "AP"),
        (" /Xinhua/", "Xinhua"),
        ("—Bernama", "Bernama"),
        (" PTI JR JD", "PTI"),
        (" (Reuters)", "Reuters"),
        (" (Reporting by Jane Roe; Editing by John Doe)", None),
    ],
)
def test_credit_at_the_end_is_cut_off(clean: Clean, ending: str, agency: str | None) -> None:
    article = clean(f"{PROSE}\n\n{MORE}{ending}").article
    assert article.body == f"{PROSE}\n\n{MORE}".rstrip() or article.body.rstrip() == f"{PROSE}\n\n{MORE}"
    assert article.agency == agency


@pytest.mark.parametrize(
    ("raw", "agency", "source"),
    [
        (f"LONDON (AP) — {PROSE}", "AP", "dateline tag"),
        (f"By Reuters\n\n{PROSE}", "Reuters", "byline"),
        (f"{PROSE}\n\nWith inputs from PTI", "PTI", "credit"),
        (f"{PROSE}\n\n© 2018 AFP", "AFP", "copyright line"),
        (f"{PROSE} He told Reuters so.\n\n{MORE}", None, None),
        (f"{PROSE}\n\nWith inputs from PTI and ANI", None, None),
    ],
)
def test_clean_agency_has_its_source(clean: Clean, raw: str, agency: str | None, source: str | None) -> None:
    article = clean(raw).article
    assert (article.agency, article.agency_source) == (agency, source)


def test_clean_headlines_under_a_heading_are_promos(kinds: Kinds) -> None:
    raw = f"{PROSE}\n\nRelated content\n\nTwo held over ferry fire\n\n{MORE}"
    assert [kind for kind, _ in kinds(raw)] == ["body", "promo", "promo", "body"]


LINKS = [
    f"{title} {title}\n\n{deck}\n\nJo Poe"
    for title, deck in [
        ("The port that never sleeps", "A night with the crane drivers, who have seen every ship twice."),
        ("What the strike has cost", "The harbour counts its losses."),
        ("A ferry and its captain", "She has crossed the bay nine thousand times and more."),
    ]
]


def test_clean_teasers_under_links_told_twice_are_promos(kinds: Kinds) -> None:
    raw = "\n\n".join([PROSE, MORE, *LINKS])
    assert [kind for kind, _ in kinds(raw)] == ["body", "body", *["promo"] * 9]


def test_clean_text_between_links_told_twice_is_body(kinds: Kinds) -> None:
    raw = "\n\n".join([PROSE, LINKS[0].partition("\n")[0], PROSE, MORE, PROSE, MORE, LINKS[1].partition("\n")[0], MORE])
    assert [kind for kind, _ in kinds(raw)] == ["body", "promo", *["body"] * 4, "promo", "body"]


def test_clean_flashes_quoted_behind_stars_are_body(kinds: Kinds) -> None:
    flash = "*MINISTER: PORTS WILL OPEN AGAIN BEFORE THE MONTH ENDS"
    assert kinds(f"{PROSE}\n\n{flash}\n\n{MORE}")[1] == ("body", flash)


def test_clean_follow_behind_a_paragraph_is_all_that_is_a_bio(kinds: Kinds) -> None:
    assert kinds(f"{PROSE}\n\n{MORE} Follow her on Twitter.")[1:] == [
        ("body", MORE), ("bio", "Follow her on Twitter.")
    ]  # fmt: skip


def test_clean_hard_wrapped_prose_is_left_alone(kinds: Kinds) -> None:
    words = f"{PROSE} {MORE} {PROSE}".split()
    wrapped = "\n".join(" ".join(words[i : i + 9]) for i in range(0, len(words), 9))
    raw = f"{wrapped}\n\nThe harbour master had asked all of the unions for their written\ncomments"
    assert {kind for kind, _ in kinds(raw)} == {"body"}


def test_clean_link_in_brackets_behind_a_paragraph_is_a_promo(clean: Clean) -> None:
    link = "(RELATED: Ferry To Close For A Week [PHOTOS])"
    told = clean(f"{PROSE}\n\n{MORE} {link}\n\n{PROSE[:-1]} (as agreed: in May)")
    assert link not in told.article.body
    assert told.article.body.endswith("(as agreed: in May)")


def test_clean_house_that_does_something_is_no_note_on_the_writer(kinds: Kinds) -> None:
    line = "USA TODAY is providing live coverage of the vote in the player above."
    assert ("body", line) in kinds("\n\n".join([PROSE, MORE, PROSE, MORE, line]))


def test_clean_note_on_the_writer_is_a_bio(kinds: Kinds) -> None:
    note = "Jane Roe is a senior fellow at the Harbour Institute."
    raw = f"By Jane Roe\n\n{PROSE}\n\n{MORE}\n\n{PROSE}\n\n{note}"
    assert kinds(raw)[-1][0] == "bio"


def test_clean_body_threshold_keeps_doubtful_furniture(rules: Rules) -> None:
    from clean_pages import page

    from wirecopy.clean import clean_page
    from wirecopy.options import CleanOptions

    cleaned = clean_page(page(f"Comments are closed.\n{PROSE}"), rules, CleanOptions(body_threshold=0.95))
    assert [(span.kind, span.score) for span in cleaned.spans] == [("body", 0.1), ("body", 1.0)]


def test_clean_page_in_a_language_without_rules_says_so(clean: Clean) -> None:
    told = (
        "Die Hafenarbeiter haben ihren Streik am Montag nach zwei Wochen beendet. Das teilte die Gewerkschaft in der"
        " Hauptstadt mit, nachdem die Verhandlungen mit den Reedereien abgeschlossen waren."
    )
    cleaned = clean(
        f"{told}\n\nDie Kosten werden auf mehrere Millionen Euro geschätzt, sagte ein Sprecher der Behörde."
    )
    assert cleaned.article.language == "de"
    assert {span.evidence for span in cleaned.spans} == {"no furniture evidence: no rules for the language de"}

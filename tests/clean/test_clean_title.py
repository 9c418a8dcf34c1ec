from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned
from wirecopy.clean.cleaning_result import first_sentence

Clean = Callable[..., Cleaned]
Kinds = Callable[..., list[tuple[str, str]]]
HEADLINE = "Two ports to open again before month's end"


@pytest.mark.parametrize(
    "below",
    [
        "By Jane Roe\n",
        "July 16, 2018 5:00 PM\n",
        "Officials hope for calm seas\nBy Jane Roe\n",
        "Share\nBy Jane Roe\n",
        "WASHINGTON: ",
    ],
)
def test_title_evident_headline_is_taken(clean: Clean, below: str) -> None:
    cleaned = clean(f"{HEADLINE}\n{below}{PROSE}\n\n{MORE}")
    assert (cleaned.article.title, cleaned.article.label) == (HEADLINE, HEADLINE)
    assert not cleaned.article.label_derived
    assert cleaned.spans[0].kind == "own_title"


def test_title_section_name_above_is_passed_over(clean: Clean) -> None:
    raw = f"Gold and precious metals desk\n{HEADLINE}\nSaturday, July 14, 2018 16:57\n{PROSE}"
    assert clean(raw).article.title == HEADLINE


def test_title_repeated_headline_is_furniture(clean: Clean) -> None:
    raw = f"{HEADLINE} | Example Times\n{HEADLINE}\nBy Jane Roe\n{PROSE}\n\n{HEADLINE}\n{MORE}"
    assert [span.kind for span in clean(raw).spans if span.kind == "own_title"] == ["own_title"] * 3


@pytest.mark.parametrize(
    "raw",
    [
        f"{PROSE}\n\n{MORE}",
        f"Football club sells its stadium\n\n{PROSE}\n\n{MORE}",
        f"{PROSE}\n\n{HEADLINE}\n\n{MORE}",
        f"He said so.\n\nBy Jane Roe\n\n{PROSE}",
    ],
)
def test_title_none_is_evident(clean: Clean, raw: str) -> None:
    article = clean(raw).article
    assert (article.title, article.label_derived) == (None, True)


def test_title_link_over_the_dateline_is_a_promo(kinds: Kinds) -> None:
    raw = f"{HEADLINE}\nLONDON (AP) — {PROSE}\n\nRelated content\n{HEADLINE}\n\n{MORE}"
    assert [kind for kind, text in kinds(raw) if text == HEADLINE] == ["promo", "promo"]


def test_title_line_beside_a_picture_credit_is_its_caption(clean: Clean) -> None:
    article = clean(f"Jane Roe | Getty Images\n{HEADLINE}\nLONDON — {PROSE}\n\n{MORE}").article
    assert article.title is None
    assert HEADLINE not in article.body


def test_title_of_the_row_goes_first(clean: Clean) -> None:
    cleaned = clean(f"{HEADLINE}\n{PROSE}", title="Ports open")
    assert cleaned.article.title == "Ports open"
    assert clean(f"Ports open\n{PROSE}", title="Ports open").spans[0].kind == "own_title"


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Gen. Roe met the U.S. envoy J. B. Doe on Jan. 5. He left.",
            "Gen. Roe met the U.S. envoy J. B. Doe on Jan. 5.",
        ),
        ("“We go,” he said. Then he left.", "“We go,” he said."),
        ("It cost $3.50 in the U.S. He paid.", "It cost $3.50 in the U.S."),
        ("One line\nwrapped here. Two.", "One line wrapped here."),
        ("", ""),
        ("No end", "No end"),
    ],
)
def test_first_sentence_is_whole(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_first_sentence_has_a_bound() -> None:
    assert len(first_sentence("word " * 100_000)) <= 2000


def test_title_in_a_menu_of_headlines_is_the_one_the_text_takes_up(clean: Clean) -> None:
    menu = ["Home", "Sport", "Whale seen off the coast", "Bakery chain buys eleven shops", "Sign in", "Weather"]
    deck = "Officials hope that the sea stays calm until the end of the week"
    third = "The union of the dockers has called its members to a vote, which will be held in all ports on Friday."
    raw = "\n\n".join([*menu, HEADLINE, deck, "Jane Roe", "July 16, 2018 5:00 PM", PROSE, MORE, third])
    assert clean(raw).article.title == HEADLINE


def test_title_of_an_entry_is_not_the_live_page_s(clean: Clean) -> None:
    heads = ["Ports to open again", "Union calls a vote at the docks", "Ministry answers the union of dockers"]
    ages = ["40 min ago", "1 hr 2 min ago", "2 hr 5 min ago", "3 hr 1 min ago"]
    entries = [
        f"{age}\n\n{heads[i % 3]}\n\nBy {name}\n\n{PROSE if i % 2 else MORE} Entry {i}."
        for i, (age, name) in enumerate(zip(ages, ("Ann Velt", "Max Low", "Jo March", "Ann Velt"), strict=True))
    ]
    article = clean("\n\n".join(entries)).article
    assert (article.title, article.byline) == (None, None)
    assert article.body.startswith(MORE)


def test_title_is_no_picture_s_text_and_no_poll(clean: Clean) -> None:
    picture = "A crane at the ports that are to open again this month. (Jane Roe/Reuters)"
    assert clean(f"{picture}\n\n{PROSE}\n\n{MORE}\n\n{PROSE} Part two.").article.title is None
    poll = "Urgent poll:\n\nWhom would you choose for mayor? Vote here!\n\n"
    assert clean(f"{poll}{poll}{PROSE}\n\n{MORE}\n\n{PROSE} Part two.").article.title is None


def test_title_over_two_times_with_a_byline_between_them(clean: Clean) -> None:
    line = "Posted 5:57 am, July 16, 2018, by Jane Roe , Updated at 06:00AM, July 16, 2018"
    article = clean(f"{HEADLINE}\n{line}\nEmail\n{PROSE}\n{MORE}").article
    assert (article.title, article.byline) == (HEADLINE, "Jane Roe")
    assert (article.published, article.updated) == ("2018-07-16T05:57", "2018-07-16T06:00")


def test_caption_behind_a_video_s_button_is_no_text(clean: Clean) -> None:
    caption = "CLOSE Dockers wait for news at the northern port, where the cranes stand still. (June 2) AP"
    assert clean(f"{HEADLINE}\n\n{caption}\n\n{PROSE}\n\n{MORE}").article.body.startswith(PROSE)
    near = "Close to forty thousand travellers wait for news at the northern port, the ministry said."
    assert near in clean(f"{HEADLINE}\n\n{PROSE}\n\n{near}\n\n{MORE}").article.body


@pytest.mark.parametrize("form", ["In pictures", "Live", "Opinion", "Explained"])
def test_title_may_say_what_its_page_is(clean: Clean, form: str) -> None:
    title = f"{form}: Two ports to open before the month's end"
    over = f"News\n\n{title}\n\nMay 3, 2022\n\nAt the docks"
    assert clean(f"{over}\n\n{PROSE}\n\n{MORE}\n\n{PROSE} Part two.").article.title == title


@pytest.mark.parametrize(
    "link", ["Read more: Two ports to open before the month's end", "Live: Roof garden shut by storm"]
)
def test_title_that_is_a_link_s_label_is_none(clean: Clean, link: str) -> None:
    assert clean(f"News\n\n{link}\n\n{PROSE}\n\n{MORE}\n\n{PROSE} Part two.").article.title is None

"""The labeller of lines: its sums, its weights, and what it does to a plain page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from clean_pages import MORE, PROSE, page, sheet

from wirecopy.clean import Cleaned, Rules, clean_page
from wirecopy.clean.labels import labeller
from wirecopy.clean.labels.chain import BEFORE, BEHIND, BODY, FIRST, INSIDE, LABELS, LAST, STANDFIRST, TITLE, chances
from wirecopy.clean.labels.features import BASES, NAMES, line_traits
from wirecopy.clean.labels.headline_choice import WIDE, headline_choice
from wirecopy.clean.labels.weights import LineWeights, load_line_weights
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.options import CleanOptions

Clean = Callable[..., Cleaned]
TITLE_LINE = "Ports of Kestria to open again before the month ends"
THIRD = "The union of the dockers has called its members to a vote, which will be held in all nine ports on Friday."
FOURTH = "Nobody at the ministry would say on Monday what the owners of the ships will be paid for the lost weeks."
MENU = ["Home", "World", "Business", "Sport", "Weather", "Search the site"]
TAIL = ["Most read", "Ferry to close for a week", "Council votes on harbour tunnel", "About us", "Terms", "Privacy"]


def orders(lines: int) -> list[tuple[int, ...]]:
    """Every labelling of a page with a text of two lines or more, and of one line as its first."""
    above, within = (BEFORE, TITLE, STANDFIRST), (BODY, INSIDE)
    found = []
    for labels in product(range(len(LABELS)), repeat=lines):
        starts = [i for i, label in enumerate(labels) if label == FIRST]
        ends = [i for i, label in enumerate(labels) if label == LAST]
        if len(starts) != 1 or len(ends) > 1:
            continue
        first, last = starts[0], ends[0] if ends else starts[0]
        if (
            last >= first
            and all(label in above for label in labels[:first])
            and all(label in within for label in labels[first + 1 : last])
            and all(label == BEHIND for label in labels[last + 1 :])
        ):
            found.append(labels)
    return found


@pytest.mark.parametrize("lines", [1, 2, 4])
def test_chances_are_those_of_all_labellings_counted_one_by_one(lines: int) -> None:
    scores = np.random.default_rng(lines).normal(size=(lines, len(LABELS)))
    weights, counted = [], np.zeros(scores.shape)
    for labels in orders(lines):
        total = sum(scores[i, label] for i, label in enumerate(labels))
        alone = LAST not in labels
        if alone:  # a text of one line is its first and its last
            first = labels.index(FIRST)
            total += scores[first, LAST] - scores[first, BODY]
        weights.append(np.exp(total))
        counted[range(lines), labels] += weights[-1]
    total, chance = chances(scores)
    assert np.isclose(total, np.log(sum(weights)))
    assert np.allclose(chance, counted / sum(weights))


def test_traits_stand_in_the_rows_of_their_own(rules: Rules) -> None:
    codes = line_traits(sheet("\n".join([*MENU, PROSE, MORE]), rules), [])
    assert codes.shape == (8, len(NAMES))
    assert ((codes >= BASES[:-1]) & (codes < BASES[1:])).all()


def test_weights_packed_are_the_weights_read() -> None:
    weights = load_line_weights("en")
    assert weights is not None
    assert weights.packed() == replace(weights).packed()
    assert weights.traits.shape[0] == BASES[-1]


def test_labels_menu_and_links_around_the_text_are_furniture(clean: Clean) -> None:
    cleaned = clean("\n\n".join([*MENU, TITLE_LINE, "By Ann Velt", PROSE, MORE, THIRD, FOURTH, *TAIL]))
    assert [part for part in cleaned.article.body.split("\n\n") if part] == [PROSE, MORE, THIRD, FOURTH]
    assert cleaned.article.title == TITLE_LINE
    assert any(span.evidence.startswith("labels: ") for span in cleaned.spans)


def test_labels_score_is_the_chance_and_the_threshold_holds(rules: Rules) -> None:
    raw = "\n\n".join([*MENU, TITLE_LINE, PROSE, MORE, THIRD, FOURTH, *TAIL])
    spans = clean_page(page(raw), rules, CleanOptions()).spans
    assert all(0.7 < span.score <= 1.0 for span in spans if span.evidence.startswith("labels: "))
    strict = clean_page(page(raw), rules, CleanOptions(body_threshold=1.0)).spans
    assert not any(span.evidence.startswith("labels: ") and span.score < 1.0 for span in strict)


@pytest.mark.parametrize(
    "lines",
    [
        (PROSE, MORE, THIRD, FOURTH),
        (PROSE, MORE),
        (TITLE_LINE, PROSE, MORE, THIRD),
    ],
)
def test_labels_text_without_furniture_stays_whole(clean: Clean, lines: tuple[str, ...]) -> None:
    assert all(line in clean("\n\n".join(lines)).article.body for line in lines if line != TITLE_LINE)


def test_labels_need_the_language_of_the_weights(clean: Clean) -> None:
    german = "Die Häfen sollen noch vor dem Ende des Monats wieder öffnen, sagte der Minister am Montag im Parlament."
    cleaned = clean("\n\n".join(["Startseite", "Wetter", german, german * 2, german, german * 3, "Impressum"]))
    assert {span.kind for span in cleaned.spans} == {"body"}


def test_labels_page_without_weights_goes_by_the_rules(rules: Rules) -> None:
    raw = "\n\n".join([*MENU, PROSE, MORE, THIRD, FOURTH, *TAIL])
    cleaned = clean_page(page(raw), replace(rules, line_weights=None), CleanOptions())
    assert "Weather" in cleaned.article.body


def test_labels_page_that_would_lose_its_text_is_left_to_the_rules(rules: Rules) -> None:
    weights = load_line_weights("en")
    assert weights is not None
    behind = np.zeros_like(weights.traits)
    behind[:, BEHIND :: len(LABELS)] = 1.0
    lost = LineWeights(behind, np.zeros_like(weights.words), weights.rows, weights.headline, weights.byline)
    raw = "\n\n".join([PROSE, MORE, THIRD, FOURTH, PROSE, MORE, THIRD])
    cleaned = clean_page(page(raw), replace(rules, line_weights=lost), CleanOptions())
    assert {span.kind for span in cleaned.spans} == {"body"}


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Silence. That is what the dockers heard on Monday.", False),
        ("What the dockers of the ports heard on Monday", True),
    ],
)
def test_labels_sentence_is_furniture_at_the_odds_of_prose_alone(
    line: str, furniture: bool, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = load_line_weights("en")
    assert weights is not None

    def doubtful(made: Sheet, marks: list[Mark], weights: LineWeights) -> labeller.LineLabels:
        told = line_labels(made, marks, weights)
        chance = np.full_like(told.chance, 0.0)
        chance[:, BODY] = 1.0
        chance[0, [BODY, BEFORE]] = 0.2, 0.8
        return told._replace(chance=chance)

    line_labels = labeller.line_labels
    monkeypatch.setattr(labeller, "line_labels", doubtful)
    marks = labeller.labelled(sheet("\n".join([line, PROSE, MORE, THIRD]), rules), [], weights)
    assert bool(marks) == furniture


def test_headline_is_the_line_that_the_text_takes_up_among_several(clean: Clean) -> None:
    raw = "\n\n".join(
        [
            "World",
            "Two ports to open again before month's end",
            PROSE,
            MORE,
            THIRD,
            FOURTH,
        ]
    )
    assert clean(raw).article.title == "Two ports to open again before month's end"


def test_headline_of_a_page_is_one_or_none(rules: Rules) -> None:
    made = sheet("\n\n".join([TITLE_LINE, "World", TITLE_LINE, PROSE, MORE]), rules)
    choice = headline_choice(made, [], np.full((5, len(LABELS)), 1 / len(LABELS)))
    assert list(choice.lines)[:1] == [0]
    chances = choice.chances(np.ones(WIDE))
    assert chances.shape == (len(choice.lines),)
    assert 0.0 < chances.sum() < 1.0
    promo = Mark("promo", made.lines[0].start, made.lines[0].end, 0.9, "rule: link", 0)
    assert 0 not in headline_choice(made, [promo], np.full((5, len(LABELS)), 1 / len(LABELS))).lines


def test_headline_is_open_where_no_line_is_likely_enough(clean: Clean) -> None:
    assert clean("\n\n".join(["Weather", "Search the site", PROSE, MORE, THIRD, FOURTH])).article.title is None


def test_clean_transcript_is_text_from_its_first_speaker_to_its_last(clean: Clean) -> None:
    said = [
        "ANN VELT, HOST:",
        PROSE,
        "VELT: And then?",
        f"OLE BRAND: {MORE}",
        "VELT: Thank you.",
        "BRAND: You're welcome.",
    ]
    told = clean("\n\n".join([*MENU, TITLE_LINE, *said, "(SOUNDBITE OF MUSIC)", *TAIL]))
    assert told.article.body.startswith("ANN VELT, HOST:")
    assert told.article.body.rstrip().endswith("(SOUNDBITE OF MUSIC)")


def test_traits_say_what_a_line_repeats_of_the_paragraph_beside_it(rules: Rules) -> None:
    caption = "President Jane Roe speaks with Max Low at the harbour of Nordhafen before the ferry sails."
    text = "President Jane Roe and Max Low agreed on Monday that the ferry would sail again, after a month of talks."
    later = "The crews had asked for more pay and shorter nights, and the company had at first refused to talk."
    codes = line_traits(sheet("\n".join([caption, text, later]), rules), []) - BASES[:-1]
    assert codes[:, NAMES.index("names of the paragraph below")].tolist() == [4, 1, 0]
    assert codes[:, NAMES.index("names of the paragraph above")].tolist() == [0, 4, 1]
    first, second, _ = codes[:, NAMES.index("words of the paragraph below")]
    assert first > second

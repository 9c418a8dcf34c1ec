"""What two houses write in their own ways is no substance; another fact is, in whatever words."""

import pytest
from trace_articles import article

from wirecopy.trace import StyleTables, Title, collate, prepare
from wirecopy.trace.collation.substance.odds import Odds, judged

AROUND = "The bridge over the Lisk was shut after the flood, officials in Orlan said. "

STYLE = [
    ("The ministry's spokeswoman gave no comment.", "The min-\nistry's spokes-\nwoman gave no comment.", {"spelling"}),
    (
        "The party said it is ready, and Kell agreed.",
        "THE PARTY SAID IT IS READY, AND KELL AGREED.",
        {"capitalisation"},
    ),
    ('The council & mayor said "no" to it.', "The council &amp; mayor said &quot;no&quot; to it.", None),
    ("Some 40,000 people and 1,250,000 tons came.", "Some 40 000 people and 1 250 000 tons came.", {"number_form"}),
    ("It starts at 6 a.m. Eastern time on Monday.", "It starts at 6 a.m. ET on Monday.", {"abbreviation"}),
    ("He left late last Friday for Oslo.", "He left late Friday for Oslo.", {"date_form"}),
    ("He was not charged or convicted of it.", "He was not charged nor convicted of it.", {"paraphrase"}),
    ("He did not recieve it from the goverment.", "He did not receive it from the government.", {"spelling"}),
    ("The pier shut on the third of June this year.", "The pier shut on June 3 this year.", {"date_form"}),
    ("Mayor Ole Brand said he would go.", "Brand said he would go.", {"name_form"}),
]
SPLIT = (
    "That quarrel has never been worse, Kell said as he left for Orlan, blaming a river that changed its bed in 1911.",
    "The quarrel with Norden has never been worse, Kell said. He blamed a river that changed its bed in 1911.",
)
SUBSTANCE = [
    ("Some 40 000 people came to the pier.", "Some 41 000 people came to the pier."),
    ("It starts at 6 a.m. ET on Monday.", "It starts at 6 a.m. PT on Monday."),
    ("The clinic has 19 beds.", "The clinic has 91 beds."),
    ("The pier shut on the third of June this year.", "The pier shut on June 4 this year."),
    ("The firm will mend the pier.", "The firm must mend the pier."),
    ("The town can mend the pier.", "The town should mend the pier."),
    ("The pier is a top issue in Orlan.", "The pier is the top issue in Orlan."),
    ("The firm will mend the pier.", "The firm will not mend the pier."),
    ("The firm and the town will meet in Orlan.", "The firm and the town met in Orlan."),
    ("The court upheld the appeal.", "The court upheld the appeal and fined two clerks of the harbour office."),
]


@pytest.mark.parametrize(("one", "other", "kinds"), STYLE)
def test_house_style_is_no_substance(one: str, other: str, kinds: set[str] | None, tables: StyleTables) -> None:
    base, copy = (prepare(article(name, AROUND + text), tables) for name, text in (("a", one), ("b", other)))
    edits = collate(base, copy, "f").edits
    assert edits
    assert not any(edit.substantive for edit in edits)
    assert kinds is None or {edit.kind for edit in edits} == kinds


@pytest.mark.parametrize(("one", "other"), SUBSTANCE)
def test_another_fact_is_substance(one: str, other: str, tables: StyleTables) -> None:
    base, copy = (prepare(article(name, AROUND + text), tables) for name, text in (("a", one), ("b", other)))
    assert any(edit.substantive for edit in collate(base, copy, "f").edits)


@pytest.mark.parametrize("other", ["Pier shut after flood | Lisk Observer", "Pier shut after flood - The Orlan News"])
def test_the_name_of_a_site_is_no_part_of_a_headline(other: str, tables: StyleTables) -> None:
    base = prepare(article("a", AROUND), tables, title=Title(0, "Pier shut after flood"))
    assert collate(base, prepare(article("b", AROUND), tables, title=Title(0, other)), "f").edits == ()


def test_a_headline_that_heads_something_else_is_no_substance(tables: StyleTables) -> None:
    base = prepare(article("a", AROUND), tables, title=Title(0, "Bridge over the Lisk shut after flood"))
    copy = prepare(article("b", AROUND), tables, title=Title(0, "Ten recipes for rainy weekends"))
    assert [(edit.kind, edit.substantive) for edit in collate(base, copy, "f").edits] == [("headline", False)]


def test_what_the_odds_do_not_call_substance_is_named_by_what_changed() -> None:
    never = Odds({}, -5.0, 0.5)
    assert judged("word", {"line is no sentence": 0.0}, never) == ("paraphrase", False)
    assert judged("name", {"one side": 1.0, "line is no sentence": 0.0}, never) == ("name_form", False)
    assert judged("number", {"numbers exchanged": 1.0, "line is no sentence": 0.0}, never) == ("number", True)
    assert judged("number", {"numbers exchanged": 1.0, "line is no sentence": 1.0}, never) == ("number", False)


def edits_of(one: str, other: str, tables: StyleTables) -> list[tuple[str, str, str, bool]]:
    base, copy = (prepare(article(name, AROUND + text), tables) for name, text in (("a", one), ("b", other)))
    return [(edit.kind, edit.base_text, edit.text, edit.substantive) for edit in collate(base, copy, "f").edits]


def test_a_clause_in_the_place_of_another_is_one_edit(tables: StyleTables) -> None:
    lead = "Officials have said the way to better trade runs through a harbour without tolls, and the mayor "
    one = f"{lead}has hinted in talks with Roe that she will not sell the yard to the Dutch."
    other = f"{lead}is planning a new course for two of her towns."
    assert edits_of(one, other, tables) == [
        (
            "word",
            "has hinted in talks with Roe that she will not sell the yard to the Dutch",
            "is planning a new course for two of her towns",
            True,
        )
    ]


def test_a_phrase_for_a_phrase_is_one_edit(tables: StyleTables) -> None:
    one, other = "Ferro and Milde will then eat with their wives.", "The two ministers will then eat with their wives."
    assert [edit[:3] for edit in edits_of(one, other, tables)] == [("word", "Ferro and Milde", "The two ministers")]


def test_a_name_cut_short_is_no_other_name(tables: StyleTables) -> None:
    hoping = "hoping once again that his warm manner can reverse the decline of the old port of Orlan in recent years."
    one = f"Varnish President Ole Brand is set to sit down Monday, {hoping}"
    lead = "President Ole Brand blamed the river for the sad state of the pier, four hours before he met the mayors."
    other = f"{lead}\nBrand arrived Monday, {hoping}"
    told = [edit for edit in edits_of(one, other, tables) if not edit[0].endswith("_added")]
    assert told == [("name_form", "Varnish President Ole", "", False), ("word", "is set to sit down", "arrived", True)]


def test_what_one_text_has_of_a_name_is_no_part_of_the_clause_before_it(tables: StyleTables) -> None:
    one = "He sat down on Monday beside Norden President Ole Brand, who hopes for an early vote."
    other = "He sat down on Monday at the Varnish town hall to hear Brand, who hopes for an early vote."
    assert ("name_form", "Norden President Ole", "", False) in edits_of(one, other, tables)


def test_a_few_words_that_the_other_text_has_elsewhere_add_nothing(tables: StyleTables) -> None:
    one = "The mayors spoke for an hour about ties between the towns and the flood.\nThe two towns share a bridge."
    told = edits_of(one, one.replace(" between the towns", ""), tables)
    assert [edit[:2] for edit in told] == [("paraphrase", "between the towns")]


def test_a_sentence_that_was_split_is_answered_by_both_halves(tables: StyleTables) -> None:
    edits = edits_of(*SPLIT, tables)
    assert not [edit for edit in edits if "sentence" in edit[0] or "never" in edit[1] + edit[2]]


def test_a_sentence_that_only_stands_elsewhere_is_no_substance(tables: StyleTables) -> None:
    first = "The pier was shut on Monday after a crack was seen by divers.\n"
    second = "Nobody from the harbour office spoke to the men.\n"
    assert [(kind, told) for kind, *_, told in edits_of(first + second, second + first, tables)] == [
        ("sentence_moved", False)
    ]


@pytest.mark.parametrize(
    ("passage", "substantive"),
    [
        (
            "Ole Brand, left, and Ann Roe are seated in Keld, Monday, May 4, 2020. Roe said it is late.",
            False,
        ),
        ("1:10 p.m.", False),
        ("9 a.m. EDT", False),
        ("It was built after the flood of March 3, 1954, which killed forty people.", True),
        ("The doors open at 9 a.m. on Monday.", True),
    ],
)
def test_captions_and_times_of_entries_are_no_substance(passage: str, substantive: bool, tables: StyleTables) -> None:
    before, behind = "The ferry waits in the harbour of Keld.", "The captain says the wind is too strong to sail."
    found = edits_of(f"{before}\n{behind}", f"{before}\n{passage}\n{behind}", tables)
    assert [told for *_, told in found] == [substantive]


def test_what_a_list_of_teasers_shows_is_no_substance(tables: StyleTables) -> None:
    teasers = [f"Crews at pier {n} said the flood had reached the lower road and ..." for n in range(12)]
    one, other = (
        prepare(article(name, "\n".join(lines)), tables) for name, lines in (("a", teasers), ("b", teasers[1:]))
    )
    assert {edit.substantive for edit in collate(one, other, "").edits} == {False}

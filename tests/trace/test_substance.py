"""What two houses write in their own ways is no substance; another fact is, in whatever words."""

import pytest
from trace_articles import article

from wirecopy.trace import StyleTables, Title, collate, prepare
from wirecopy.trace.collate.substance.odds import Odds, judged

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
SUBSTANCE = [
    ("Some 40 000 people came to the pier.", "Some 41 000 people came to the pier."),
    ("It starts at 6 a.m. ET on Monday.", "It starts at 6 a.m. PT on Monday."),
    ("The clinic has 19 beds.", "The clinic has 91 beds."),
    ("The pier shut on the third of June this year.", "The pier shut on June 4 this year."),
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

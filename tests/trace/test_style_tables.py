import pytest

from wirecopy.trace import StyleTables
from wirecopy.trace.collation.tokens import key_of

FOLDED = """
organisation=organization analysed=analyzed neighbourhood=neighborhood theatre=theater travelling=traveling
catalogue=catalog leukaemia=leukemia defence=defense licence=license practised=practiced sceptical=skeptical
unrecognised=unrecognized councillor=councilor ploughed=plowed focussed=focused whilst=while
kilometres=kilometers behaviour=behavior demilitarised=demilitarized
"""
LEFT_ALONE = """
advertise exercise surprise promise compromise revise supervise otherwise franchise hour four tour
your pour sour flour acre genre massacre timbre wire fire fence hence silence science called filled
rolled pulled willing stopped shopping passed possess committed analyst size prize seize wise rise
raise noise league vague tongue
"""


@pytest.mark.parametrize("pair", FOLDED.split())
def test_spelling_folds_both_forms_to_one_key(pair: str, tables: StyleTables) -> None:
    british, american = pair.split("=")
    assert key_of(british, tables) == key_of(american, tables)
    assert key_of(british.capitalize(), tables) == key_of(american, tables)


@pytest.mark.parametrize("word", LEFT_ALONE.split())
def test_spelling_leaves_other_words_alone(word: str, tables: StyleTables) -> None:
    assert word not in tables.spelling


def test_spelling_never_maps_a_word_on(tables: StyleTables) -> None:
    chains = {british for british, american in tables.spelling.items() if american in tables.spelling}
    assert chains == set()


def test_key_tells_the_pronoun_from_the_country(tables: StyleTables) -> None:
    assert key_of("US", tables) == key_of("U.S.", tables) != key_of("us", tables)

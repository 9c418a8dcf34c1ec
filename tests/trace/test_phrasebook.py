from trace_articles import article

from wirecopy.trace import Phrasebook, StyleTables, collate, prepare
from wirecopy.types import Stretch

BASE = "The U.S. Navy said on Monday that 12 ships had left.\n\n“We know nothing,” he said.\n\n“He left.”\n"
COPY = 'The US Navy said Monday that twelve ships had left.\n\n"We know nothing," he said.\n\nShe did.\n'


def test_phrasebook_cuts_each_sentence_once(tables: StyleTables) -> None:
    book = Phrasebook(tables)
    one, other = prepare(article("a", BASE), tables, book), prepare(article("b", BASE + COPY), tables, book)
    assert all(ours is theirs for ours, theirs in zip(one.wordings, other.wordings, strict=False))


def test_phrasebook_gives_one_meaning_to_one_sentence_in_two_dresses(tables: StyleTables) -> None:
    book = Phrasebook(tables)
    first, second = book.wording("“No,” said Mr. Li of the U.S."), book.wording('"No," said Mr Li of the US.')
    assert first.meaning != second.meaning  # the stop that "U.S." brings along
    assert book.wording("“No,” said Mr. Li.").meaning == book.wording('"No," said Mr Li.').meaning


def test_phrasebook_tells_a_speech_that_runs_on_from_a_stray_mark(tables: StyleTables) -> None:
    opened = "He said: “We left.\n"
    lines = Phrasebook(tables).lines(f"{opened}“And came back.”\n{opened}And came back.\n")
    assert [bool(line.quotes) for _, line in lines] == [True, True, False, False]


def test_collate_is_the_same_with_one_phrasebook_or_two(tables: StyleTables) -> None:
    base = prepare(article("a", BASE), tables)
    known = prepare(article("b", COPY), tables, base.phrasebook)
    assert collate(base, known, "f") == collate(base, prepare(article("b", COPY), tables), "f")
    assert {edit.kind for edit in collate(base, known, "f").edits} >= {"abbreviation", "quotation_mark", "number_form"}


def test_collate_places_house_style_on_a_page_that_furniture_cuts(tables: StyleTables) -> None:
    raw = BASE.replace("that 12", "that ADVERT 12")
    at = raw.index("ADVERT ")
    spans = [(0, at), (at + 7, len(raw))]
    base = prepare(article("a", COPY), tables)
    edits = collate(base, prepare(article("b", raw, [Stretch(s, e) for s, e in spans]), tables), "f").edits
    assert all(raw[e.start : e.end] == e.text and COPY[e.base_start : e.base_end] == e.base_text for e in edits)
    assert ("twelve", "12") in {(edit.base_text, edit.text) for edit in edits}

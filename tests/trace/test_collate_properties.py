import random

from hypothesis import example, given, settings
from hypothesis import strategies as st
from trace_articles import article, check_edits_rebuild, dense

from wirecopy.trace import StyleTables, collate, prepare, project
from wirecopy.types import Stretch

ALPHABET = """
the a of on in said told police Mr. Mr Gov. Li Roe U.S. US Monday May 3 3rd 12 twelve 5 % percent
per cent $5 million 5m not didn't it's it is organise organize colour color " “ ” ' ’ ‘ — - -- ( ) [
] , . ! ? ... … £ 2018 one two hundred and twenty-five no never U.N. United Nations prime minister
Prime Minister al-Roe p.m. 8:30 & vs. No. :
"""
WORDS = ALPHABET.split()


def _text(words: list[str]) -> str:
    return " ".join(words).replace(" . ", ".\n").replace("\n ", "\n")


def _mutant(words: list[str], seed: int) -> list[str]:
    chance = random.Random(seed)
    out: list[str] = []
    for word in words:
        roll = chance.random()
        out += [] if roll < 0.08 else [chance.choice(WORDS), word] if roll < 0.16 else [word]
    if chance.random() < 0.5 and len(out) > 8:
        cut = sorted(chance.sample(range(len(out)), 3))
        out = out[: cut[0]] + out[cut[1] : cut[2]] + out[cut[0] : cut[1]] + out[cut[2] :]
    return out


texts = st.lists(st.sampled_from(WORDS), max_size=60).map(_text)
pairs = st.one_of(
    st.tuples(texts, texts),
    st.tuples(st.text(max_size=40), st.text(max_size=40)),
    st.tuples(st.lists(st.sampled_from(WORDS), max_size=90), st.integers(0, 10**6)).map(
        lambda drawn: (_text(drawn[0]), _text(_mutant(*drawn)))
    ),
)


@settings(max_examples=300, deadline=None)
@given(pairs)
@example(("", ""))
@example(("A.", ""))
def test_collate_edits_rebuild_the_copy(tables: StyleTables, pair: tuple[str, str]) -> None:
    base, copy = pair
    found = collate(prepare(article("a", base), tables), prepare(article("b", copy), tables), "f")
    check_edits_rebuild(base, copy, found.edits)


@settings(max_examples=100, deadline=None)
@given(pairs)
def test_collate_blocks_of_equal_length_hold_equal_text(tables: StyleTables, pair: tuple[str, str]) -> None:
    base, copy = pair
    found = collate(prepare(article("a", base), tables), prepare(article("b", copy), tables), "f")
    for block in found.blocks:
        ours, theirs = base[block.base_start : block.base_end], copy[block.start : block.end]
        edited = any(e.base_start < block.base_end and block.base_start < e.base_end for e in found.edits)
        assert edited or ours == theirs or dense(ours) == dense(theirs)


@settings(max_examples=60, deadline=None)
@given(texts)
def test_collate_finds_nothing_in_a_text_and_itself(tables: StyleTables, text: str) -> None:
    ours, theirs = prepare(article("a", text), tables), prepare(article("b", text), tables)
    found = collate(ours, theirs, "f")
    assert found.edits == ()
    shown = text.strip()
    if shown:
        whole = Stretch(text.index(shown), text.index(shown) + len(shown))
        assert project(whole, found.blocks) == whole


@settings(max_examples=40, deadline=None)
@given(pairs)
def test_collate_gives_the_same_answer_twice(tables: StyleTables, pair: tuple[str, str]) -> None:
    base, copy = article("a", pair[0]), article("b", pair[1])
    once, again = (collate(prepare(base, tables), prepare(copy, tables), "f") for _ in range(2))
    assert once == again

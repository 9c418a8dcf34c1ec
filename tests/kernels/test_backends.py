"""The compiled kernels against the reference, to the bit, and both against what they promise."""

from __future__ import annotations

import time
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.reference import grams
from wirecopy.kernels.shapes import Matches, Words

COUNTS_AS = {"defence": "defense", "mr": None}
PIECES = st.sampled_from(
    ["U.S.", "Defence", "mr", "1,000", "7.5", "China’s", "Erdoğan", "北京", "नमस्ते", "a", ".", "\u200b", "\x00",
     "e\u0301", " ", "\n", "-", "😀", "x" * 70, "p.m", "\U0002f800"]
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=40).map("".join)), max_size=5)


@cache
def backend(name: str) -> Kernels:
    return load_kernels(name, counts_as=COUNTS_AS, numbers=True)  # type: ignore[arg-type]


def same(one: object, other: object) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in one.__slots__)  # type: ignore[attr-defined]


def storable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


@given(TEXTS, st.data())
@settings(max_examples=150, deadline=None)
def test_words_are_the_same_in_both_backends(texts: list[str], data: st.DataObject) -> None:
    texts = [storable(text) for text in texts]
    breaks = [sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=4))) for text in texts]
    assert same(backend("reference").words(texts, breaks), backend("compiled").words(texts, breaks))


SEQUENCES = st.lists(st.lists(st.integers(1, 6), max_size=120), min_size=1, max_size=4)


def as_words(rows: list[list[int]]) -> Words:
    offsets = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    flat = np.array([value for row in rows for value in row], dtype=np.uint64)
    return Words(flat, np.zeros(0, np.int32), np.zeros(0, np.int32), offsets)


@given(SEQUENCES, st.integers(1, 40))
@settings(max_examples=150, deadline=None)
def test_fingerprints_are_the_same_in_both_backends(rows: list[list[int]], window: int) -> None:
    found = as_words(rows)
    assert same(backend("reference").fingerprints(found, 5, window), backend("compiled").fingerprints(found, 5, window))


def matched(name: str, rows: list[list[int]], pairs: list[tuple[int, int]]) -> Matches:
    a, b = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return backend(name).matches(as_words(rows), a, b, 5)


@given(SEQUENCES)
@settings(max_examples=150, deadline=None)
def test_matches_are_the_same_in_both_backends(rows: list[list[int]]) -> None:
    pairs = [(a, b) for a in range(len(rows)) for b in range(len(rows))]
    assert same(matched("reference", rows, pairs), matched("compiled", rows, pairs))


@pytest.mark.parametrize("name", ["reference", "compiled"])
@given(head=st.integers(0, 90), tail=st.integers(0, 90), other=st.integers(0, 90), window=st.integers(1, 32))
@settings(max_examples=60, deadline=None)
def test_a_shared_run_of_window_and_gram_words_is_always_found(
    name: str, head: int, tail: int, other: int, window: int
) -> None:
    rng = np.random.default_rng(head * 8281 + tail * 91 + other)
    shared = rng.integers(1, 2**60, window + 4).tolist()

    def noise(n: int) -> list[int]:
        return rng.integers(1, 2**60, n).tolist()

    one, two = noise(head) + shared + noise(tail), noise(other) + shared
    found = backend(name).fingerprints(as_words([one, two]), 5, window)
    first, second = found.hashes[: found.offsets[1]], found.hashes[found.offsets[1] :]
    assert np.intersect1d(first, second).size


@given(SEQUENCES)
@settings(max_examples=100, deadline=None)
def test_every_run_holds_the_same_words_on_both_sides(rows: list[list[int]]) -> None:
    found = matched("reference", rows, [(0, len(rows) - 1)])
    for start, place, length in zip(found.a, found.b, found.lengths, strict=True):
        assert length >= min(5, len(rows[0]))  # a text of fewer words matches whole
        assert rows[0][start : start + length] == rows[-1][place : place + length]


def test_a_moved_block_is_matched() -> None:
    one = list(range(1, 41))
    found = matched("reference", [one, one[20:] + one[:20]], [(0, 1)])
    assert sorted(zip(found.a.tolist(), found.b.tolist(), found.lengths.tolist(), strict=True)) == [
        (0, 20, 20),
        (20, 0, 20),
    ]


@pytest.mark.parametrize("name", ["reference", "compiled"])
def test_a_text_of_one_repeated_word_stays_linear(name: str) -> None:
    found = matched(name, [[7] * 20_000] * 2, [(0, 1)])
    assert found.lengths.sum() == 20_000


def folded(kernels: Kernels, text: str) -> list[int]:
    return kernels.words([text]).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the U.S. said", "the US said"),
        ("Defence Secretary", "Defense secretary"),
        ("Mr. Li said", "Li said"),
        ("“don’t”", '"don\'t"'),
        ("1,000 men", "1000 men"),
        ("Erdoğan", "ERDOGAN"),
        ("e\u0301lan", "élan"),
        ("word\u200bs", "words"),
        ("ｆｕｌｌ", "full"),
        ("١٢٣", "123"),
    ],
)
def test_words_that_differ_in_style_only_count_as_one(one: str, other: str) -> None:
    kernels = backend("reference")
    assert folded(kernels, one) == folded(kernels, other) != []


@pytest.mark.parametrize(("one", "other"), [("7.5", "75"), ("10 men", "11 men"), ("한국", "한글"), ("हिन्दी", "हिन्दू")])
def test_words_that_differ_in_substance_stay_apart(one: str, other: str) -> None:
    kernels = backend("reference")
    assert folded(kernels, one) != folded(kernels, other)


def test_each_ideograph_is_a_word() -> None:
    assert backend("reference").words(["北京说"]).starts.tolist() == [0, 1, 2]


def test_grams_of_too_few_words_are_none() -> None:
    assert len(grams(np.arange(4, dtype=np.uint64), 5)) == 0


def test_offsets_point_at_the_words() -> None:
    text = "Mr. O’Brien of the U.S. paid $1,000."
    found = backend("compiled").words([text])
    words = [text[s:e] for s, e in zip(found.starts, found.ends, strict=True)]
    assert words == ["O’Brien", "of", "the", "U.S", "paid", "1,000"]


def test_words_of_texts_without_a_separator_take_linear_time() -> None:
    texts = ["abcdefgh" * 10] * 40_000
    kernels = backend("compiled")
    kernels.words(texts[:2])
    before = time.process_time()
    found = kernels.words(texts)
    assert time.process_time() - before < 3  # read on into the next text, they took twenty times as long
    assert same(kernels.words(texts[:3]), backend("reference").words(texts[:3]))
    assert found.offsets[-1] == len(texts)


BLOCKS = st.lists(st.lists(st.tuples(*3 * [st.integers(0, 60)]), min_size=1, max_size=12), max_size=5)


@given(BLOCKS, st.integers(1, 6))
@settings(max_examples=150, deadline=None)
def test_heaviest_chains_are_the_same_in_both_backends(texts: list[list[tuple[int, int, int]]], gram: int) -> None:
    rows = np.array([(begin, begin + size, weight) for text in texts for begin, size, weight in text], np.int64)
    columns = rows.reshape(-1, 3).T.copy()
    offsets = np.concatenate([[0], np.cumsum([len(text) for text in texts])]).astype(np.int64)
    one, other = (backend(name).heaviest_chains(*columns, offsets, gram) for name in ("reference", "compiled"))
    assert one.tolist() == other.tolist()


@given(SEQUENCES)
@settings(max_examples=50, deadline=None)
def test_shared_fingerprints_are_told_by_both_backends(rows: list[list[int]]) -> None:
    prints = backend("reference").fingerprints(as_words(rows), 5, 8)
    b, a = np.divmod(np.arange(len(rows) ** 2), len(rows))
    one, other = (backend(name).shared_fingerprints(prints, a, b) for name in ("reference", "compiled"))
    held = [set(prints.hashes[first:last].tolist()) for first, last in pairwise(prints.offsets.tolist())]
    assert one.tolist() == other.tolist() == [bool(held[i] & held[j]) for i, j in zip(a, b, strict=True)]

"""A text without a day is of no year long before one that it names."""

from __future__ import annotations

import numpy as np
import pytest

from wirecopy.kernels import load_kernels
from wirecopy.stories.batch import StoryText, StoryTools, pairs_by_day
from wirecopy.stories.features import FIRST_YEAR, TermReader, WrittenText, years_named
from wirecopy.stories.model import load_model
from wirecopy.stories.pair_scores import of_other_years
from wirecopy.stories.sparse_kernels import load_sparse

TALKS = (
    "The Norden council and the Eastmere guild signed a truce over the fishing grounds of the Lower Sound in Karlsund"
)


def test_years_are_those_that_a_body_names() -> None:
    read = TermReader.load(load_kernels()).read(
        [WrittenText("In 1999", "It began in 2009 and 2018."), WrittenText("", "Now.")]
    )
    named = years_named(read.offsets, read.ids)
    assert [(np.flatnonzero(row) + FIRST_YEAR).tolist() for row in named] == [[2009, 2018], []]


@pytest.mark.parametrize(
    ("says", "apart"),
    [
        ("", False),
        ("after talks that began in 2018", True),
        ("after talks that began in 2013 and broke off in 2018", False),
        ("after talks that began in 2013 and broke off in 2017 and 2018", True),
        ("before a vote in 2014", False),
        ("and hopes for a treaty by 2030", False),
    ],
)
def test_pairs_apart_by_the_years_they_name(says: str, apart: bool) -> None:
    days = [0.0, float(np.datetime64("2013-05-01").astype(int)), float(np.datetime64("2019-01-01").astype(int))]
    texts = [StoryText(f"t{k}", day, (), "A truce", TALKS) for k, day in enumerate(days[1:])]
    texts.append(StoryText("undated", None, (), "A truce", f"{TALKS} {says}."))
    tools = StoryTools(load_model(), load_kernels(), load_sparse(), 14)
    *_, (shelf, a, b) = pairs_by_day(texts, tools)
    told = dict(zip(zip(a.tolist(), b.tolist(), strict=True), of_other_years(shelf, a, b).tolist(), strict=True))
    assert told[0, 2] is apart

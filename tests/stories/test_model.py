from __future__ import annotations

import numpy as np
import pytest

from wirecopy.kernels import load_kernels
from wirecopy.stories.features import TermReader, WrittenText
from wirecopy.stories.frequencies import counted_ids
from wirecopy.stories.model import MODES, SCORE_LIMIT, from_json, load_model, to_json
from wirecopy.stories.pair_scores import COMPANY_FEATURES, FEATURES, Edges, final_scores
from wirecopy.stories.sparse_kernels import load_sparse

COMMON = "the of and in to a said that for on was with he by had were after from it"


def test_background_knows_the_commonest_words_by_the_hashes_of_today() -> None:
    """When the kernels hash words otherwise, the weights must be trained anew: `python evals/stories.py train`."""
    terms = TermReader.load(load_kernels("reference")).read([WrittenText("", COMMON)])
    common = set(counted_ids(terms).tolist())
    assert len(common) == len(COMMON.split())
    assert common <= set(load_model().background.ids.tolist())


def test_model_has_a_weight_for_each_feature_in_each_mode() -> None:
    model = load_model()
    for mode in MODES:
        assert len(model.alone[mode].weights) == len(FEATURES)
        assert len(model.company[mode].weights) == len(FEATURES) + len(COMPANY_FEATURES)


def test_model_bounds_two_texts_alone_by_features_it_has() -> None:
    event = load_model().event
    assert len(event.weights) == np.count_nonzero(event.over((*FEATURES, *COMPANY_FEATURES)))


def test_a_pair_scores_no_more_than_its_bound_and_two_texts_alone_have_some_slack() -> None:
    model, days = load_model(), np.full(2, 7, np.int32)
    one, high = np.array([1]), np.array([5.0])
    for bound, least in ((-5.0, -SCORE_LIMIT), (np.inf, 0.0)):
        edges = Edges(one - 1, one, one - 1, high, high, np.array([bound]))
        (score,), (first,) = final_scores(edges, days, model, load_sparse(0, "reference"))
        assert least < score < (0.0 if bound < 0 else SCORE_LIMIT)
        assert first - score == (pytest.approx(model.event.slack) if bound < 0 else 0.0)


def test_model_comes_back_from_json_as_it_was() -> None:
    told = to_json(load_model())
    assert to_json(from_json(told)) == told

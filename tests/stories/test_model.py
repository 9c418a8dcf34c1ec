from __future__ import annotations

import numpy as np

from wirecopy.kernels import load_kernels
from wirecopy.stories.features import TermReader, WrittenText
from wirecopy.stories.frequencies import counted_ids
from wirecopy.stories.model import MODES, from_json, load_model, to_json
from wirecopy.stories.pair_scores import COMPANY_FEATURES, FEATURES

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


def test_model_comes_back_from_json_as_it_was() -> None:
    told = to_json(load_model())
    assert to_json(from_json(told)) == told

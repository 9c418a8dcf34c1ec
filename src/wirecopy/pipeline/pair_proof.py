"""Candidate pairs of articles to proved pairs: the step of a run, done by the engine."""

from __future__ import annotations

from wirecopy.copies import VerifyKernel
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps

_HOLDS = "Pairs of articles proved: how much of each stands in the other, and the matching runs."
_ARTICLES = "SELECT article_a, article_b FROM pairs"


def verify(steps: Steps, name: str, words: Stage, pairs: Stage, size: int) -> Stage:
    """Return the rows of `VERIFIED` of pairs of articles; `size`: the characters of all texts, for the backend."""
    kernel = VerifyKernel(steps.options.copies, size)
    return steps.map_pairs(name, _HOLDS, _ARTICLES, kernel, rows=words, pairs=pairs)

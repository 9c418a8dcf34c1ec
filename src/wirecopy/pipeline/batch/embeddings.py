"""Sentence embeddings from a model on disk: `wirecopy[semantic]`, loaded only when one is named. Nothing is fetched."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wirecopy.errors import BadOption, MissingExtra
from wirecopy.options import StoryOptions
from wirecopy.stories import EmbeddingPairs, Vectors


@dataclass(frozen=True, slots=True)
class SentenceModel:
    """A loaded sentence-transformers model."""

    model: Any

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length one per text."""
        vectors = self.model.encode(list(texts), convert_to_numpy=True, show_progress_bar=False)
        rows: Vectors = np.nan_to_num(np.asarray(vectors, np.float32))
        lengths = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
        unit: Vectors = (rows / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit


def meaning_of(options: StoryOptions) -> EmbeddingPairs | None:
    """Return the channel by meaning where a model is named: a folder that sentence-transformers can load.

    Raises MissingExtra without the package, BadOption for what is no folder with a model.
    """
    if not options.semantic:
        return None
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise MissingExtra("sentence_transformers", "semantic") from error
    wanted = "a folder with a sentence-transformers model"
    if not os.path.isdir(options.semantic):  # a name would be looked up on a hub
        raise BadOption("semantic", options.semantic, wanted)
    try:
        model = SentenceTransformer(options.semantic, device="cpu", local_files_only=True)
    except (OSError, ValueError, KeyError) as error:
        raise BadOption("semantic", options.semantic, f"{wanted} ({error})") from error
    return EmbeddingPairs(SentenceModel(model), options.semantic_least)

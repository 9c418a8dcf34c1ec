"""Stories: the texts on one event, and the origins behind them."""

from wirecopy.stories.additions import own_sentences
from wirecopy.stories.batch import StoryText, StoryTools, settle_texts, standing_of, terms_of_texts
from wirecopy.stories.embedding_pairs import EmbeddingPairs, Vectors
from wirecopy.stories.features import BUCKET_BITS, TERM_FIELDS, TermReader, Terms, WrittenText
from wirecopy.stories.frequencies import Frequencies
from wirecopy.stories.heading import ListedArticle, epoch_days, headline_words, story_heading
from wirecopy.stories.history import Change, archive_changes, changes, current_stories
from wirecopy.stories.model import Model, load_model, stacked_weights
from wirecopy.stories.online import StoryStream
from wirecopy.stories.origins import find_origins
from wirecopy.stories.origins_dependence import OriginText, credit_names, dependences, longest_rising
from wirecopy.stories.origins_signals import Signals, read_signals
from wirecopy.stories.pair_scores import pair_features, pairs_near
from wirecopy.stories.sparse_kernels import load_sparse
from wirecopy.stories.text_credit import Credit
from wirecopy.stories.window_index import TextWindow

__all__ = [
    "BUCKET_BITS", "TERM_FIELDS", "Change", "Credit", "EmbeddingPairs", "Frequencies", "ListedArticle",
    "Model", "OriginText", "Signals", "StoryStream", "StoryText", "StoryTools", "TermReader", "Terms",
    "TextWindow", "Vectors", "WrittenText", "archive_changes", "changes", "credit_names", "current_stories",
    "dependences", "epoch_days", "find_origins", "headline_words", "load_model", "load_sparse",
    "longest_rising", "own_sentences", "pair_features", "pairs_near", "read_signals", "settle_texts",
    "stacked_weights", "standing_of", "story_heading", "terms_of_texts",
]  # fmt: skip

"""What other pages say about a line: what an outlet repeats, how far a body goes, whether copies carry it."""

from wirecopy.clean.corpus.furniture import corpus_pass, load_furniture_weights
from wirecopy.clean.corpus.line_table import LINES, SEEN, LineRecord, line_keys, title_key

__all__ = [
    "LINES", "SEEN", "LineRecord", "corpus_pass", "line_keys", "load_furniture_weights", "title_key",
]  # fmt: skip

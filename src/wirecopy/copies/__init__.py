"""Copies: which texts share text, how much, and which are one text."""

from wirecopy.copies.candidates_sql import (
    OUTLET_DAYS,
    OUTLET_PAGES,
    TO_FINGERPRINTS,
    FingerprintsKernel,
    candidate_query,
    fingerprints_batch,
)
from wirecopy.copies.corrected_families import settled_families
from wirecopy.copies.families import ALONE, copy_components, find_families, pair_relations, pairs_to_prove
from wirecopy.copies.pairs import MOSTLY_QUOTED, Links, Numbers, links_of, numbers_of
from wirecopy.copies.passages import QUOTED_WORDS, SENTENCE_WORDS, SharedPassage, shared_passages
from wirecopy.copies.roundup_pairs import pairs_through_others
from wirecopy.copies.texts import FoundCopies, copies_among, find_copies
from wirecopy.copies.verify import VERIFIED, VerifyKernel, verify_pairs
from wirecopy.copies.words import CAPTION, ENTRIES, WORDS, WordsKernel, page_entries, words_batch

__all__ = [
    "ALONE", "CAPTION", "ENTRIES", "MOSTLY_QUOTED", "OUTLET_DAYS", "OUTLET_PAGES", "QUOTED_WORDS",
    "SENTENCE_WORDS", "TO_FINGERPRINTS", "VERIFIED", "WORDS", "FingerprintsKernel", "FoundCopies", "Links",
    "Numbers", "SharedPassage", "VerifyKernel", "WordsKernel", "candidate_query", "copies_among",
    "copy_components", "find_copies", "find_families", "fingerprints_batch", "links_of", "numbers_of",
    "page_entries", "pair_relations", "pairs_through_others", "pairs_to_prove", "settled_families",
    "shared_passages", "verify_pairs", "words_batch",
]  # fmt: skip

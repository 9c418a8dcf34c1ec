"""Pages to articles: which characters of a scraped page are body, and what each other stretch is."""

from wirecopy.clean.cleaning_result import Cleaned, first_sentence
from wirecopy.clean.corpus.copy_support import support
from wirecopy.clean.html.extract import load_extractor
from wirecopy.clean.language.language_pack import Rules, languages, load_rules
from wirecopy.clean.page import clean_page
from wirecopy.clean.page_form import page_units
from wirecopy.clean.rules.dateline import parse_dateline
from wirecopy.clean.rules.title import HEADLINE_RULE
from wirecopy.clean.rules.unknown_dateline import copied_opening

__all__ = [
    "HEADLINE_RULE", "Cleaned", "Rules", "clean_page", "copied_opening", "first_sentence", "languages",
    "load_extractor", "load_rules", "page_units", "parse_dateline", "support",
]  # fmt: skip

"""Pages to articles: which characters of a scraped page are body, and what each other stretch is."""

from wirecopy.clean.cleaning_result import Cleaned
from wirecopy.clean.corpus.copy_support import support
from wirecopy.clean.language.language_pack import Rules, languages, load_rules
from wirecopy.clean.page import clean_page
from wirecopy.clean.rules.dateline import parse_dateline
from wirecopy.clean.rules.unknown_dateline import copied_opening

__all__ = ["Cleaned", "Rules", "clean_page", "copied_opening", "languages", "load_rules", "parse_dateline", "support"]

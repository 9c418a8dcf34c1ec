"""Pages to articles: which characters of a scraped page are body, and what each other stretch is."""

from wirecopy.clean.cleaned import Cleaned
from wirecopy.clean.dateline import parse_dateline
from wirecopy.clean.opening import copied_opening
from wirecopy.clean.pack import Rules, languages, load_rules
from wirecopy.clean.page import clean_page
from wirecopy.clean.support import support

__all__ = ["Cleaned", "Rules", "clean_page", "copied_opening", "languages", "load_rules", "parse_dateline", "support"]

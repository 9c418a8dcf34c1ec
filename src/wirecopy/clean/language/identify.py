"""The language of a text: by its commonest words, its script, its letters; null where they do not settle it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line

MAX_CHARS = 2000
MIN_WORDS = 20
MAX_WORDS = 400
# English news has 25-45 % of the pack's stop words, other languages in Latin script under 8 %.
MIN_STOP_SHARE = 0.14
# py3langid's lead over the next language, in natural logarithms: from 5 on every sentence of eleven languages was told
# right, and of thirds of sentences 99 in 100 (parallel Universal Dependencies treebanks).
SURE_LEAD = 5.0
FEW_LETTERS, SURE_LEAD_OF_FEW = 40, 10.0
LETTERS = 400
MAIN_SCRIPT, SOME_KANA = 0.5, 0.05
# Scripts that one language of news is written in, by the first word of Unicode's names of their letters.
_SCRIPTS = {
    "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja", "THAI": "th", "GREEK": "el", "HEBREW": "he", "GEORGIAN": "ka",
    "ARMENIAN": "hy", "KHMER": "km", "LAO": "lo", "MYANMAR": "my", "SINHALA": "si", "TAMIL": "ta", "TELUGU": "te",
    "KANNADA": "kn", "MALAYALAM": "ml", "GUJARATI": "gu", "GURMUKHI": "pa", "ORIYA": "or", "TIBETAN": "bo",
    "ETHIOPIC": "am", "CJK": "zh",
}  # fmt: skip
_KANA = frozenset(("HIRAGANA", "KATAKANA"))
# Names of one language or of forms that letters alone do not tell apart.
_ALIKE = (frozenset(("no", "nb", "nn")), frozenset(("sr", "hr", "bs", "sh")), frozenset(("id", "ms", "in")),
          frozenset(("zh", "cmn", "yue")), frozenset(("he", "iw")), frozenset(("fil", "tl")))  # fmt: skip


def page_language(lines: Sequence[Line], rules: Rules, stated: str | None = None) -> str | None:
    """Return the language of a page's lines; one that is stated only where the text allows it.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> page_language(split_lines("La junta votó el martes el cierre de la terminal."), load_rules(), "en")
    'es'
    """
    prose = [line for line in lines if line.prose]
    return next((language for some in (prose, lines) if (language := _language_of(some, rules, stated))), None)


def _language_of(lines: Sequence[Line], rules: Rules, stated: str | None) -> str | None:
    if not lines:
        return None
    if common_words(lines, rules):
        return rules.language
    head = " ".join(islice((line.text for line in lines), MAX_WORDS))[:MAX_CHARS]
    language = script_language(head)
    candidates = [language] if language else _candidates(head)
    own = _tag(stated)
    if own is not None and len(candidates) > 1 and len(head) < FEW_LETTERS:
        return own  # too short to speak against it
    if own is not None and any(_alike(own, candidate) for candidate in candidates):
        return own
    return candidates[0] if len(candidates) == 1 else None


def common_words(lines: Iterable[Line], rules: Rules) -> bool:
    """Whether enough of the words of a text that is long enough are the commonest ones of the rules' language."""
    words: list[str] = []
    for line in lines:
        words += (line.key or line.text[:MAX_CHARS].lower()).split()
        if len(words) >= MAX_WORDS:
            break
    words = words[:MAX_WORDS]
    share = sum(map(rules.stop_words.__contains__, words)) / len(words) if words else 0.0
    return len(words) >= MIN_WORDS and share >= MIN_STOP_SHARE


def script_language(text: str) -> str | None:
    """Return the language whose script a text is written in, where only one language of news uses it.

    >>> script_language("太郎は走った。"), script_language("政府宣布"), script_language("Он бежал")
    ('ja', 'zh', None)
    """
    if text.isascii():
        return None
    letters = list(islice((sign for sign in text if sign.isalpha()), LETTERS))
    scripts = Counter("" if sign < "\u0370" else unicodedata.name(sign, "").partition(" ")[0] for sign in letters)
    kana = sum(scripts[script] for script in _KANA)
    if kana > SOME_KANA * len(letters):
        scripts["HIRAGANA"] += scripts.pop("CJK", 0)
    script, count = scripts.most_common(1)[0] if scripts else ("", 0)
    return _SCRIPTS.get(script) if count > MAIN_SCRIPT * len(letters) else None


def _candidates(text: str) -> list[str]:
    """Return the languages that a text's letters allow, likeliest first."""
    try:
        import py3langid
    except ImportError:
        return []
    if not any(sign.isalpha() for sign in text):
        return []
    ranked = py3langid.rank(text)
    best = float(ranked[0][1])
    lead = SURE_LEAD if len(text) >= FEW_LETTERS else SURE_LEAD_OF_FEW
    return [str(name) for name, score in ranked if best - float(score) < lead]


def _tag(stated: str | None) -> str | None:
    """Return the language of a tag, without its region ("en-GB", "pt_BR")."""
    return (stated or "").strip().lower().replace("_", "-").partition("-")[0][:3] or None


def _alike(language: str, other: str) -> bool:
    return language == other or any(language in names and other in names for names in _ALIKE)

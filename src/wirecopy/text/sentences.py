"""Where the paragraphs and sentences of a body stand; rules only, no model, one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wirecopy.types import Stretch

_SHOWN_LINE = re.compile(r"\S(?:[^\n\r\x0b\x0c\x85\u2028\u2029]*\S)?")
# The mark that may end a sentence, what closes behind it, and the white space before the next one.
_STOP = re.compile(r"(?P<mark>[.!?…]{1,8})(?P<close>['\"”’»›)\]}]{0,4})\s{1,40}")
_WORD_BEFORE = re.compile(r"[^\W\d_](?:[^\W\d_]|\.(?=[^\W\d_])){0,15}\Z")
_NEXT_WORDS = re.compile(r"((?:[\w’'.-]{1,30}[ ,]{1,2}){0,4}[\w’'.-]{1,30})")
_OPENERS = "\"'“‘«‹([{—–- "
_LOOK_BACK = 24
_LOOK_AHEAD = 120


def _word_set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEVER_LAST = _word_set(
    """
    mr mrs ms messrs mme mlle dr prof sen sens rep reps gov govs gen lt col cmdr capt maj sgt cpl pte brig
    adm pres sec rev fr hon supt insp det amb atty asst dist vs v approx est ca cf fig figs al smt mt ft dep
    vol eds viz
    """
)
_BEFORE_NUMBER = _word_set("no nos p pp art sec ch para jan feb mar apr jun jul aug sep sept oct nov dec rs")
_SELDOM_LAST = _word_set(
    """
    inc corp ltd co bros plc llc jr sr st ave blvd rd dept govt univ assn calif ariz ark colo conn del fla
    ga ill kan ky md mass mich minn mo mont neb nev okla ore pa tenn tex va vt wash wis wyo jan feb mar apr
    jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri pct
    """
)
# Words that open a sentence far more often than they continue a name: "the U.S. He" but "the U.S. Senate".
_STARTERS = _word_set(
    """
    a an the this that these those there here he she it they we you i his her its their our my who what when
    where why how but and or so yet if as in on at by for from with after before since while although though
    because during under over about among between until despite some many most more several both each all no
    not nor only even also however meanwhile still then thus instead according asked another one two three
    four five
    """
)
_CLOCK = frozenset(["am", "pm"])
_AFTER_CLOCK = _word_set(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december jan feb mar apr jun jul aug sep sept oct nov dec et est edt
    ct cst cdt mt mst mdt pt pst pdt gmt utc ist bst cet cest local eastern central pacific mountain
    """
)
_CUES = _word_set(
    """
    said says say asked asks told tells added adds wrote writes tweeted replied cried shouted answered
    explained insisted warned noted declared joked quipped recalled concluded continued announced argued
    """
)


def paragraph_spans(text: str) -> list[Stretch]:
    """Return where each paragraph (a line that is not blank) stands, without the white space around it.

    >>> [text[p.start:p.end] for text in [" One.\\n\\nTwo. "] for p in paragraph_spans(text)]
    ['One.', 'Two.']
    """
    return [Stretch(*line.span()) for line in _SHOWN_LINE.finditer(text)]


def sentence_spans(text: str) -> list[Stretch]:
    """Return where each sentence stands; none crosses a line, and only white space stands between them.

    Full stops inside "U.S.", "Mr.", "J. K.", "No. 10" and "3.5" end nothing; a mark that closes a quotation
    belongs to the sentence it closes, and `"Why?" Smith asked.` is one sentence.

    >>> text = 'Mr. Li left the U.S. on Monday. "Why?" Ms. Roe asked. He paid $3.50.'
    >>> [text[s.start:s.end] for s in sentence_spans(text)]
    ['Mr. Li left the U.S. on Monday.', '"Why?" Ms. Roe asked.', 'He paid $3.50.']
    """
    return [s for paragraph in paragraph_spans(text) for s in _sentences_in(text, paragraph)]


def _sentences_in(text: str, paragraph: Stretch) -> Iterator[Stretch]:
    start = paragraph.start
    for stop in _STOP.finditer(text, paragraph.start, paragraph.end):
        if _ends_sentence(text, stop, start):
            yield Stretch(start, stop.end("close"))
            start = stop.end()
    if start < paragraph.end:
        yield Stretch(start, paragraph.end)


def _ends_sentence(text: str, stop: re.Match[str], sentence_start: int) -> bool:
    following = text[stop.end() : stop.end() + _LOOK_AHEAD]
    words = _words(following)
    opening = following.lstrip(_OPENERS)[:1]
    if not opening or opening.islower():
        return not opening and len(following) < _LOOK_AHEAD
    if stop["close"] and _is_cue_clause(words):
        return False
    if stop["mark"] != ".":
        return True
    before = _WORD_BEFORE.search(text, max(sentence_start, stop.start() - _LOOK_BACK), stop.start())
    if before is None or (stop["close"] and not before.group().isupper()):
        return True
    return _full_stop_ends(before.group(), words, opening)


def _full_stop_ends(word: str, following: list[str], opening: str) -> bool:
    """Tell whether a full stop behind `word` ends the sentence, by what the word is and what follows."""
    plain = word.lower().replace(".", "")
    first = following[0] if following else ""
    starter = first.lower() in _STARTERS
    if plain in _BEFORE_NUMBER and opening.isdigit():
        return False
    if plain in _NEVER_LAST and word[0].isupper() | (plain in ("vs", "v", "al", "ca", "cf", "approx", "viz")):
        return False
    if "." in word and plain in _CLOCK:
        return opening.isalpha() and first.lower().rstrip(".") not in _AFTER_CLOCK
    if "." in word or len(word) == 1 or (word[0].isupper() and plain in _SELDOM_LAST) or plain == "pct":
        return starter and not (len(word) == 1 and first in ("I", "A"))
    return True


def _words(following: str) -> list[str]:
    match = _NEXT_WORDS.match(following.lstrip(_OPENERS))
    return match.group(1).replace(",", " ").split() if match else []


def _is_cue_clause(words: list[str]) -> bool:
    """Tell whether the words behind a closed quotation say who spoke: some names, then a cue."""
    for position, word in enumerate(words[:4]):
        if word.rstrip(".") in _CUES:
            return position > 0
        if not word[:1].isupper() or (position == 0 and word in ("The", "But", "And")):
            return False
    return False

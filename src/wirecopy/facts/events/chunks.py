"""A sentence in chunks: noun phrases, verb groups and the small words between them."""

from __future__ import annotations

from typing import Literal, NamedTuple

from wirecopy.facts.events.words import SentenceWords, wordset

ChunkKind = Literal["noun", "verb", "prep", "and", "who", "that", "mark", "quote", "other"]

_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS"))
_IN_NOUN = _NOUNS | {"JJ", "JJR", "JJS", "CD", "DT", "PDT", "PRP$", "$", "#", "POS", "FW", "WP$"}
_OPENS = frozenset(("DT", "PDT", "PRP$", "WP$", "PRP", "EX"))
_VERBS = frozenset(("VB", "VBD", "VBZ", "VBP", "VBN", "VBG"))
_BE = wordset("be is are was were been being am 's 're 'm")
_HAVE = wordset("have has had having 've")
DO = wordset("do does did")
_GET = wordset("get gets got getting")
_BE_OR_GET = _BE | _GET
_HELPERS = _BE_OR_GET | _HAVE | DO
NOT = frozenset(("not", "n't", "never", "neither", "nor"))
_THAT = wordset("that because while if although though whether unless whereas so but yet lest")
_QUOTES = frozenset('"“”„«»')
_MARKS = frozenset(",;:-–—()[]") | {"--", "---", ".", "!", "?", "…"}
_TIMES = wordset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year
    day night morning afternoon evening weekend overnight january february march april may june july august
    september october november december minute minutes hour hours days weeks months years
    """
)

_AT_LEAST = frozenset((("at", "least"), ("more", "than"), ("up", "to")))
_DAYS = wordset(
    """
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    """
)
_WHICH = wordset("last next this early late that earlier")
_POSSESSIVES = (("'s",), ("’s",))


class Chunk(NamedTuple):
    """Words `[first, last)` that belong together; `head` is the noun or main verb among them."""

    kind: ChunkKind
    first: int
    last: int
    head: int
    passive: bool = False
    modal: str = ""
    negated: bool = False
    to: bool = False
    finite: bool = False
    perfect: bool = False
    ongoing: bool = False
    gerund: bool = False
    reduced: bool = False
    time: bool = False


def chunked(words: SentenceWords) -> tuple[Chunk, ...]:
    """Return the chunks of a sentence, in order, every word in one of them."""
    chunks: list[Chunk] = []
    i = 0
    while i < len(words):
        chunk = _verb(words, i) or _noun(words, i) or _other(words, i)
        chunks.append(chunk)
        i = chunk.last
    return tuple(_settled(words, chunks))


def _other(words: SentenceWords, i: int) -> Chunk:
    low, tag = words.low[i], words.tags[i]
    kind: ChunkKind = "other"
    if low in _QUOTES or tag in ("``", "''"):
        kind = "quote"
    elif low in _MARKS:
        kind = "mark"
    elif tag in ("WDT", "WP", "WRB", "WP$") or (low == "that" and tag == "WDT"):
        kind = "who"
    elif low in ("and", "or", "nor", "&") or (tag == "CC" and low not in _THAT):
        kind = "and"
    elif low in _THAT:
        kind = "that"
    elif tag in ("IN", "TO"):
        kind = "prep"
    return Chunk(kind, i, i + 1, i)


def _noun(words: SentenceWords, i: int) -> Chunk | None:
    tag = words.tags[i]
    if tag in ("PRP", "EX"):
        return Chunk("noun", i, i + 1, i)
    if words.low[i : i + 2] in _AT_LEAST and "CD" in words.tags[i + 2 : i + 4]:  # "more than a thousand people"
        found = _noun(words, i + 2)
        return found._replace(first=i) if found is not None else None
    participle = tag in ("VBN", "VBG") and i and i + 1 < len(words) and _modifies(words, i)
    if (tag not in _IN_NOUN or tag == "POS") and not participle:
        return None
    end, head = i, -1
    while end < len(words):
        tag = words.tags[end]
        if end > i and tag in _OPENS and words.tags[end - 1] not in ("PDT", "DT", "CD"):
            break
        if head >= 0 and words.low[end] in _DAYS and words.low[end + 1 : end + 2] not in _POSSESSIVES:
            break
        if head >= 0 and words.low[end] in _WHICH and words.low[end + 1 : end + 2] and words.low[end + 1] in _TIMES:
            break
        if tag in _IN_NOUN or (words.low[end] in ("'s", "'", "’") and head >= 0):
            if tag in _NOUNS or (tag == "CD" and head < 0):
                head = end
        elif not (tag in ("VBN", "VBG", "RB", "RBS") and end > i and _modifies(words, end)):
            break
        end += 1
    if head < 0:
        head = end - 1
    time = words.low[head] in _TIMES and words.low[i] not in ("his", "her", "their", "its")
    return Chunk("noun", i, end, head, time=time)


def _modifies(words: SentenceWords, i: int) -> bool:
    """Tell a participle or adverb inside a noun phrase: "the declined invitation", "increasingly assertive moves"."""
    before = words.tags[i - 1] if i else ""
    if before not in ("DT", "JJ", "PRP$", "POS", "CD", "RB", "RBS"):
        return False
    for j in range(i + 1, min(i + 3, len(words))):
        tag = words.tags[j]
        if tag in _NOUNS:
            return before != "RB" or words.tags[i] == "VBN"
        if tag not in ("JJ", "VBN", "VBG", "NN"):
            return False
    return False


def _verb(words: SentenceWords, i: int) -> Chunk | None:
    tags, low = words.tags, words.low
    at, to = i, False
    if low[i] == "to":
        at = _past_adverbs(words, i + 1)
        if at >= len(words) or tags[at] not in ("VB", "VBP"):
            return None
        to = True
    elif tags[i] not in _VERBS and tags[i] != "MD":
        return None
    aux: list[str] = []
    modal, negated, first = "", _negated_before(words, i) or any(low[k] in NOT for k in range(i, at)), at
    while at < len(words):
        following = _past_adverbs(words, at + 1)
        goes_on = (
            following < len(words)
            and tags[following] in _VERBS
            and (low[following] not in ("'s",) or tags[following] != "POS")
        )
        helper = tags[at] == "MD" or low[at] in _HELPERS
        if not (helper and goes_on):
            break
        negated = negated or any(low[k] in NOT for k in range(at + 1, following))
        if tags[at] == "MD":
            modal = {"'ll": "will", "wo": "will", "ca": "can"}.get(low[at], low[at])
        else:
            aux.append(low[at])
        at = following
    return _group(words, (i, first, at), aux, modal=modal, negated=negated, to=to)


def _negated_before(words: SentenceWords, i: int) -> bool:
    """Tell whether an adverb right before a verb denies it: "police never arrested them"."""
    first = i
    while first and words.tags[first - 1] in ("RB", "RBR"):
        first -= 1
    adverbs = words.low[first:i]
    return any(word in NOT for word in adverbs) and "only" not in adverbs  # "not only condemned it but ..."


def _group(
    words: SentenceWords, where: tuple[int, int, int], aux: list[str], *, modal: str, negated: bool, to: bool
) -> Chunk:
    first, opening, main = where
    tag = words.tags[main]
    last = aux[-1] if aux else ""
    passive = last in _BE_OR_GET and tag in ("VBN", "VBD")
    bare = not aux and not modal and not to
    behind = main + 1
    if behind < len(words) and words.low[behind] in ("not", "n't") and not bare:
        negated = True
    finite = bool(modal) or words.tags[opening] in ("VBD", "VBZ", "VBP") or (bare and tag == "MD")
    return Chunk(
        "verb", first, main + 1, main, passive=passive, modal=modal, negated=negated, to=to, finite=finite and not to,
        perfect=any(a in _HAVE for a in aux), ongoing=tag == "VBG" and last in _BE, gerund=bare and tag == "VBG",
        reduced=bare and tag == "VBN",
    )  # fmt: skip


def _past_adverbs(words: SentenceWords, i: int) -> int:
    while i < len(words) and (words.tags[i] in ("RB", "RBR") or words.low[i] in NOT):
        i += 1
    return i


def _settled(words: SentenceWords, chunks: list[Chunk]) -> list[Chunk]:
    """Return the chunks with participles read right that stand alone: an active past, or "the man arrested by"."""
    finite = sum(chunk.finite for chunk in chunks if chunk.kind == "verb")
    settled = []
    for n, chunk in enumerate(chunks):
        if chunk.kind == "verb" and chunk.reduced:
            behind = chunks[n + 1] if n + 1 < len(chunks) else None
            active = behind is not None and behind.kind == "noun" and not behind.time
            before = chunks[n - 1].kind if n else "mark"
            if (active or not finite) and before in ("noun", "other", "and", "mark"):
                by = any(words.low[c.first] == "by" for c in chunks[n + 1 : n + 4])
                if not by:
                    chunk = Chunk("verb", chunk.first, chunk.last, chunk.head, finite=True)
                    finite += 1
        settled.append(chunk)
    return settled

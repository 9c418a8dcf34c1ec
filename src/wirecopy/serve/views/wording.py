"""The words the views use for what the tables hold: letters and names, kinds, shares, times, sources."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wirecopy.serve.views.story import Member
from wirecopy.text.safe_text import clipped, in_line, visible
from wirecopy.types import Article, Edit, Origin, Reason

NAME_LIMIT = 60
"""A longer outlet or file name is shown by its two ends."""

SHORT_ID = 10
"""Letters of an id: in a base of ten million pages one in a hundred thousand shares them with another."""

LETTERS_LIMIT = 12
"""Of the copies that agree, this many are named."""

_KIND_WORDS = {
    "quote_altered": "altered quotation", "own_title": "own headline", "nav": "navigation",
    "paragraph_added": "passage added", "paragraph_dropped": "passage dropped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Handle:
    """What a view calls one article of a story: a letter, unique in the story, and a name."""

    letter: str
    name: str

    def __str__(self) -> str:
        return f"{self.letter} {self.name}"


@dataclass(frozen=True, slots=True)
class StyleHabit:
    """How often one copy writes one thing in another style: `abbreviation`, `U.S.`, `US`, 11."""

    kind: str
    base: str
    text: str
    count: int


@dataclass(frozen=True, slots=True)
class Source:
    """One origin of a story as readers see it: its rows brought together."""

    origin_id: str
    kind: str
    name: str
    confidence: float
    depends_on: str | None
    reasons: tuple[Reason, ...]
    article_ids: tuple[str, ...]
    partner: str = ""
    """Of a source that may depend on another: which of the list that is, with its name."""


def kind_words(kind: str) -> str:
    """Return an edit's or a span's kind as a reader would say it.

    >>> kind_words("paragraph_added"), kind_words("quote_altered")
    ('passage added', 'altered quotation')
    """
    return _KIND_WORDS.get(kind, kind.replace("_", " "))


def event_words(kind: str) -> str:
    """Return an event's type, and its mode where it has one, as a reader would say it.

    >>> event_words("CONSULT visit"), event_words("MAKE_STATEMENT")
    ('Consult visit', 'Make statement')
    """
    return kind.replace("_", " ").capitalize()


def kind_count(number: int, kind: str) -> str:
    """Return the number of edits of a kind, in words (`kind` as `kind_words` says it).

    >>> kind_count(1, "passage dropped"), kind_count(6, "passage dropped"), kind_count(2, "name")
    ('1 passage dropped', '6 passages dropped', '2 names')
    """
    noun, space, rest = kind.partition(" ") if kind.endswith(("added", "dropped", "moved")) else (kind, "", "")
    return f"{count(number, noun)}{space}{rest}"


def short_id(page_id: str) -> str:
    """Return the beginning of a page's id that tells it from the others of its base; commands take it for the id.

    >>> short_id("p_kkm1f7hf7otqubhu")
    'p_kkm1f7hf'
    """
    return page_id[:SHORT_ID]


def letter(number: int) -> str:
    """Return the letter of the copy with that number, from 0.

    >>> [letter(n) for n in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(65 + rest) + found
    return found


def handles(members: Sequence[Member]) -> dict[str, Handle]:
    """Return what to call each article of a story, by id: the letter tells two of one outlet apart."""
    return {m.article.article_id: Handle(letter(i), _name(m)) for i, m in enumerate(members)}


def letters(found: Iterable[Handle]) -> str:
    """Return the letters of some copies, and how many more there are.

    >>> letters(Handle(letter(n), "") for n in range(15))
    'A B C D E F G H I J K L and 3 more'
    """
    letters_shown = sorted((handle.letter for handle in found), key=lambda letter: (len(letter), letter))
    more = f" and {len(letters_shown) - LETTERS_LIMIT:,} more" if len(letters_shown) > LETTERS_LIMIT else ""
    return " ".join(letters_shown[:LETTERS_LIMIT]) + more


def texts(members: Sequence[Member]) -> tuple[tuple[Member, ...], ...]:
    """Return the members text by text: each family whole, canonical article first, and each lone article."""
    groups: dict[str, list[Member]] = {}
    for member in members:
        key = member.family.family_id if member.family else member.article.article_id
        groups.setdefault(key, []).append(member)
    return tuple(tuple(sorted(group, key=lambda m: not m.is_canonical)) for group in groups.values())


def share(value: float | None) -> str:
    """Return a share in whole per cent, never rounded up to all or down to nothing.

    >>> share(0.999), share(1.0), share(0.001), share(None)
    ('99 %', '100 %', '1 %', '')
    """
    if value is None:
        return ""
    percent = round(100 * value)
    if percent >= 100 > 100 * value:
        percent = 99
    return f"{max(percent, 1) if value > 0 else 0} %"


def moment(stated: str | None) -> str:
    """Return a stated time as a reader sees it.

    >>> moment("2023-05-30T20:01:00+05:30"), moment("2023-05-30"), moment(None)
    ('2023-05-30 20:01 +05:30', '2023-05-30', '')
    """
    if not stated:
        return ""
    day, rest = visible(stated[:10]), visible(stated[11:])
    if stated[10:11] != "T":
        return visible(stated)
    cut = max(rest.find("+"), rest.find("-"), rest.find("Z"))
    clock, zone = (rest[:cut], rest[cut:]) if cut >= 0 else (rest, "")
    return f"{day} {clock[:5]} {'UTC' if zone in ('Z', '+00:00') else zone}".strip()


def words(article: Article) -> int:
    """Return how many words the article's body has."""
    return len(article.body.split())


def changed(edits: Sequence[Edit], base: Article | None, article: Article) -> list[str]:
    """Return what a copy changed in substance, a phrase for each kind, most first; last, how it ends before the text
    it is held against, or goes on behind it.

    >>> from wirecopy.trace import collate, load_tables, prepare
    >>> full = Article.of_text("a", "It sails.\\nOle Brand waits.\\nSix are aboard.")
    >>> short = Article.of_text("b", "It sails.\\nSix are aboard.")
    >>> cut = Article.of_text("c", "It sails.\\nOle Brand waits.")
    >>> one, *others = (prepare(article, load_tables()) for article in (full, short, cut))
    >>> [changed(collate(one, other, "f").edits, full, text) for other, text in zip(others, (short, cut))]
    [['1 passage dropped'], ['cut after 5 words']]
    """
    last = _last(edits, base, article) if base else None
    counts = Counter(kind_words(edit.kind) for edit in edits if edit.substantive and edit is not last)
    phrases = [kind_count(n, kind) for kind, n in sorted(counts.items(), key=lambda row: (-row[1], row[0]))]
    if last and last.kind == "paragraph_dropped":
        phrases.append(f"cut after {count(words(article), 'word')}")
    elif last:
        phrases.append(f"adds {count(len(last.text.split()), 'word')} at the end")
    return phrases


def _last(edits: Iterable[Edit], base: Article, article: Article) -> Edit | None:
    """Return the edit by which one of two texts ends before the other; null where none does."""
    for edit in edits:
        if edit.kind == "paragraph_dropped" and edit.base_end == _end(base):
            return edit
        if edit.kind == "paragraph_added" and edit.end == _end(article):
            return edit
    return None


def _end(article: Article) -> int:
    """Return where the words of a body end on its page."""
    return article.body_spans[-1].end - len(article.body) + len(article.body.rstrip()) if article.body_spans else 0


def style_habits(edits: Iterable[Edit]) -> tuple[StyleHabit, ...]:
    """Return the style edits counted by what stands for what, commonest kind first, then commonest edit."""
    style = [(edit.kind, in_line(edit.base_text), in_line(edit.text)) for edit in edits if not edit.substantive]
    of_kind = Counter(kind for kind, _, _ in style)
    rows = sorted(Counter(style).items(), key=lambda row: (-of_kind[row[0][0]], row[0][0], -row[1], row[0]))
    return tuple(StyleHabit(kind, base, text, count) for (kind, base, text), count in rows)


def sources(origins: Iterable[Origin]) -> tuple[Source, ...]:
    """Return the origins of a story, each once with all its articles and reasons: independent ones first."""
    grouped: dict[str, list[Origin]] = {}
    for origin in origins:
        grouped.setdefault(origin.origin_id, []).append(origin)
    found = [_source(rows) for rows in grouped.values()]
    found.sort(key=lambda s: (s.depends_on is not None, -len(s.article_ids), s.origin_id))
    called = {s.origin_id: f"{n} ({clipped(s.name, NAME_LIMIT)})" for n, s in enumerate(found, 1)}
    return tuple(replace(s, partner=called.get(s.depends_on, "another")) if s.depends_on else s for s in found)


def inferred_source(members: Sequence[Member]) -> str:
    """Return what to call the text that copies of a family come from and that is not among the pages."""
    agencies = Counter(m.article.agency for m in members if m.article.agency)
    if not agencies:
        return "a text not among the pages"
    agency = min(agencies, key=lambda name: (-agencies[name], name))
    return f"{clipped(in_line(agency), NAME_LIMIT)}, inferred"


def descent(members: Sequence[Member]) -> str | None:
    """Return one sentence on which copies are known to come from which, null where there is one article."""
    copies = [m for m in members if m.family is not None]
    if len(copies) < 2:
        return None
    undecided = sum(m.family is not None and m.family.parent_confidence is None for m in copies)
    if undecided == len(copies):
        return "Which copy came first is undecided: nothing on the pages settles it."
    if not undecided:
        return None
    return f"For {undecided} of {len(copies)} copies it is undecided which text they were taken from."


def versions(members: Sequence[Member], handles: dict[str, Handle]) -> str | None:
    """Return one sentence on the versions of a text in order, with who carries each; null where one is known."""
    carried: dict[int, list[Handle]] = {}
    for member in members:
        if member.family is not None and member.family.version is not None:
            carried.setdefault(member.family.version, []).append(handles[member.article.article_id])
    if len(carried) < 2:
        return None
    each = (f"{number}: {letters(carried[number])}" for number in sorted(carried))
    return f"The text ran in {len(carried)} versions. {'; '.join(each)}."


def _source(rows: list[Origin]) -> Source:
    first = rows[0]
    reasons = tuple(dict.fromkeys(reason for row in rows for reason in row.reasons))
    return Source(
        origin_id=first.origin_id,
        kind=first.kind,
        name=visible(first.name) if first.name else "not named",
        confidence=first.confidence,
        depends_on=first.depends_on,
        reasons=reasons,
        article_ids=tuple(sorted({row.article_id for row in rows})),
    )


def _name(member: Member) -> str:
    return clipped(in_line(member.name) or member.article.article_id, NAME_LIMIT)


def count(number: int, noun: str) -> str:
    """Return the number with its noun in the right form.

    >>> count(1, "copy"), count(1200, "copy"), count(0, "origin")
    ('1 copy', '1,200 copies', '0 origins')
    """
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun[:-1]}ies" if noun.endswith("y") else f"{number:,} {noun}s"


def period(start: str | None, end: str | None) -> str:
    """Return days as a reader writes them: a day, a month, a year, or the first and the last day.

    >>> period("2022-01-01", "2022-12-31"), period("2022-06-01", "2022-06-30"), period("2022-06-01", "2022-06-03")
    ('2022', '2022-06', '2022-06-01 to 2022-06-03')
    """
    if start is None or end is None or start == end:
        return start or (f"by {end}" if end else "")
    if (start[4:], end[4:]) == ("-01-01", "-12-31"):
        return start[:4] if start[:4] == end[:4] else f"{start[:4]} to {end[:4]}"
    whole = start[:8] == end[:8] and start.endswith("-01") and end == _last_of(start)
    return start[:7] if whole else f"{start} to {end}"


def _last_of(day: str) -> str | None:
    """Return the last day of an ISO day's month; None where it is no day."""
    try:
        first = date.fromisoformat(day)
    except ValueError:
        return None
    return first.replace(day=monthrange(first.year, first.month)[1]).isoformat()

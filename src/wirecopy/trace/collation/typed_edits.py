"""A stretch put in the place of another, inside sentences that answer each other, cut into typed edits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from wirecopy.edit_kinds import EditKind
from wirecopy.trace.collation.gap import Gap, Pair, alike_edits, same_said, trimmed
from wirecopy.trace.collation.house_style import (
    GLYPH_KINDS,
    BodyStretch,
    Draft,
    fine_parts,
    is_glyph,
    style_edits,
    without_common_ends,
)
from wirecopy.trace.collation.substance_tokens import (
    Weighty,
    has_denied_clause,
    is_capital,
    is_content,
    is_date_word,
    is_title,
    opens_name,
    paired,
    weighty_things,
)
from wirecopy.trace.collation.token_layout import Strip

_CLAUSE_WORDS = 4  # from so many words on, what came or went is a clause and one edit
_ATTRIBUTION_WORDS = 6  # ", police said on Monday": who said it, and no more
_REPLACED_WORDS = 4
_PHRASE_TOKENS = 2
_REWRITTEN_TOKENS = 9


def reworded(pair: Pair, gap: Gap) -> Iterator[Draft]:
    """Yield the typed edits of one gap: weighty changes each by itself, words last."""
    styled = _styled(pair, gap)
    if styled is not None:
        yield from styled
    elif gap.one_sided:
        yield from _came_or_went(pair, gap)
    else:
        yield from _replaced(pair, gap)


def _replaced(pair: Pair, gap: Gap) -> Iterator[Draft]:
    ours = weighty_things(pair.base, gap.i1, gap.i2)
    theirs = weighty_things(pair.copy, gap.j1, gap.j2)
    for part in _before_name(pair, gap, ours, theirs):
        rest, alike = trimmed(pair.base, pair.copy, part)
        yield from alike_edits(pair, alike)
        if rest.i1 < rest.i2 or rest.j1 < rest.j2:
            yield from reworded(pair, rest)
        gap = replace(gap, i1=part.i2, j1=part.j2)
        ours, theirs = weighty_things(pair.base, gap.i1, gap.i2), weighty_things(pair.copy, gap.j1, gap.j2)
    if _rewritten(pair, gap):
        yield pair.draft("word", gap)
        return
    i, j = gap.i1, gap.j1
    left, right = 0, 0
    for a, b in paired(ours, theirs):
        at_a, at_b = ours.index(a), theirs.index(b)
        yield from _edits_between(pair, Gap(i, a.first, j, b.first), ours[left:at_a], theirs[right:at_b])
        yield from _exchanged(pair, a, b)
        i, j, left, right = a.last, b.last, at_a + 1, at_b + 1
    yield from _edits_between(pair, Gap(i, gap.i2, j, gap.j2), ours[left:], theirs[right:])


def _before_name(pair: Pair, gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> Iterator[Gap]:
    """Yield the clause before a name that both texts have, where the gap ends with what one alone has of that name.

    So in "with [President Ann] Roe" and "at the palace with Roe".
    """
    one, other = opens_name(pair.base, ours, gap.i2), opens_name(pair.copy, theirs, gap.j2)
    if one and not other and gap.j2 - gap.j1 >= _CLAUSE_WORDS:
        yield replace(gap, i2=ours[-1].first)
    elif other and not one and gap.i2 - gap.i1 >= _CLAUSE_WORDS:
        yield replace(gap, j2=theirs[-1].first)


def _rewritten(pair: Pair, gap: Gap) -> bool:
    """Tell whether one clause stands where another stood: of so many words none answers one of the other side."""
    lengths = gap.i2 - gap.i1, gap.j2 - gap.j1
    if min(lengths) < _REPLACED_WORDS or max(lengths) < _REWRITTEN_TOKENS:
        return False
    ours, theirs = (
        {text.keys[i] for i in range(first, last) if is_content(text, i)}
        for text, first, last in ((pair.base, gap.i1, gap.i2), (pair.copy, gap.j1, gap.j2))
    )
    return ours.isdisjoint(theirs)


def _edits_between(pair: Pair, gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> Iterator[Draft]:
    """Yield the edits between two weighty things that have counterparts."""
    if gap.one_sided and (ours or theirs):
        yield from _came_or_went(pair, gap, _REWRITTEN_TOKENS)
    else:
        yield from _segment(pair, gap, ours, theirs)


def _segment(pair: Pair, gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> Iterator[Draft]:
    """Yield the edits of a stretch in which no weighty thing has a counterpart."""
    whole = _is_clause(gap, ours, theirs) or _is_phrase(gap, ours, theirs) or _gave_way(pair, gap, ours, theirs)
    only = "word" if whole else _only_thing(gap, ours, theirs)
    if only is not None:
        yield pair.draft(only, gap)
        return
    ours, theirs = _with_small_words(pair.base, ours, gap.i1), _with_small_words(pair.copy, theirs, gap.j1)
    i, j = gap.i1, gap.j1
    for k, thing in enumerate(ours):
        yield from _words(pair, Gap(i, thing.first, j, theirs[0].first if k == 0 and theirs else j))
        j = theirs[0].first if k == 0 and theirs else j
        yield pair.draft(_kind(thing), Gap(thing.first, thing.last, j, j))
        i = thing.last
    for thing in theirs:
        yield from _words(pair, Gap(i, i, j, thing.first))
        yield pair.draft(_kind(thing), Gap(i, i, thing.first, thing.last))
        j = thing.last
    yield from _words(pair, Gap(i, gap.i2, j, gap.j2))


def _with_small_words(text: Strip, things: list[Weighty], first: int) -> list[Weighty]:
    """Return the things, a date with the preposition, a negation with the helping words, that came or went with it."""
    grown: list[Weighty] = []
    for thing in things:
        least = grown[-1].last if grown else first
        if thing.kind == "date" and thing.first > least and text.keys[thing.first - 1] in text.tables.prepositions:
            thing = replace(thing, first=thing.first - 1)
        while thing.kind == "negation" and thing.first > least and _helps(text, thing.first - 1):
            thing = replace(thing, first=thing.first - 1)
        grown.append(thing)
    return grown


def _is_clause(gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> bool:
    """Tell whether a few plain words gave way to a whole clause (or the reverse), which is one edit."""
    if ours and theirs:
        return False
    told, plain = gap.i2 - gap.i1, gap.j2 - gap.j1
    if theirs:
        told, plain = plain, told
    things = ours or theirs
    return told >= _REWRITTEN_TOKENS and plain * 2 <= told and all(t.kind not in ("negation", "mark") for t in things)


def _gave_way(pair: Pair, gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> bool:
    """Tell whether a clause that denies something gave way to small words ("and"), or the reverse."""
    if bool(ours) == bool(theirs):
        return False
    full, small = (pair.base, gap.i1, gap.i2), (pair.copy, gap.j1, gap.j2)
    if theirs:
        full, small = small, full
    bare = not any(is_content(small[0], i) for i in range(small[1], small[2]))
    return bare and has_denied_clause(*full, ours or theirs)


def _is_phrase(gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> bool:
    """Tell whether one phrase stands for another ("Roe and Poe", "the two ministers"), which is one edit."""
    if min(gap.i2 - gap.i1, gap.j2 - gap.j1) < _PHRASE_TOKENS:
        return False
    things = [*ours, *theirs]
    return bool(things) and all(thing.kind != "mark" for thing in things)


def _only_thing(gap: Gap, ours: list[Weighty], theirs: list[Weighty]) -> EditKind | None:
    """Return the kind of "dozens" -> "24": a thing that is all of one side, a few plain words the other."""
    if gap.one_sided or len(ours) + len(theirs) != 1:
        return None
    thing = (ours or theirs)[0]
    length, other = gap.i2 - gap.i1, gap.j2 - gap.j1
    if theirs:
        length, other = other, length
    fits = thing.last - thing.first == length and other <= _REPLACED_WORDS
    return _kind(thing) if fits and thing.kind not in ("mark", "honorific") else None


def _kind(thing: Weighty) -> EditKind:
    return "quotation_mark" if thing.kind == "mark" else thing.kind


def _exchanged(pair: Pair, a: Weighty, b: Weighty) -> Iterator[Draft]:
    """Yield the edit that puts one weighty thing in the place of another of its class."""
    titles_a, titles_b = _honorifics(pair.base, a), _honorifics(pair.copy, b)
    if a.kind == b.kind == "name" and bool(titles_a) != bool(titles_b):  # "Mr. Roe" -> "Poe"
        yield pair.draft("honorific", Gap(a.first, a.first + titles_a, b.first, b.first + titles_b))
        a, b = replace(a, first=a.first + titles_a), replace(b, first=b.first + titles_b)
    gap = Gap(a.first, a.last, b.first, b.last)
    cut, alike = trimmed(pair.base, pair.copy, gap)
    if a.kind == b.kind == "name" and cut.one_sided and (cut.i1, cut.j1) == (gap.i1, gap.j1) and a.key != b.key:
        yield from alike_edits(pair, alike)  # "US President Ann Roe" -> "Roe"
        yield pair.draft("name", cut)
        return
    base, copy = pair.places(gap)
    if a.key == b.key:
        if base.surface != copy.surface:
            yield from style_edits(base, copy, a.key, pair.base.tables)
        return
    kind = _kind(a)
    tables = pair.base.tables
    if a.kind == "honorific" and a.key in tables.titles and b.key in tables.titles:
        kind = "word"  # another office is another fact
    if a.kind == "date" or (a.kind == "number" and base.surface[0].isdecimal() == copy.surface[0].isdecimal()):
        base, copy = _narrowed(base, copy)
    yield Draft(kind, base.stretch, copy.stretch)


def _honorifics(text: Strip, thing: Weighty) -> int:
    """Return how many honorifics a name begins with, when more follows."""
    count = 0
    while thing.first + count < thing.last - 1 and text.keys[thing.first + count] in text.tables.honorifics:
        count += 1
    return count


def _narrowed(base: BodyStretch, copy: BodyStretch) -> tuple[BodyStretch, BodyStretch]:
    """Return the parts of two quantities that differ: "5 percent" -> "6 percent" is "5" -> "6"."""
    if any(part.surface.isalpha() for part in fine_parts(base)[:1]) and not is_capital(base.surface):
        return base, copy
    return without_common_ends(base, copy)


def _came_or_went(pair: Pair, gap: Gap, clause_words: int = _CLAUSE_WORDS) -> Iterator[Draft]:
    """Yield the edits of what only one text has; from `clause_words` words on it is a clause and one edit."""
    text, first, last = pair.side(gap)
    things = [t for t in weighty_things(text, first, last) if t.kind != "mark"]
    kinds = {thing.kind for thing in things}
    words = sum(not is_glyph(surface) for surface in text.surfaces[first:last])
    covered = {i for thing in things for i in range(thing.first, thing.last)}
    plain = sum(is_content(text, i) for i in range(first, last) if i not in covered)
    if not plain and len(kinds) == 1:
        yield pair.draft(_kind(things[0]), gap)
    elif "attribution" in kinds and words <= _ATTRIBUTION_WORDS:
        yield pair.draft("attribution", gap)
    elif has_denied_clause(text, first, last, things):
        yield pair.draft("word", gap)
    elif words < clause_words or ("negation" in kinds and words <= _CLAUSE_WORDS):
        things = weighty_things(text, first, last)
        yield from _segment(pair, gap, *((things, []) if gap.i1 < gap.i2 else ([], things)))
    else:
        yield pair.draft("word", gap)


def _helps(text: Strip, i: int) -> bool:
    return text.surfaces[i][0].isalnum() and text.keys[i] in text.tables.function_words


def _words(pair: Pair, gap: Gap) -> Iterator[Draft]:
    """Yield the edits of a stretch with nothing weighty in it."""
    gap, alike = trimmed(pair.base, pair.copy, gap)
    yield from alike_edits(pair, alike)
    if gap.i1 == gap.i2 and gap.j1 == gap.j2:
        return
    styled = _styled(pair, gap)
    if styled is not None:
        yield from styled
    elif _negates(pair, gap):
        yield pair.draft("negation", gap)
    elif gap.one_sided and _dates_nearer(pair, gap):
        yield pair.draft("date", gap)
    else:
        yield pair.draft("word", gap)


def _dates_nearer(pair: Pair, gap: Gap) -> bool:
    text, first, last = pair.side(gap)
    return last - first == 1 and text.keys[first] in text.tables.temporal and is_date_word(text, last)


def _negates(pair: Pair, gap: Gap) -> bool:
    """Tell whether one word is the other with a negative beginning ("lawful", "unlawful")."""
    if gap.i2 - gap.i1 != 1 or gap.j2 - gap.j1 != 1:
        return False
    short, long = sorted((pair.base.keys[gap.i1], pair.copy.keys[gap.j1]), key=len)
    return any(long == prefix + short for prefix in pair.base.tables.negative_prefixes)


def _styled(pair: Pair, gap: Gap) -> list[Draft] | None:
    """Return the edits of a gap that house style alone explains, or None."""
    if _all_glyphs(pair, gap):
        return list(_punctuation(pair, gap))
    kind = _dropped_style(*pair.side(gap)) if gap.one_sided else same_said(pair, gap)
    return None if kind is None else [pair.draft(kind, gap)]


def _all_glyphs(pair: Pair, gap: Gap) -> bool:
    surfaces = [*pair.base.surfaces[gap.i1 : gap.i2], *pair.copy.surfaces[gap.j1 : gap.j2]]
    return all(is_glyph(surface) for surface in surfaces)


def _punctuation(pair: Pair, gap: Gap) -> Iterator[Draft]:
    """Yield one edit per mark, marks paired from the left."""
    ours, theirs = gap.i2 - gap.i1, gap.j2 - gap.j1
    for k in range(max(ours, theirs)):
        i, j = gap.i1 + min(k, ours), gap.j1 + min(k, theirs)
        part = Gap(i, i + (k < ours), j, j + (k < theirs))
        yield pair.draft(_mark_kind(pair, part), part)


def _mark_kind(pair: Pair, gap: Gap) -> EditKind:
    ours = set(pair.base.keys[gap.i1 : gap.i2])
    theirs = set(pair.copy.keys[gap.j1 : gap.j2])
    if '"' in ours | theirs:
        return "quotation_mark" if ours | theirs <= {'"', "'"} else "punctuation"
    if gap.one_sided:
        text, first, _ = pair.side(gap)
        if text.keys[first] == "." and _ends_initial(text, first):
            return "abbreviation"
        return GLYPH_KINDS.get(text.keys[first], "punctuation")
    return "punctuation"


def _ends_initial(text: Strip, stop: int) -> bool:
    if not stop or text.spaced[stop]:
        return False
    before = text.surfaces[stop - 1]
    return (len(before) == 1 and before.isupper()) or before in text.tables.short


def _dropped_style(text: Strip, first: int, last: int) -> EditKind | None:
    """Return the house style that leaves these words out, or None."""
    keys = text.keys[first:last]
    if last - first == 1 and is_date_word(text, last):
        if keys[0] in text.tables.prepositions:
            return "preposition"
        if keys[0] in text.tables.near_days and text.keys[last] in text.tables.weekdays:
            return "date_form"
    words = [i for i in range(first, last) if not is_glyph(text.surfaces[i])]
    if words and last < len(text) and is_capital(text.surfaces[last]) and _all_titles(text, words):
        return "honorific"
    return None


def _all_titles(text: Strip, words: list[int]) -> bool:
    if all(is_title(text, i) for i in words):
        return True
    return tuple(text.keys[i] for i in words) in text.tables.two_word_titles

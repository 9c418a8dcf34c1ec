"""The headline among the titles that an HTML page states and shows: where each stands and who agrees with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from wirecopy.clean.html.trait_weights import trait_weights
from wirecopy.clean.site_names import MIN_LETTERS, is_site, letters, title_parts, without_site

FILE = "titles.tsv"
FEW_WORDS = (1, 2)
"""Up to how many words a title counts as a name, and as short."""
CUT = ", cut"
AGREED, LEADING = "agreed", "leading"
BOTH = "linked = shared"
_STATED = ("linked", "shared", "card")
"""Where a page states its title for others to show."""
_WEIGHTY = ("heading", "linked", "shared")
"""Of these places it counts which agree."""


class PageTitle(NamedTuple):
    """A title and where it stands: `heading` (first level), `linked` (JSON-LD), `shared`, `card`, `document`.

    `agreed` is the heading of any level that a stated title is, or is in part; `leading` that of the first level which
    has running text under it.
    """

    place: str
    text: str


class LikelyTitle(NamedTuple):
    """What may be the headline, and what speaks for and against it."""

    text: str
    traits: frozenset[str]


def likeliest(titles: Sequence[PageTitle], names: frozenset[str]) -> str | None:
    """Return the likeliest headline, given the names of the site; null where there is no title at all.

    A heading that a stated title agrees with goes before one that no statement has, and before a title it is part
    of unless that is stated twice over. Where no title is stated, that with running text under it goes first.

    >>> told = [PageTitle("shared", "Ferry to close - The Herald"), PageTitle("heading", "Ferry to close")]
    >>> likeliest(told, frozenset())
    'Ferry to close'
    """
    likely = candidates([title for title in titles if title.place not in (AGREED, LEADING)], names)
    if not likely:
        return None
    weights = trait_weights(FILE)
    best = max(likely, key=lambda candidate: sum([weights.get(trait, 0.0) for trait in candidate.traits]))
    agreed, leading = (
        next((title.text for title in titles if title.place == place and not is_site(title.text, names)), None)
        for place in (AGREED, LEADING)
    )
    unstated = best.traits.isdisjoint(_STATED)
    if agreed and (unstated or (_is_part(agreed, best) and BOTH not in best.traits)):
        return agreed
    return leading if leading and unstated and "document" not in best.traits else best.text


def _is_part(heading: str, title: LikelyTitle) -> bool:
    return letters(heading) in map(letters, title_parts(title.text))


def candidates(titles: Sequence[PageTitle], names: frozenset[str]) -> list[LikelyTitle]:
    """Return every title once, and without the site's name where it has it, with what is known of each."""
    shown: dict[str, str] = {}
    places: dict[str, set[str]] = {}
    tailed: set[str] = set()
    for place, text in _placed(titles):
        own, bare = letters(text), without_site(text, names)
        for key, title, where in ((own, text, place), (letters(bare), bare, place + CUT)):
            if key and (title is text or key != own):
                shown.setdefault(key, title)
                places.setdefault(key, set()).add(where)
        if letters(bare) != own:
            tailed.add(own)
    return [
        LikelyTitle(text, frozenset(_traits(key, text, places[key], shown, names=names, tailed=key in tailed)))
        for key, text in shown.items()
    ]


def _placed(titles: Iterable[PageTitle]) -> list[PageTitle]:
    """Return the titles, each heading marked as the only one, the first or a later one."""
    distinct = list(dict.fromkeys(titles))
    headings = [title for title in distinct if title.place == "heading"]
    if len(headings) < 2:
        return distinct
    rest = [title for title in distinct if title.place != "heading"]
    return [
        PageTitle("first heading", headings[0].text),
        *(PageTitle("later heading", heading.text) for heading in headings[1:]),
        *rest,
    ]


def _traits(
    key: str, text: str, places: set[str], shown: Mapping[str, str], *, names: frozenset[str], tailed: bool
) -> Iterable[str]:
    """Yield what is known of a title among all of its page."""
    kinds = sorted({place.removesuffix(CUT) for place in places})
    yield from kinds
    weighty = sorted({*_WEIGHTY} & {kind.split()[-1] for kind in kinds})
    yield from (f"{first} = {second}" for first, second in combinations(weighty, 2))
    if all(place.endswith(CUT) for place in places):
        yield "is cut"
    if tailed:
        yield "has the site's name"
    if is_site(text, names):
        yield "is the site"
    words = len(text.split())
    yield from (f"up to {count} words" for count in FEW_WORDS if words <= count)
    others = [second for second in shown if second != key and len(second) >= MIN_LETTERS]
    yield from {"ends another" for second in others if second.endswith(key)}
    yield from {"begins another" for second in others if second.startswith(key)}
    yield from {"ends with another" for second in others if key.endswith(second)}
    yield from {"begins with another" for second in others if key.startswith(second)}

"""Whom the source of an HTML page states as its authors: in JSON-LD, meta tags, properties, links and boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wirecopy.clean.html.head import Tag, Tags, own_tags
from wirecopy.clean.html.linked_data import LinkedData
from wirecopy.languages.bylines import behind_by, byline_words

MAX_AUTHORS = 20
MAX_NAME = 120
MAX_BOX_WORDS = 12
MIN_HOST = 3  # letters of a host's name that may stand for the site in a name
_METAS = (
    "author", "authors", "articleauthor", "articleauthorname", "ogarticleauthor", "parselyauthor", "sailthruauthor",
    "byl", "byline", "dccreator", "dctermscreator", "citationauthor", "cxenseparseauthor", "authorname", "creator",
)  # fmt: skip
_LABELLED = tuple((f"twitterlabel{i}", f"twitterdata{i}") for i in (1, 2, 3))
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_WORD = re.compile(r"[^\W\d_]+")
_AUTHOR_WORDS = frozenset(
    ("author", "authors", "authorname", "byline", "bylines", "contributor", "contributors", "autor", "autora",
     "autores", "autoren", "autore", "autori", "auteur", "auteurs", "forfatter", "skribent")
)  # fmt: skip
_NO_AUTHOR_WORDS = frozenset(
    ("comment", "comments", "bio", "description", "about", "avatar", "image", "img", "photo", "picture", "icon",
     "social", "share", "date", "time", "title", "role", "job", "follow", "twitter", "label", "related", "teaser",
     "caption", "credit")
)  # fmt: skip
_AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:e|es|en|in)?|auteurs?|contributors?|journalists?|reporters?|columnists?|by)/[^/?#]",
    re.IGNORECASE,
)
_NAMED_BY = ("class", "id", "data-testid", "data-component", "data-qa")
"""Attributes that pages name their boxes by."""
_NO_NAME = re.compile(r"https?:|www\.|@|\d{4}|\d[:.]\d|^\W*$|^\(|\S:\s|\S:$")
_CONTROLS = frozenset(("input", "label", "button", "textarea"))
"""Tags that ask for a name and state none."""
_SLUG = re.compile(r"/([^\W\d_]{2,30}(?:-[^\W\d_]{2,30}){1,3})(?:\.\w{2,5})?/?(?:[?#]|$)")
"""The end of an address that is made of a name."""
_HOST = re.compile(r"^https?://(?:www\.)?|[/?#].*$")


class Authors(NamedTuple):
    """The names stated, where, and whether they are nobody but the site itself."""

    names: tuple[str, ...] = ()
    source: str | None = None
    house: bool = False


def stated_authors(
    linked: LinkedData, metas: Mapping[str, Sequence[str]], tags: Tags, site: Sequence[str | None]
) -> Authors:
    """Return who is stated as author, all of them; the site itself only where nobody else is.

    `metas` go by their names without signs; `site` holds the names and the address of the site. JSON-LD goes first;
    what properties, links and boxes by the headline name goes before meta tags, which often name the house everywhere.
    """
    own = _site_keys(site)
    shown = (_names_behind(read(tags), tags) for read in (_property_names, _linked_names, _boxed_names))
    marked = next(filter(None, (_people(names, own) for names in shown)), ())
    named = [_names(_names_behind(metas[name], tags), own) for name in _METAS if name in metas]
    named += [_names(metas[data], own) for label, data in _LABELLED if label in metas and data in metas]
    lists = [
        (_names(_names_behind(linked.authors, tags), own), "json-ld"),
        *((names, "meta") for names in named),
        (marked, "author tag"),
    ]
    stated = [Authors(names, source) for names, source in lists if names]
    others = [each for each in stated if not all(letters(name) in own for name in each.names)]
    if not others:
        return stated[0]._replace(house=True) if stated else Authors()
    first = others[0]
    if first.source == "meta" and marked and others[-1].names == marked and not _share(first.names, marked):
        first = others[-1]
    key_names = {letters(name) for name in first.names}
    fuller = [each for each in others if key_names < {letters(name) for name in each.names} and _written_alike(each)]
    return max(fuller, key=lambda each: len(each.names), default=first)


def _names_behind(names: Iterable[str], tags: Tags) -> list[str]:
    return [behind_by(name, tags.language) for name in names]


def letters(text: str) -> str:
    """Return the letters and digits of a text, without case.

    >>> letters("30 August 2023, 4:45pm")
    '30august2023445pm'
    """
    return "".join(sign for sign in text.lower() if sign.isalnum())


def _written_alike(authors: Authors) -> bool:
    """Whether all are written like people: names of several words, none a small one."""
    words = [name.split() for name in authors.names]
    return all(len(name) > 1 and not any(word.islower() for word in name) for name in words)


def _share(some: Iterable[str], others: Iterable[str]) -> bool:
    return not {letters(name) for name in some}.isdisjoint(letters(name) for name in others)


def _site_keys(site: Sequence[str | None]) -> frozenset[str]:
    """Return what the site is called: its publisher's name, its own, its host with and without what follows a dot."""
    keys: set[str] = set()
    for name in filter(None, site):
        host = _HOST.sub("", name)
        keys |= {letters(name), letters(host), letters(host.partition(".")[0])}
    return frozenset(key for key in keys if key)


def _names(stated: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    r"""Return the names in what is stated, without openers, addresses and the site behind a name.

    Of several lines a small word and a label are none; where one of them is stated by itself as well, it is the name.

    >>> _names(["All by\nJane Roe\non", "Jane Roe"], frozenset())
    ('Jane Roe',)
    """
    names: dict[str, str] = {}
    pieces = [text.split("\n") for text in stated]
    alone = {letters(lines[0]) for lines in pieces if len(lines) == 1}
    for lines in pieces:
        lone_lines = [line for line in lines if letters(line) in alone]
        for piece in lone_lines or [line for line in lines if not (line.islower() or line[-1:] == ":")] or lines[:1]:
            name = _bare(piece, site)
            if name and len(name) <= MAX_NAME and not _NO_NAME.search(name):
                names.setdefault(letters(name), name)
    whole = [name for key, name in names.items() if not any(key != other and key in other for other in names)]
    return tuple(whole)[:MAX_AUTHORS]


def _people(shown: Iterable[str], site: frozenset[str]) -> tuple[str, ...]:
    """Return the names in what tags show: what is written like a sentence ("See full bio") is none."""
    return tuple(name for name in _names(shown, site) if len(name.split()) == 1 or not name.split()[-1].islower())


def _bare(piece: str, site: frozenset[str]) -> str:
    name = piece.strip(" \t|/,;:·•–—-")
    first, _, rest = name.partition(" ")
    if first.lower() == "by" or (first.islower() and len(rest.split()) > 1 and rest[0].isupper()):
        name = rest
    parts = [part for part in name.split(", ") if not _of_site(part, site)]
    return ", ".join(parts) if parts and len(parts) < name.count(", ") + 1 else name


def _of_site(part: str, site: frozenset[str]) -> bool:
    """Whether a part of a stated name is the site, or a desk of it ("MDR THÜRINGEN" on mdr.de)."""
    return letters(part) in site or any(len(word) >= MIN_HOST and letters(word) in site for word in part.split()[:1])


def _property_names(tags: Tags) -> list[str]:
    """Return the names that properties of the page state as its author's."""
    authors = [
        tag
        for tag in tags.stating
        if "author" in tag.attributes.get("itemprop", "").lower().split() and tag.name not in _CONTROLS
    ]
    return [tag.stated or tag.shown for tag in own_tags(authors, tags)]


def _linked_names(tags: Tags) -> list[str]:
    """Return the names in links to an author: those by the headline, those elsewhere only if all are one."""
    links = [tag for tag in tags.stating if "author" in tag.attributes.get("rel", "").lower().split()]
    pages = [t for t in tags.stating if t.name == "a" and _AUTHOR_PAGE.search(t.attributes.get("href", "")[:500])]
    author_tags = own_tags(links, tags) or own_tags(pages, tags)
    return [shown for tag in author_tags if (shown := _named_link(tag, tags.language))]


def _named_link(tag: Tag, language: str | None) -> str | None:
    """Return the name in a link to an author's page; null where its address has another ("View all" to /jane-roe)."""
    words = tag.shown.split()
    by = [at for at, word in enumerate(words[:-1]) if word in byline_words(language).by]
    shown = " ".join(words[by[-1] + 1 :]) if by and len(words) <= MAX_BOX_WORDS else tag.shown
    slug = _SLUG.search(tag.attributes.get("href", "")[:500])
    parts = [word for word in _WORD.findall(shown.lower()) if len(word) >= MIN_HOST]
    if slug and shown.isascii() and parts and not any(word in letters(slug[1]) for word in parts):
        return None
    return shown


def _boxed_names(tags: Tags) -> list[str]:
    """Return the names in boxes by the headline that their class calls an author's: links first, else the first box."""
    boxes = own_tags([tag for tag in tags.stating if tag.shown and _is_author_box(tag)], tags)
    links = [tag.shown for tag in boxes if tag.name == "a"]
    by = byline_words(tags.language or "en").by
    return links or [name for box in boxes for name in _first_name(box.shown, by)][:1]


def _is_author_box(tag: Tag) -> bool:
    named = " ".join(tag.attributes.get(name, "")[:300] for name in _NAMED_BY)
    words = {word.lower() for word in _WORDS.findall(named)}
    return tag.name not in _CONTROLS and not words.isdisjoint(_AUTHOR_WORDS) and words.isdisjoint(_NO_AUTHOR_WORDS)


def _first_name(shown: str, by: frozenset[str]) -> list[str]:
    """Return the first line of a box that can be a name: short, no digit in it, the last word no small one, no "By"."""
    lines = [line for line in shown.split("\n") if not any(sign.isdigit() for sign in line) and line.lower() not in by]
    return [line for line in lines if len(line.split()) <= MAX_BOX_WORDS and not line.split()[-1].islower()][:1]

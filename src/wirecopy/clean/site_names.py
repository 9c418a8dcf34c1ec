"""The names that a site goes by, and titles without them."""

from __future__ import annotations

import re

from wirecopy.clean.country import host_of

MAX_TITLE = 1000
MAX_TAILS = 3
MAX_JOINTS = 10
MAX_MORE = 3
"""Letters that a name of the site may have more or less before it: an article, or what stands before a host."""
MIN_LETTERS = 4
"""A shorter heading of the page says nothing of its title."""
JOINT = re.compile(r"\s[|–—\-·•»]{1,2}\s|\s?[|｜]\s?|(?<=\w):\s|\s?：\s?")
"""What stands between a title and the name of its site."""
KICKER = re.compile(r"[^:|]{2,30}:\s(?=\S)")
"""What a title says that its page is, or is on ("Politics: ...")."""
_SIGNS = re.compile(r"[\W_]+")


def site_names(*stated: str | None) -> frozenset[str]:
    """Return the names that a site goes by, as letters and digits: of its name, its outlet, its address.

    >>> sorted(site_names("The Harbour Times", None, "https://www.harbour.example/a"))
    ['harbour', 'harbourexample', 'theharbourtimes', 'wwwharbourexample']
    """
    names: set[str] = set()
    for text in filter(None, stated):
        host = host_of(text) or text
        names.add(letters(host))
        if "." in host and " " not in host:
            labels = [label for label in host.lower().split(".") if label.strip("w")]
            names |= {letters("".join(labels)), letters(labels[0]) if labels else ""}
    return frozenset(name for name in names if len(name) > 1)


def without_site(title: str, names: frozenset[str]) -> str:
    """Return a title without the names of its site at its end, or before a bar or dash at its beginning.

    >>> without_site("Ferry to close | Harbour News | harbour.example", site_names("Harbour News", "harbour.example"))
    'Ferry to close'
    """
    for _ in range(MAX_TAILS):
        joints = list(JOINT.finditer(title[:MAX_TITLE]))
        if not joints:
            break
        first, last = joints[0], joints[-1]
        if title[: last.start()].strip() and is_site(title[last.end() :], names):
            title = title[: last.start()].strip()
        elif title[first.end() :].strip() and ":" not in first[0] and is_site(title[: first.start()], names):
            title = title[first.end() :].strip()
        else:
            break
    return title


def title_parts(title: str) -> list[str]:
    """Return a title and what stands before and behind each bar or dash in it, with its kicker and without.

    >>> title_parts("Ferry to close - Harbour News")
    ['Ferry to close - Harbour News', 'Ferry to close', 'Harbour News']
    """
    joints = [joint for joint in JOINT.finditer(title[:MAX_TITLE]) if ":" not in joint[0]][:MAX_JOINTS]
    parts = [title, *(part for joint in joints for part in (title[: joint.start()], title[joint.end() :]))]
    return parts + [part[kicker.end() :] for part in parts if (kicker := KICKER.match(part))]


def is_site(text: str, names: frozenset[str]) -> bool:
    """Return whether a text is a name of the site, with or without what may stand before one."""
    own = letters(text)
    return own in names or any(
        (name.endswith(own) or own.endswith(name)) and abs(len(name) - len(own)) <= MAX_MORE
        for name in names
        if min(len(name), len(own)) >= MIN_LETTERS
    )


def letters(text: str) -> str:
    """Return the letters and digits of a text, case aside."""
    return _SIGNS.sub("", text.lower())

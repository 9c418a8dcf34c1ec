"""Words and names as the scores compare them: punctuation, case and house forms aside."""

from __future__ import annotations

import re
import unicodedata

_SITE = re.compile(
    r"^(?:https?://)?(?:www\.|edition\.|m\.)?([\w-]+(?:\.[\w-]+)*?)(?:\.(?:com?|org|net|gov|uk|au|ie|in))+(?:/.*)?$"
)
_JOINED = re.compile(r"\s*[,;|&/、・\n]\s*|\s+(?:and|und|et|y|e|og|och|en|i|и|та|with|mit)\s+")
_ALIASES = {
    "ap": "associatedpress apnews apwire apwires",
    "afp": "agencefrancepresse agencefrancpresse",
    "reuters": "thomsonreuters reutersnews",
    "bloomberg": "bloombergnews bloombergbusiness",
    "upi": "unitedpressinternational",
    "dpa": "deutschepresseagentur",
    "pa": "pressassociation pamedia",
    "tns": "tribunenewsservice",
    "canadianpress": "cp lapressecanadienne",
    "newyorktimes": "nytimes nyt newyorktimesnewsservice",
    "losangelestimes": "latimes",
    "washingtonpost": "wapo wp",
    "wallstreetjournal": "wsj",
    "newyorkpost": "nypost",
    "newyorkdailynews": "nydailynews",
    "sandiegouniontribune": "sduniontribune uniontribune",
    "sanfranciscochronicle": "sfchronicle sfgate",
    "chicagosuntimes": "suntimes",
    "milwaukeejournalsentinel": "jsonline",
    "columbusdispatch": "dispatch",
    "cbsnews": "cbs",
    "nbcnews": "nbc",
    "abcnews": "abc abcnewsgo",
    "foxnews": "fox",
    "bbc": "bbcnews bbcco",
    "cnn": "cnnwire cnnwires cnnnewsource cnnnewsourcestaff",
    "npr": "nationalpublicradio",
    "huffpost": "huffingtonpost",
}
_ONE_NAME = {alias: name for name, aliases in _ALIASES.items() for alias in aliases.split()}


def letters(text: str | None) -> str:
    """Return the letters and digits of a text, case aside: `U.S. troops` and `us Troops` are one.

    >>> letters("It’s a “U.S.” plan.")
    'itsausplan'
    """
    return "".join(sign for sign in unicodedata.normalize("NFKC", text or "").casefold() if sign.isalnum())


def source(name: str) -> str:
    """Return a source's name folded, so that an agency, an outlet and its site are one.

    >>> source("The Associated Press") == source("apnews.com") == source("AP")
    True
    """
    host = _SITE.match(name.strip().lower())
    folded = letters(host[1] if host else re.sub(r"^\s*the\s+", "", name, flags=re.IGNORECASE))
    return _ONE_NAME.get(folded, folded.removeprefix("the") if host else folded)


def sources(names: str | None) -> frozenset[str]:
    """Return the folded names of a credit: those between `;`.

    >>> sorted(sources("AP; The Washington Post"))
    ['ap', 'washingtonpost']
    """
    return frozenset(source(name) for name in (names or "").split(";") if letters(name))


def people(byline: str | None) -> frozenset[str]:
    """Return the folded names of a byline.

    >>> sorted(people("Ann Velt, Ole BRAND and Mia Roe"))
    ['annvelt', 'miaroe', 'olebrand']
    """
    return frozenset(filter(None, map(letters, _JOINED.split(byline or ""))))

"""Kinds of hostile text and HTML that grow with a number: what takes the square of its length shows as it grows."""

from __future__ import annotations

import json
from collections.abc import Callable

Kind = tuple[Callable[[int], str], int]
"""What makes a text of a size, and the size to begin with."""


def _name(number: int, length: int = 6) -> str:
    return "".join("aeioubcdr"[number // 9**place % 9] for place in range(length))


TEXTS: dict[str, Kind] = {
    "open quotes": (lambda n: "“word said " * n, 2000),
    "straight quotes": (lambda n: 'word "' * n, 4000),
    "single quotes": (lambda n: "it 'was' so 'then " * n, 2000),
    "nested quotes": (lambda n: "“he said ‘" * n + "x" + "’”" * n, 1000),
    "only marks": (lambda n: "“" * n, 5000),
    "a quote a line": (lambda n: "“We will go on with it today,” said John Smith, the mayor of Paris. " * n, 250),
    "speakers": (lambda n: "".join(f"“We go {i} on,” said John S{_name(i)}. " for i in range(n)), 250),
    "one long quote": (lambda n: "“" + "Sentence one here. " * n + "” said John Smith.", 1000),
    "dates": (lambda n: "on May 3, 2021 and 4 June 2019, last Tuesday " * n, 400),
    "places": (lambda n: "in Paris, London, Berlin and Tokyo " * n, 400),
    "towns": (lambda n: ", ".join(f"X{_name(i)}ville, Texas" for i in range(n)), 400),
    "two names": (lambda n: "John Smith met Mary Jones. " * n, 400),
    "many names": (lambda n: ". ".join(f"Mr. A{_name(i)} B{_name(i + 7)} spoke" for i in range(n)), 250),
    "capitals": (lambda n: "Alpha Beta " * n, 1000),
    "bank of": (lambda n: "Bank of America of " * n, 800),
    "ministries": (lambda n: "the Ministry of Foreign Affairs of the Republic of " * n, 400),
    "titles": (lambda n: "President Prime Minister Foreign Secretary General " * n, 400),
    "amounts": (lambda n: "about 3.5 million dollars, 40 percent, 1,234 people " * n, 400),
    "commas in numbers": (lambda n: "1," * n, 5000),
    "digits": (lambda n: "1" * n, 10000),
    "and and and": (lambda n: "the minister met the president and " * n, 400),
    "said that": (lambda n: "he said that " * n, 1000),
    "according to": (lambda n: "according to Mr. Smith, " * n, 500),
    "acts": (lambda n: "and China accused Japan of attacking Russia " * n, 150),
    "meetings": (lambda n: "President Biden met Xi Jinping in Beijing on Monday. " * n, 250),
    "dots": (lambda n: "U.S. " * n, 2000),
    "abbreviations": (lambda n: "Mr. Dr. Gen. St. " * n, 1000),
    "brackets": (lambda n: "[(x" * n, 4000),
    "dashes": (lambda n: "word -- " * n, 2000),
    "commas": (lambda n: "word, " * n, 2000),
    "zero width": (lambda n: "a\u200b\u200d\u2060" * n, 4000),
    "right to left": (lambda n: "\u202eabc\u202c \u0627\u0644 " * n, 2000),
    "combining": (lambda n: "a" + "\u0301" * n, 10000),
    "nul": (lambda n: "\x00word " * n, 2000),
    "ticker": (lambda n: "ABC 12.34 +0.56%\n" * n, 1500),
    "lines": (lambda n: "\n" * n + "x", 20000),
    "one paragraph": (lambda n: "The same paragraph stands here again and again, he said.\n\n" * n, 400),
    "addresses": (lambda n: "https://a.example/x?y=z#k a@b.example " * n, 1000),
    "chinese": (lambda n: "中文新闻报道" * n, 2000),
    "emoji": (lambda n: "😀👩‍👩‍👧‍👦" * n, 2000),
    "hyphens": (lambda n: "a-" * n, 8000),
    "apostrophes": (lambda n: "a'b’c" * n, 4000),
    "entries": (
        lambda n: "".join(f"\n10:{i % 60:02} am\nHead {i}\nThe entry goes on.\n" for i in range(n)),
        250,
    ),
    "bylines": (lambda n: "By John Smith and Mary Jones, Reuters\n" * n, 800),
    "quote marks alone": (lambda n: "’ ‘ " * n, 2000),
    "of": (lambda n: "the head of the board of " * n, 400),
    "parentheses": (lambda n: "(" * n, 8000),
    "slashes": (lambda n: "a/" * n, 8000),
    "one word a line": (lambda n: "\n".join(("alpha", "beta", "gamma", "delta")[i * i % 4] for i in range(n)), 2000),
    "different meetings": (
        lambda n: "".join(
            f"President Biden met A{_name(i)} in Beijing on May {i % 28 + 1}, 20{i % 20:02}. " for i in range(n)
        ),
        150,
    ),
    "different figures": (
        lambda n: "".join(f"It cost ${i},{i % 900 + 100} million, up {i} percent. " for i in range(n)),
        250,
    ),
    "headlines": (lambda n: "".join(f"Minister {_name(i)} resigns\n\n" for i in range(n)), 500),
    "printable": (lambda n: "".join(chr(32 + i * i * 7 % 95) for i in range(n)), 10000),
    "all of Unicode": (lambda n: "".join(chr(32 + i * 7919 % 0xD700) for i in range(n)), 10000),
    "pronouns": (lambda n: "He said he would. She said she did. They said so. " * n, 400),
}


def _whole(inner: str) -> str:
    return f"<html><head><title>t</title></head><body>{inner}</body></html>"


PAGES: dict[str, Kind] = {
    "deep": (lambda n: _whole("<div>" * n + "text here" + "</div>" * n), 4000),
    "never closed": (lambda n: _whole("<div>text " * n), 2000),
    "bold": (lambda n: _whole("<b>t " * n), 2000),
    "tables in tables": (lambda n: _whole("<table>" * n + "<tr><td>x"), 1500),
    "links": (lambda n: _whole("<a href=x>link</a> " * n), 2000),
    "attributes": (lambda n: _whole("<p " + " ".join(f"a{i}=b" for i in range(n)) + ">text</p>"), 5000),
    "comments": (lambda n: _whole("<!-- " * n + "text"), 4000),
    "scripts": (lambda n: _whole("<script>" * n + "text"), 2000),
    "signs": (lambda n: _whole("<" * n + "text"), 8000),
    "references": (lambda n: _whole("&amp;&#x10FFFF;&nosuch;" * n), 2000),
    "options": (lambda n: _whole("<select><option>x" * n), 1500),
    "linked data": (
        lambda n: "<script type='application/ld+json'>" + "[" * n + "]" * n + "</script>" + _whole("<p>text here</p>"),
        2500,
    ),
    "wide linked data": (
        lambda n: (
            "<script type='application/ld+json'>"
            + json.dumps([{"@type": "NewsArticle", "datePublished": "2020-01-01"}] * n)
            + "</script>"
            + _whole("<p>text here for it</p>")
        ),
        1500,
    ),
    "metas": (lambda n: "<meta property='og:title' content='x'>" * n + _whole("<p>text is here"), 1500),
    "items": (lambda n: _whole("<ul>" + "<li>item one of it</li>" * n + "</ul>"), 1500),
    "spans": (lambda n: _whole("<p>" + "<span>w " * n + "</span>" * n + "</p>"), 1500),
    "breaks": (lambda n: _whole("<p>" + "word<br>" * n), 2500),
    "teasers": (
        lambda n: _whole("".join(f"<div class='c{i}'><h2>Head {i}</h2><p>Some words.</p></div>" for i in range(n))),
        250,
    ),
    "foreign objects": (lambda n: _whole("<svg><foreignObject>" * n + "<p>text"), 1500),
    "templates": (lambda n: _whole("<template>" * n + "<p>text"), 1500),
    "without scripts": (lambda n: _whole("<noscript><p>t</noscript>" * n), 1500),
    "long reference": (lambda n: _whole("&" + "a" * n + ";"), 20000),
    "paragraphs": (
        lambda n: _whole("".join(f"<p>The {_name(i)} was late again, he said.</p>\n" for i in range(n))),
        250,
    ),
    "headline": (lambda n: _whole("<h1>" + "word " * n + "</h1><p>text "), 2500),
}

"""Dossiers for the tests of the views: the founding pair, and stories made up for what it does not have."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.ids import content_id
from wirecopy.serve.views.story import Dossier, Headline, Member
from wirecopy.types import (
    Article,
    Copy,
    Edit,
    Entity,
    Family,
    Mention,
    Origin,
    Page,
    Quote,
    Reason,
    Span,
    Stretch,
)

HERE = Path(__file__).parent
FOUNDING = HERE.parents[1] / "examples" / "founding"
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> &amp; \x00\x1b[31m \u202etxt.exe\u202c \"'`"

_SAID = ("speaker", "role", "cue", "said_when")

Record = TypeVar("Record", Origin, Quote)
Pieces = Sequence[tuple[str, str]]


def raw_of(pieces: Pieces) -> str:
    return "".join(text for _, text in pieces)


def member(
    uri: str,
    pieces: Pieces,
    *,
    outlet: str | None = None,
    role: str | None = None,
    family: str = "f_made",
    containment: float | None = None,
    edits: Sequence[Edit] = (),
    **stated: str | None,
) -> Member:
    """Return a member whose page is the pieces one after another, each a kind and its text."""
    raw = raw_of(pieces)
    article_id = article_id_of(uri)
    spans, at = [], 0
    for kind, text in pieces:
        spans.append(
            Span(article_id=article_id, kind=kind, start=at, end=at + len(text), score=1.0, evidence=f"made as {kind}")
        )
        at += len(text)
    body = tuple(Stretch(s.start, s.end) for s in spans if s.kind == "body")
    known = {name: stated.get(name) for name in ("url", "title", "published", "published_source", "agency", "byline")}
    article = Article(
        article_id=article_id,
        page_id=content_id("p", uri),
        outlet=outlet,
        outlet_country=None,
        outlet_country_evidence=None,
        label=stated.get("title") or raw[body[0].start : body[0].end].split("\n")[0] if body else uri,
        label_derived=stated.get("title") is None,
        language="en",
        updated=None,
        updated_source=None,
        dateline_place=stated.get("dateline_place"),
        agency_source=None,
        body="".join(raw[s.start : s.end] for s in body),
        body_spans=body,
        **known,
    )
    page = Page(
        page_id=article.page_id,
        uri=uri,
        external_id=None,
        outlet=outlet,
        fetched_at=None,
        media_type="text/plain",
        raw=raw,
    )
    place = (
        Family(family_id=family, article_id=article_id, role=role, parent_article_id=None, parent_confidence=None)
        if role
        else None
    )
    return Member(article, page, tuple(spans), place, containment, tuple(edits))


def article_id_of(uri: str) -> str:
    return content_id("a", uri)


def edit(kind: str, base: tuple[str, str, str], own: tuple[str, str, str], *, in_quote: bool = False) -> Edit:
    """Return an edit found by words: each side is (uri, raw text, marked), `marked` has «the words» or «»."""
    (base_uri, base_raw, base_marked), (uri, raw, marked) = base, own
    base_start, base_text = _place(base_raw, base_marked)
    start, text = _place(raw, marked)
    return Edit(
        family_id="f_made", article_id=article_id_of(uri), base_article_id=article_id_of(base_uri), kind=kind,
        substantive=kind not in STYLE_KINDS, in_quote=in_quote, base_start=base_start,
        base_end=base_start + len(base_text), base_text=base_text, start=start, end=start + len(text), text=text,
    )  # fmt: skip


def _place(raw: str, marked: str) -> tuple[int, str]:
    before, rest = marked.split("«")
    text, after = rest.split("»")
    whole = before + text + after
    assert raw.count(whole) == 1, whole
    return raw.index(whole) + len(before), text


def copy(first: str, second: str, containment: tuple[float, float]) -> Copy:
    """Return a verified pair; `containment` is of the first, then of the second."""
    if first > second:
        first, second, containment = second, first, containment[::-1]
    return Copy(
        article_a=first, article_b=second, relation="copy", containment_a=containment[0],
        containment_b=containment[1], quoted=0.1, furniture=0.0, longest_run=24, runs=(),
    )  # fmt: skip


def headline(story_id: str, members: Sequence[Member], **changed: object) -> Headline:
    known = {m.family.family_id if m.family else m.article.article_id for m in members}
    values = {
        "story_id": story_id,
        "label": members[0].article.label,
        "articles": len(members),
        "texts": len(known),
        "origins_low": 1,
        "origins_high": 1,
        "outlets": tuple(sorted({m.article.outlet for m in members if m.article.outlet})),
        "agencies": tuple(sorted({m.article.agency for m in members if m.article.agency})),
        "first_published": min((m.article.published for m in members if m.article.published), default=None),
        "substantive_edits": sum(e.substantive for m in members for e in m.edits),
        "differing": sum(any(e.substantive for e in m.edits) for m in members),
    }
    return Headline(**{**values, **changed})


def record(kind: type[Record], *values: object) -> Record:
    """A record of its first fields, in order."""
    return kind(**{field.name: value for field, value in zip(fields(kind), values, strict=False)})


def dossier(members: Sequence[Member], **parts: object) -> Dossier:
    story_id = content_id("s", *[m.article.article_id for m in members])
    values = {"origins": (), "quotes": (), "entities": (), "mentions": (), "copies": (), **parts}
    counted = values.pop("headline", {})
    origins = tuple(record(Origin, story_id, *row) for row in values.pop("origins"))
    quotes = tuple(record(Quote, story_id, *row) for row in values.pop("quotes"))
    return Dossier(headline(story_id, members, **counted), tuple(members), origins, quotes, **values)


def founding() -> Dossier:
    """Return the founding pair: one text under two house styles."""
    facts = json.loads((HERE / "founding.json").read_text(encoding="utf-8"))
    names = ("000_b7d4adab1fce9440.txt", "004_3bb5e65a36812c64.txt")
    raws = [(FOUNDING / name).read_bytes().decode() for name in names]
    ids = [article_id_of(name) for name in names]
    edits = [
        Edit(
            family_id="f_made",
            article_id=ids[1],
            base_article_id=ids[0],
            kind=kind,
            substantive=False,
            in_quote=quoted,
            base_start=a,
            base_end=a_end,
            base_text=raws[0][a:a_end],
            start=b,
            end=b_end,
            text=raws[1][b:b_end],
        )
        for kind, a, a_end, b, b_end, quoted in facts["edits"]
    ]
    first = member(
        names[0], _first_pieces(raws[0]), role="canonical", containment=1.0, dateline_place="Washington",
        published="2023-05-30T20:01+05:30", published_source="timestamp line, zone assumed",
    )  # fmt: skip
    second = member(names[1], _second_pieces(raws[1]), role="copy", containment=0.994, edits=edits)
    quotes = [
        (f"q_{n}", q["kind"], raws[0][slice(*q["a"][0])], None, *(q[name] for name in _SAID), "cue")
        for n, q in enumerate(facts["quotes"])
    ]
    mentions = [
        Mention(f"q_{n}", article_id, *place)
        for n, q in enumerate(facts["quotes"])
        for article_id, places in zip(ids, (q["a"], q["b"]), strict=True)
        for place in places
    ]
    reasons = (
        Reason("one_text", "Both pages carry one text: 99 % of its words match, house style apart."),
        Reason("no_credit", "Neither page credits an agency or an author."),
    )
    shared = copy(ids[0], ids[1], (0.992, 0.994))
    return dossier(
        [first, second],
        origins=[("o_1", i, "unknown", None, 0.5, None, reasons) for i in ids],
        quotes=quotes,
        mentions=tuple(mentions),
        copies=(shared,),
    )


def _first_pieces(raw: str) -> Pieces:
    head, body = raw.split("\n\n", 1)
    line, place = head.split(" - ")
    return [("timestamp", f"{line} - "), ("dateline", f"{place}\n\n"), ("body", body)]


def _second_pieces(raw: str) -> Pieces:
    ticker, rest = raw.split("\n\nWASHINGTON: ", 1)
    promo = "Elon Musk meets Chinese FM in Beijing\n\n"
    before, after = rest.split(promo)
    body, comments = after.split("Comments\n\n")
    rows = [("ticker", row) for row in f"{ticker}\n\n".splitlines(keepends=True)]
    rows[-2:] = [("ticker", rows[-2][1] + rows[-1][1])]
    return [
        *rows, ("dateline", "WASHINGTON: "), ("body", before), ("promo", promo), ("body", body),
        ("comments", "Comments\n\n"), ("comments", comments),
    ]  # fmt: skip


BASE = "beacon.txt"
BASE_PIECES: Pieces = [
    ("own_title", "Ferry runs aground off Port Merrow, 12 rescued\n\n"),
    ("byline", "By Staff Reporter\n\n"),
    ("dateline", "PORT MERROW, March 4 (Tidewire) - "),
    (
        "body",
        "At least 12 people were rescued on Monday after a ferry ran aground off Port Merrow, "
        "the coast guard said.\n\n"
        "“We had the first boat alongside within nine minutes,” Commander Ilse Brandt told reporters. "
        "The cause is not known.\n\n"
        "The ferry, built in 1987, had passed an inspection in January. Its owner did not reply.\n\n",
    ),
    ("promo", "Read also: Ten beaches to visit this summer\n\n"),
    (
        "body",
        "Two passengers were treated for cold. The service will not resume before Thursday.\n\n"
        "Port Merrow is a town of 8,000 people on the north coast.\n",
    ),
    ("agency_credit", "(Reporting by Tidewire)\n"),
]
GAZETTE = "gazette.txt"
GAZETTE_PIECES: Pieces = [
    ("advertisement", "ADVERTISEMENT\n"),
    ("dateline", "PORT MERROW: "),
    (
        "body",
        "At least 14 people were rescued Monday after a ferry ran aground off Port Merrow, "
        "the coastguard said.\n\n"
        '"We had the first boat alongside within six minutes," Commander Ilse Brandt told reporters. '
        "The cause is known.\n\n"
        "The Gazette reported last year that the harbour's buoys had not been lit since the autumn storms. "
        "The council denied it.\n\n"
        "The ferry, built in 1987, had passed an inspection in January. Its owner did not reply.\n\n"
        "Two passengers were treated for cold. The service will resume on Thursday.\n",
    ),
    ("comments", "Comments are closed.\n"),
]
HERALD = "herald.txt"
HERALD_PIECES: Pieces = [
    ("nav", "Home > News > Coast\n"),
    (
        "body",
        "At least 13 people were rescued on Monday after a ferry ran aground off Port Merrow, "
        "the coast guard said. "
        "It was the second accident this year.\n\n"
        "“We had the first boat alongside within nine minutes,” Commander Ilse Brandt told the Herald.\n\n"
        "The ferry had passed an inspection in January. Its owner did not reply.\n\n"
        "Two passengers were treated for cold. The service will not resume before Thursday.\n\n"
        "Port Merrow is a town of 8,000 people on the north coast.\n",
    ),
    ("unknown_furniture", f"{HOSTILE}\n"),
]
FERRY_EDITS = (
    (GAZETTE, "number", "At least «12» people", "At least «14» people"),
    (GAZETTE, "preposition", "rescued «on »Monday", "rescued «»Monday"),
    (GAZETTE, "spelling", "the «coast guard» said", "the «coastguard» said"),
    (GAZETTE, "quotation_mark", "«“»We had", '«"»We had'),
    (GAZETTE, "quote_altered", "within «nine» minutes", "within «six» minutes"),
    (GAZETTE, "quotation_mark", "minutes,«”»", 'minutes,«"»'),
    (GAZETTE, "negation", "cause is« not» known", "cause is«» known"),
    (
        GAZETTE, "paragraph_added", "known.\n\n«»The ferry",
        "«The Gazette reported last year that the harbour's buoys had not been lit since the autumn storms. "
        "The council denied it.»",
    ),
    (GAZETTE, "word", "service will «not resume before» Thursday", "service will «resume on» Thursday"),
    (
        GAZETTE, "paragraph_dropped", "«Port Merrow is a town of 8,000 people on the north coast.»",
        "on Thursday.«»\nCom",
    ),
    (HERALD, "number", "At least «12» people", "At least «13» people"),
    (HERALD, "sentence_added", "guard said.«»\n\n", "guard said.« It was the second accident this year.»"),
    (HERALD, "word", "told «reporters».", "told «the Herald»."),
    (HERALD, "sentence_dropped", "« The cause is not known.»", "the Herald.«»\n\n"),
    (HERALD, "date", "The ferry«, built in 1987,» had", "The ferry«» had"),
)  # fmt: skip


def ferry() -> Dossier:
    """Return a made-up story of three copies that differ in substance, with one origin or two."""
    raws = {uri: raw_of(p) for uri, p in ((BASE, BASE_PIECES), (GAZETTE, GAZETTE_PIECES), (HERALD, HERALD_PIECES))}
    edits = {
        uri: [
            edit(kind, (BASE, raws[BASE], a), (uri, raws[uri], b), in_quote=kind == "quote_altered")
            for of, kind, a, b in FERRY_EDITS
            if of == uri
        ]
        for uri in (GAZETTE, HERALD)
    }
    beacon = member(
        BASE, BASE_PIECES, outlet="Daily Beacon", role="canonical", containment=1.0, agency="Tidewire",
        title="Ferry runs aground off Port Merrow, 12 rescued", published="2024-03-04T18:20:00Z",
        url="https://beacon.example/ferry",
    )  # fmt: skip
    gazette = member(
        GAZETTE, GAZETTE_PIECES, outlet="Coast Gazette", role="copy", containment=0.81, edits=edits[GAZETTE],
        published="2024-03-05", url="javascript:alert(1)",
    )  # fmt: skip
    herald = member(
        HERALD,
        HERALD_PIECES,
        outlet="North Herald",
        role="copy",
        containment=0.9,
        edits=edits[HERALD],
        title=HOSTILE,
    )
    members = (beacon, gazette, herald)
    ids = [m.article.article_id for m in members]
    words = "“We had the first boat alongside within nine minutes,”"
    quotes = [("q_brandt", "direct", words, None, "Ilse Brandt", "Commander", "told", "2024-03-04", "cue")]
    mentions = [
        Mention("q_brandt", i, raws[uri].index("We had") - 1, raws[uri].index("minutes,") + 9)
        for uri, i in zip((BASE, GAZETTE, HERALD), ids, strict=True)
    ]
    wire = (Reason("dateline_tag", "The dateline of the Daily Beacon names Tidewire."),)
    report = (Reason("own_words", "The North Herald spoke to the commander itself; 10 % of its words are its own."),)
    return dossier(
        members,
        headline={"origins_low": 1, "origins_high": 2},
        origins=[
            ("o_wire", ids[0], "agency", "Tidewire", 0.93, None, wire),
            ("o_wire", ids[1], "agency", "Tidewire", 0.93, None, wire),
            ("o_herald", ids[2], "outlet", "North Herald", 0.4, "o_wire", report),
        ],
        quotes=quotes,
        mentions=tuple(mentions),
        copies=(
            copy(ids[0], ids[1], (0.78, 0.81)),
            copy(ids[0], ids[2], (0.83, 0.9)),
        ),
        entities=(
            Entity(story_id="s", entity_id="e_1", kind="person", name="Ilse Brandt", value=None, roles=("Commander",)),
        ),
    )


def lone(number: int = 0, *, text: str | None = None) -> Dossier:
    """Return a story of one article."""
    body = text or f"The council of ward {number} met on Tuesday. It agreed a budget of {number} million.\n"
    pieces = [("nav", "Home\n"), ("body", body), ("share", "Share this\n")]
    only = member(
        f"lone_{number}.txt", pieces, outlet="Ward News", title=f"Council of ward {number} agrees a budget",
        published=f"2024-02-{number % 28 + 1:02}",
    )  # fmt: skip
    reasons = (Reason("lone", "The article shares no text with any other."),)
    return dossier([only], origins=[("o_lone", only.article.article_id, "outlet", "Ward News", 0.6, None, reasons)])

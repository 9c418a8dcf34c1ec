"""Names in the annotated corpora, as texts and as tokenised sentences, and a reader's names scored on them by halves.

A mention is found when a name of its kind shares a character with it. A country may be told as place or organisation.
GUM marks every noun phrase: recall is over those whose head is a proper noun (of persons, a singular one), a name is
right when it touches the head of a phrase of its kind.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from halves import half_of

from fact_scores.answers import NAMES, Answers, Named, Spot
from fact_scores.figures import Counted, Marked, Row, rows
from fact_scores.gold import load, meets
from wirecopy.facts.knowledge.gazetteer import Gazetteer
from wirecopy.text.sentences import sentence_spans

GUM_KINDS = {"person": "persons", "organization": "organisations", "place": "places"}
RE3D_KINDS = {"Person": "persons", "Organisation": "organisations", "Location": "places"}
WIKIGOLD_KINDS = {"PER": "persons", "ORG": "organisations", "LOC": "places"}
NEWSLIKE = ("news", "interview", "bio")
BETWEEN = {"organisations": "places", "places": "organisations"}  # what a country may be told as too
_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*\.?(?<=[A-Z]\.)|\w+(?:[-'’&]\w+)*|[^\w\s]")
Ask = Callable[["Document"], Answers]
IsLand = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of a sentence and where each stands in the text of its document."""

    words: tuple[str, ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a treebank, where it stands, its Penn tag, and the number of its head in the document."""

    word: str
    spot: Spot
    tag: str
    head: int


@dataclass(frozen=True, slots=True)
class Marking:
    """A mention that people marked; `counts` False: it makes a name right and is not asked for."""

    kind: str
    spot: Spot
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated document: its set, its half, the text, its sentences, and the mentions in it."""

    group: str
    key: str
    half: str
    text: str
    sentences: tuple[Sentence, ...]
    marked: tuple[Marking, ...] = ()


def score(documents: Iterable[Document], ask: Ask, is_land: IsLand, least: float = 0.5) -> list[Marked]:
    """Return the documents marked by the names that a reader gives with enough confidence."""
    return [mark(one, [n for n in ask(one).named if n.confidence >= least], is_land) for one in documents]


def figures(marked: Sequence[Marked], groups: dict[str, str]) -> list[Row]:
    """Return rows of all sets; `groups` gives the set of each document's key."""
    names = dict.fromkeys(groups[one.key] for one in marked)
    return [row for name in names for row in rows([m for m in marked if groups[m.key] == name], f"{name}, ")]


def mark(document: Document, named: Sequence[Named], is_land: IsLand) -> Marked:
    """Return a document marked by the names given of it."""
    counted, missed = Counted(), []
    for kind in NAMES:
        ours = [(one.start, one.end) for one in named if one.kind == kind]
        others = [(one.start, one.end) for one in named if one.kind == BETWEEN.get(kind)]
        lands = _lands(document, is_land, BETWEEN.get(kind))
        spots = [m.spot for m in document.marked if m.kind == kind] + lands
        for spot in ours:
            counted.add(f"{kind}: P", meets(spot, spots))
            missed += [] if meets(spot, spots) else [f"wrong {kind} {_words(document, spot)}"]
        for marking in document.marked:
            if marking.kind != kind or not marking.counts:
                continue
            land = is_land(document.text[slice(*marking.spot)])
            found = meets(marking.spot, ours) or (land and meets(marking.spot, others))
            counted.add(f"{kind}: R", found)
            missed += [] if found else [f"missed {kind} {_words(document, marking.spot)}"]
    return Marked(document.key, document.half, counted.shares, tuple(missed))


def _lands(document: Document, is_land: IsLand, kind: str | None) -> list[Spot]:
    return [m.spot for m in document.marked if m.kind == kind and is_land(document.text[slice(*m.spot)])]


def _words(document: Document, spot: Spot) -> str:
    return f"{document.key} {spot[0]}-{spot[1]} {' '.join(document.text[slice(*spot)].split()[:12])!r}"


def corpora(data: Path) -> Iterator[tuple[Path, Callable[[Path], Iterator[Document]]]]:
    """Yield each corpus with what reads it; a path may be absent."""
    yield data / "gum", gum
    yield data / "re3d", re3d
    yield data / "wikigold", wikigold


def by_hand(path: Path) -> Iterator[Document]:
    """Yield the articles annotated by hand as tokenised documents without their gold: `judging` scores them."""
    for gold in load(path):
        yield tokenised("articles by hand", gold.key, gold.half, gold.text)


def tokenised(group: str, key: str, half: str, text: str) -> Document:
    """Return a plain text as a document of tokenised sentences."""
    sentences = []
    for span in sentence_spans(text):
        found = list(_WORD.finditer(text, span.start, span.end))
        if found:
            sentences.append(Sentence(tuple(m.group() for m in found), tuple(m.span() for m in found)))
    return Document(group, key, half, text, tuple(sentences))


def gum(folder: Path) -> Iterator[Document]:
    """Yield the documents of GUM; news, interviews and biographies are one set, the other genres another."""
    for path in sorted(folder.glob("*.conllu.gz")):
        key = path.name.split(".conll")[0]
        genre = key.split("_")[1]
        group = "GUM news, interviews, biographies" if genre in NEWSLIKE else "GUM speech, court, academic, travel"
        with gzip.open(path, "rt", encoding="utf8") as lines:
            yield _gum_document(group, key, [line.rstrip("\n") for line in lines])


def _gum_document(group: str, key: str, lines: Sequence[str]) -> Document:
    text, sentences, marked = "", [], []
    opened: dict[str, list[tuple[int, list[str]]]] = {}
    tokens: list[Token] = []  # of the whole document
    first, at = 0, 0
    for line in lines:
        if line.startswith("# newpar ") or line == "# newpar":
            text = text.rstrip() + "\n\n" if text else text
        elif line.startswith("# text = "):
            at = len(text)
            text += line[9:] + " "
        elif not line and first < len(tokens):
            sentences.append(Sentence(tuple(t.word for t in tokens[first:]), tuple(t.spot for t in tokens[first:])))
            first = len(tokens)
        elif line.split("\t")[0].isdigit():
            cells = line.split("\t")
            start = text.find(cells[1], at)
            start, at = (at, at) if start < 0 else (start, start + len(cells[1]))
            tokens.append(Token(cells[1], (start, max(at, start + 1)), cells[4], first + int(cells[6]) - 1))
            marked += _closed(cells[9], tokens, opened)
    return Document(group, key, half_of("gum", key), text.rstrip(), tuple(sentences), tuple(marked))


def _closed(misc: str, tokens: Sequence[Token], opened: dict[str, list[tuple[int, list[str]]]]) -> Iterator[Marking]:
    """Yield the mentions that end at the last token; `opened` keeps those that go on, by the group they belong to."""
    column = next((part[7:] for part in misc.split("|") if part.startswith("Entity=")), "")
    for attributes, alone, ends in re.findall(r"\(([^()]+)(\))?|([^()]+)\)", column):
        fields = attributes.split("-")
        if attributes:
            opened.setdefault(fields[0], []).append((len(tokens) - 1, fields))
        if (alone or ends) and opened.get(fields[0] if alone else ends):
            begun, fields = opened[fields[0] if alone else ends].pop()
            if fields[1] in GUM_KINDS and len(fields) > 5:
                yield from _mention(GUM_KINDS[fields[1]], fields[5], tokens[begun:], begun)


def _mention(kind: str, head: str, tokens: Sequence[Token], begun: int) -> Iterator[Marking]:
    shortest = [tokens[int(n) - 1] for n in head.split(",") if n.isdigit() and int(n) <= len(tokens)]
    if shortest:
        top = next((t for t in tokens if not begun <= t.head < begun + len(tokens)), tokens[0])
        named = top.tag == "NNP" or (top.tag == "NNPS" and kind != "persons")
        yield Marking(kind, (shortest[0].spot[0], shortest[-1].spot[1]), named)


def re3d(folder: Path) -> Iterator[Document]:
    """Yield the documents of re3d."""
    for path in sorted(folder.glob("*/*.conll")):
        lines = path.read_text("utf8").splitlines()
        yield _columns("re3d", path.stem, half_of("re3d", path.stem), lines, RE3D_KINDS)


def wikigold(folder: Path) -> Iterator[Document]:
    """Yield the documents of wikigold."""
    parts = (folder / "wikigold.conll.txt").read_text("utf8").split("-DOCSTART-")[:-1]
    for number, part in enumerate(parts):
        lines = [line for line in part.splitlines() if line.strip() != "O"]
        key = str(number)
        yield _columns("wikigold", f"wikigold {key}", half_of("wikigold", key), lines, WIKIGOLD_KINDS)


def _columns(group: str, key: str, half: str, lines: Sequence[str], kinds: dict[str, str]) -> Document:
    """Return a document of token and tag a line, a blank line between sentences, joined by spaces."""
    text, sentences, marked = "", [], []
    for full, some in groupby(lines, key=lambda line: bool(line.strip())):
        if not full:
            continue
        pairs = [line.split() for line in some]
        words, tags = tuple(p[0] for p in pairs), [p[-1] for p in pairs]
        spots = []
        for word in words:
            spots.append((len(text), len(text) + len(word)))
            text += word + " "
        text = text.rstrip() + "\n"
        sentences.append(Sentence(words, tuple(spots)))
        marked += [Marking(kinds[tag], (spots[a][0], spots[b][1])) for a, b, tag in runs_of(tags) if tag in kinds]
    return Document(group, key, half, text, tuple(sentences), tuple(marked))


def runs_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield first, last and type of the names in IO or BIO tags.

    >>> list(runs_of(["B-PER", "I-PER", "O", "I-LOC"]))
    [(0, 1, 'PER'), (3, 3, 'LOC')]
    """
    begun, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        mark, _, name = tag.partition("-")
        if kind and (mark in ("B", "O") or name != kind):
            yield begun, at - 1, kind
            kind = ""
        if not kind and mark != "O":
            begun, kind = at, name


def lands_of(gazetteer: Gazetteer) -> IsLand:
    """Return what tells whether words are the name of a country."""

    def is_land(words: str) -> bool:
        if words in gazetteer.people:
            return False
        return any(place.kind == "country" for place in gazetteer.candidates(words)[:1])

    return is_land

"""Write `evals/split.tsv`: which half of each gold set rules and weights may learn from, and which only scores them.

    python evals/split_make.py --data FOLDER

Whole outlets, publishers, documents or templates go to one half, so that nothing of one is seen in the other. Keys
are shuffled by a fixed seed and laid, the most of them first, into the half that is smaller so far. Rows already in
the file keep their half, so that a set can be added without a single example changing sides.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from fact_scores import events_read, names_read, speakers_read
from halves import FILE, HALVES

SEED = 14
READ = Path(__file__).parent / "origins/pairs_read.tsv"


def rows(path: Path) -> list[dict[str, object]]:
    """Return the objects of a JSON Lines file, packed or not."""
    text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return [json.loads(line) for line in text.decode("utf8").splitlines()]


def outlets(data: Path) -> Iterator[str]:
    """Yield the outlet of each scraped page."""
    yield from (str(row["outlet"]) for row in rows(data / "copies/pages.jsonl.gz"))


def linked_pages(data: Path) -> Iterator[str]:
    """Yield, for each scraped page, the smallest id among the pages it is linked to by any verdict but "different"."""
    pages = [str(row["id"]) for row in rows(data / "copies/pages.jsonl.gz")]
    with (data / "copies/gold/pairs_gold.tsv").open(encoding="utf8") as lines:
        gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    yield from linked_by(pages, ((row["id1"], row["id2"]) for row in gold if row["verdict"] != "different")).values()


def linked_by(ids: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return for each id the smallest one that it is linked to.

    >>> linked_by("abc", [("c", "b")])
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """
    head = {one: one for one in ids}

    def top(one: str) -> str:
        while head[one] != one:
            one = head[one]
        return one

    for pair in pairs:
        low, high = sorted(map(top, pair))
        head[high] = low
    return {one: top(one) for one in head}


def read_pairs(_: Path) -> Iterator[str]:
    """Yield, for each pair of articles read by eye, the smallest id among the articles it is linked to by any pair."""
    with READ.open(encoding="utf8") as lines:
        pairs = [(row["id1"], row["id2"]) for row in csv.DictReader(lines, delimiter="\t")]
    head = linked_by({one for pair in pairs for one in pair}, pairs)
    yield from (head[one] for one, _ in pairs)


def hosts(path: str, column: str) -> Callable[[Path], Iterator[str]]:
    """Return what yields the host of each row's address, without "www."."""

    def of(data: Path) -> Iterator[str]:
        yield from (host_of(str(row[column])) for row in rows(data / path))

    return of


def host_of(url: str) -> str:
    """Return the host of an address without "www.".

    >>> host_of("https://www.example.org/a")
    'example.org'
    """
    return (urlsplit(url).hostname or url).removeprefix("www.")


def extraction_hosts(data: Path) -> Iterator[str]:
    """Yield the host of each page of the article extraction benchmark."""
    truth = json.loads((data / "furniture/article-extraction-benchmark/ground-truth.json").read_text(encoding="utf8"))
    yield from (host_of(page["url"]) for page in truth.values())


def columns(path: str, column: str) -> Callable[[Path], Iterator[str]]:
    """Return what yields one column of a JSON Lines file."""
    return lambda data: (str(row[column]) for row in rows(data / path))


def files(pattern: str) -> Callable[[Path], Iterator[str]]:
    """Return what yields the name of each file of a document set."""
    return lambda data: (path.name.split(".conll")[0] for path in sorted(data.glob(pattern)))


def fundus_outlets(data: Path) -> Iterator[str]:
    """Yield the outlet of each page of fundus-evaluation: the file's name up to its number or day."""
    names = (path.name for path in sorted((data / "furniture/fundus-evaluation/html").iterdir()))
    yield from (re.split(r"[_.\d]", name)[0] for name in names)


def byline_outlets(data: Path) -> Iterator[str]:
    """Yield the outlet of each byline of the wire set."""
    with gzip.open(data / "wire/bylines.tsv.gz", "rt", encoding="utf8") as lines:
        yield from (row["Source"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def tagged_documents(data: Path) -> Iterator[str]:
    """Yield the number of each document of wikigold, counted from 0."""
    text = (data / "facts/wikigold/wikigold.conll.txt").read_text(encoding="utf8")
    yield from (str(number) for number, _ in enumerate(text.split("-DOCSTART-")[:-1]))


def epidemics(data: Path) -> Iterator[str]:
    """Yield the number of each article of GeoVirus, counted from 0."""
    with gzip.open(data / "facts/GeoVirus.xml.gz", "rt", encoding="utf8") as lines:
        yield from (str(number) for number in range(lines.read().count("<article>")))


def local_outlets(data: Path) -> Iterator[str]:
    """Yield the outlet of each article of LGL."""
    with gzip.open(data / "facts/lgl.xml.gz", "rt", encoding="utf8") as lines:
        yield from re.findall(r"<feedid>(.*?)</feedid>", lines.read())


SETS: dict[str, Callable[[Path], Iterator[str]]] = {
    "pages": outlets,
    "linked": linked_pages,
    "read": read_pairs,
    "world": columns("world/expected.jsonl.gz", "publisher"),
    "postlight": hosts("postlight/expected.jsonl", "url"),
    "extraction": extraction_hosts,
    "fundus": fundus_outlets,
    "wire": byline_outlets,
    "events_read": lambda _: events_read.read_ids(),
    "names_read": lambda _: names_read.read_ids(),
    "speakers_read": lambda _: speakers_read.read_ids(),
    "facts": columns("facts/gold/facts_gold.jsonl", "id"),
    "gum": files("facts/gum/*.conllu.gz"),
    "re3d": files("facts/re3d/*/*.conll"),
    "wikigold": tagged_documents,
    "wikiwars": files("facts/wikiwars/*.xml"),
    "timebank": files("facts/tempeval3_TimeBank/*.tml"),
    "geovirus": epidemics,
    "lgl": local_outlets,
    "plover_relations": columns("facts/plv_train.jsonl.gz", "sentence_id"),
    "plover": columns("facts/plover.jsonl", "id"),
    "petrarch2": columns("facts/petrarch2.jsonl", "id"),
    "polnear": columns("facts/polnear_dev.jsonl.gz", "doc"),
}


def halves_of(keys: Counter[str], settled: dict[str, str]) -> dict[str, str]:
    """Return the half of each key: those settled as they were, the rest laid into the half that is smaller so far."""
    share = Counter({half: sum(keys[key] for key in settled if settled[key] == half) for half in HALVES})
    half_of = dict(settled)
    order = sorted(key for key in keys if key not in settled)
    random.Random(SEED).shuffle(order)
    for key in sorted(order, key=lambda key: -keys[key]):
        half_of[key] = min(HALVES, key=lambda half: share[half])
        share[half_of[key]] += keys[key]
    return half_of


def main() -> None:
    """Write the file; a set whose data is absent keeps its rows."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    settled: dict[str, dict[str, str]] = {name: {} for name in SETS}
    if FILE.exists():
        with FILE.open(encoding="utf8") as lines:
            for name, key, half in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
                settled.setdefault(name, {})[key] = half
    with FILE.open("w", encoding="utf8") as out:
        for name, keys_of in SETS.items():
            half_of = halves_of(Counter(keys_of(data)), settled[name])
            for key in sorted(half_of):
                print(name, key.replace("\t", " "), half_of[key], sep="\t", file=out)
            print(name, Counter(half_of.values()))


if __name__ == "__main__":
    main()

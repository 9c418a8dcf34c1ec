"""Score names, quotations and dates: `python evals/voices.py --data FOLDER --seeds FOLDER [--only PART ...] [--write]`.

FOLDER holds the articles annotated by hand and the corpora named below; the seeds folder `facts.json` and the founding
pages. A part whose data are absent is skipped by name. `--spacy PYTHON` scores spaCy's small model beside ours.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from fact_scores import byhand, names, polnear, speakers_read, speed, times, toponyms
from fact_scores.answers import NAMES, Answers, Named
from fact_scores.figures import Figure, Marked, Row, asked_table, rows
from fact_scores.founding.voices import score_founding
from fact_scores.gold import load
from fact_scores.names_read import load_read
from fact_scores.run import Absent, Chosen, Part, main, needed
from fact_scores.spacy_names import SpacyReader
from fact_scores.tagger import score_tagger

GOLD = "gold/facts_gold.jsonl"


def founding(chosen: Chosen) -> list[Part]:
    return [Part("Founding pair", lines=asked_table(score_founding(needed(chosen.seeds / "facts.json"))))]


def by_hand(chosen: Chosen) -> list[Part]:
    groups = {
        "names": list(NAMES),
        **{name: [name] for name in NAMES},
        "speakers": ["speakers"],
        "indirect speech": ["indirect speech"],
        "dates": ["dates"],
        "quantities": ["quantities"],
    }
    return byhand.parts(chosen, byhand.VOICES, groups)


def openings(chosen: Chosen) -> list[Part]:
    """Names and speakers in openings of news articles that two readers marked."""
    kinds = (*NAMES, "quotations", "speakers")
    articles = load_read(needed(chosen.data.parent / "stories/allsides_stream.jsonl.gz"))
    return byhand.tables(articles, "Openings marked by hand", chosen, kinds, {"speakers": ["speakers"]})


def voices(chosen: Chosen) -> list[Part]:
    """Quotations and indirect speech in further openings that two readers marked."""
    kinds = ("quotations", "speakers", "indirect speech", "indirect speech with speaker and cue")
    articles = speakers_read.load_read(needed(chosen.data.parent / "stories/allsides_stream.jsonl.gz"))
    groups = {"speakers": ["speakers"], "indirect speech": ["indirect speech"]}
    return byhand.tables(articles, "Openings with speech marked by hand", chosen, kinds, groups)


def corpora(chosen: Chosen) -> list[Part]:
    """Names in GUM, re3d and wikigold by the whole layer."""
    documents = _documents(chosen)
    shown, errors = _named(documents, lambda one: chosen.reader(one.text), chosen)
    newslike = "GUM news, interviews, biographies, "
    asked = {f"{newslike}{kind}: R": 0.85 for kind in NAMES} | {f"{newslike}persons: P": 0.88}
    return [Part("Names in GUM, re3d, wikigold", shown, (), errors, asked)]


def spacy(chosen: Chosen) -> list[Part]:
    """The same articles and corpora as spaCy's small English model names them."""
    if chosen.spacy is None or not chosen.spacy.exists():
        raise Absent("no Python with spaCy: --spacy PYTHON, which `make spacy-env` sets up")
    documents = _documents(chosen)
    reader = SpacyReader(chosen.spacy)
    articles = list(names.by_hand(needed(chosen.data / GOLD)))
    reader.load([one.text for one in (*articles, *documents)])

    def told(text: str) -> Answers:
        return Answers(tuple(Named(kind, start, end) for start, end, kind in reader.named(text)))

    read = byhand.read_all(load(chosen.data / GOLD), lambda text, _: told(text))
    shown, _ = _named(documents, lambda one: told(one.text), chosen)
    hand = byhand.figures(read, [*NAMES, "dates"])
    hand = [row for row in hand if "country" not in row.name and "value" not in row.name]
    lines = [f"spaCy's names at {reader.speed:,.0f} words a second of CPU time, its tagger and parser with them."]
    return [Part("spaCy small: articles annotated by hand", hand), Part("spaCy small: corpora", shown, lines)]


def _documents(chosen: Chosen) -> list[names.Document]:
    return [one for path, read in names.corpora(chosen.data) if path.exists() for one in read(path)]


def _named(documents: Sequence[names.Document], ask: names.Ask, chosen: Chosen) -> tuple[list[Row], list[str]]:
    is_land = names.lands_of(chosen.reader.knowledge.gazetteer)
    marked = names.score(documents, ask, is_land)
    return names.figures(marked, {one.key: one.group for one in documents}), _missed(marked)


def _missed(marked: Sequence[Marked]) -> list[str]:
    return [line for one in marked if one.half == "learn" for line in one.missed]


def attributions(chosen: Chosen) -> list[Part]:
    news = polnear.read(needed(chosen.data / "polnear_dev.jsonl.gz"))
    return [polnear.score_quotes(news, chosen.reader.knowledge)]


def timebank(chosen: Chosen) -> list[Part]:
    return [times.timebank(needed(chosen.data / "tempeval3_TimeBank"))]


def wikiwars(chosen: Chosen) -> list[Part]:
    return [times.wikiwars(needed(chosen.data / "wikiwars"))]


def geovirus(chosen: Chosen) -> list[Part]:
    reports = list(toponyms.geovirus(needed(chosen.data / "GeoVirus.xml.gz")))
    marked = toponyms.read_whole(reports, chosen.reader)
    return [Part("GeoVirus", rows(marked), (), _missed(marked))]


def lgl(chosen: Chosen) -> list[Part]:
    reports = list(toponyms.lgl(needed(chosen.data / "lgl.xml.gz")))
    marked = toponyms.read_whole(reports, chosen.reader)
    given = toponyms.given(reports, chosen.reader.knowledge.gazetteer)
    return [Part("LGL", [*rows(given), *rows(marked)], (), _missed(marked))]


def tagger(chosen: Chosen) -> list[Part]:
    return [Part("Tagger", lines=asked_table(score_tagger(needed(chosen.data / "ud_ewt"))))]


def speeds(chosen: Chosen) -> list[Part]:
    texts = [one["text"] for one in polnear.read(needed(chosen.data / "polnear_dev.jsonl.gz"))]
    figures: list[Figure] = speed.of_articles(texts, chosen.reader.knowledge)
    return [Part("Speed, one core, CPU time", lines=asked_table(figures))]


def long(chosen: Chosen) -> list[Part]:
    return (
        [Part("Long texts", lines=asked_table(speed.of_long_texts(chosen.reader.knowledge)))]
        if chosen.options.long
        else []
    )


PARTS = {
    "founding": founding,
    "hand": by_hand,
    "openings": openings,
    "voices": voices,
    "corpora": corpora,
    "spacy": spacy,
    "polnear": attributions,
    "timebank": timebank,
    "wikiwars": wikiwars,
    "geovirus": geovirus,
    "lgl": lgl,
    "tagger": tagger,
    "speed": speeds,
    "long": long,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--long", action="store_true", help="ten million characters without a full stop too: minutes")


if __name__ == "__main__":
    sys.exit(main("voices", PARTS, arguments))

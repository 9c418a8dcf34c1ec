"""Score families, origins, parents and edits on both halves: `python -m origins --data FOLDER`, from `evals`.

One run of the pages serves all sections; `--base FOLDER` keeps it for the next time.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from figures import Section, Wanted, report, wanted

from origins.articles_read import articles
from origins.base import made_base, read_base, read_json
from origins.calibrated import calibrated, one_text_claims
from origins.credits import credits
from origins.edits import edits
from origins.forms import articles_of, forms, of_articles
from origins.invented_pages import families as families_of_invented
from origins.pairs import linked, pairs, versions
from origins.sources import calibration, descent, families, lone_pages, paraphrases

OF_PAGES = ("forms", "pairs", "origins", "credits", "parents", "paraphrases", "edits")
NAMES = (*OF_PAGES, "invented", "read")


def sections(asked: Wanted, folder: Path) -> Iterator[Section]:
    """Yield what was asked for."""
    if asked.wants("invented"):
        heading = "Invented pages of running texts, wire texts, briefs and digests: pairs in one family"
        yield Section("invented", heading, families_of_invented(folder / "invented"))
    if asked.wants("read"):
        heading = "Pairs of dated articles, read by eye: told in one family"
        yield Section("read", heading, articles(asked.data, folder / "read"))
    if not asked.wants(*OF_PAGES):
        return
    gold = asked.data / "copies/gold"
    base = made_base(asked.data / "copies/pages.jsonl.gz", folder)
    told = read_base(base)
    keys, grouped, pages = (
        linked(asked.data),
        read_json(gold / "families_gold.jsonl"),
        read_json(gold / "pages_gold.jsonl"),
    )
    if asked.wants("forms"):
        yield Section("forms", "Pages that are no article", forms(pages, told, keys))
    if asked.wants("pairs"):
        heading = "Pairs with a verdict: told in one family"
        measures = [*pairs(asked.data, told, keys), *versions(grouped, told, keys)]
        chances = calibrated("pairs of one text", one_text_claims(asked.data, told), keys)
        yield Section("pairs", heading, [*measures, *chances])
    if asked.wants("origins"):
        lone = lone_pages(articles_of(pages), grouped, told, keys)
        measures = [*families(of_articles(grouped, pages), told, keys), *lone]
        yield Section("origins", "Origins", [*measures, *calibration(pages, grouped, told, keys)])
    if asked.wants("credits"):
        yield Section("credits", "Stated agencies, and credits hidden twenty times", credits(told, base, keys))
    if asked.wants("parents"):
        yield Section("parents", "Parents", descent(grouped, pages, told, keys))
    if asked.wants("paraphrases"):
        yield Section("paraphrases", "Close paraphrases (no gold: read them)", paraphrases(pages, told, keys))
    if asked.wants("edits"):
        yield Section("edits", "Labelled differences", edits(read_json(gold / "edits_gold.jsonl"), told, keys))


def main() -> int:
    asked = wanted(__doc__, NAMES)
    if not (asked.data / "copies/gold").is_dir():
        print(f"skipped: evals/origins (no {asked.data / 'copies/gold'})")
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        told = list(sections(asked, asked.base or Path(scratch)))
    report("origins", "Families, origins and edits", "make eval-origins", told, asked)
    return 0


if __name__ == "__main__":
    sys.exit(main())

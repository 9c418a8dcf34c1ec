"""Whether the versions of a wire text are told in order: `python -m tracing.versions [--first 700] [--stories 60]`.

The copies are those of the synthetic transmission, of which six in ten have a second version (a write-thru with two to
four new sentences) that later outlets take. Rules and thresholds were made on seeds below 100.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from itertools import combinations

from tracing.synthetic import article_of
from tracing.transmission.pages import copy_row
from tracing.transmission.tree import Transmission, transmission
from wirecopy.trace import StyleTables, Witness, canonical, collate, load_tables, prepare, stemma, traits_of


def versions_of(story: Transmission, tables: StyleTables) -> dict[int, int | None]:
    """Return the version told of each copy."""
    articles, witnesses = {}, []
    for copy in story.copies:
        name = f"c{copy.number:02}"
        stated = copy_row(story, copy).get("published")
        credit = story.agency if copy.credits else None
        articles[name] = replace(
            article_of(name, copy.print().text), published=stated, agency=credit, outlet=copy.outlet
        )
    head = canonical(list(articles.values()))
    base = prepare(articles[head], tables)
    for name, one in articles.items():
        traits = () if name == head else traits_of(base, collate(base, prepare(one, tables), "f"))
        witnesses.append(Witness(name, one.outlet, one.agency, one.published, traits))
    return {int(found.article_id[1:]): found.version for found in stemma(witnesses, len(base.starts))}


def count(first: int, stories: int) -> Counter[str]:
    """Return how the versions told compare with those that the copies carry."""
    tables, counts = load_tables(), Counter[str]()
    for seed in range(first, first + stories):
        story = transmission(seed)
        told, true = versions_of(story, tables), {copy.number: copy.version for copy in story.copies}
        several = len(set(true.values())) > 1
        counts["of several" if several else "of one"] += 1
        counts["several, told" if several else "one, split"] += any(told.values())
        for a, b in combinations(sorted(true), 2):
            if several and true[a] != true[b]:
                counts["pairs of two versions"] += 1
            if (one := told[a]) is None or (other := told[b]) is None or one == other:
                continue
            counts["pairs told"] += 1
            counts["pairs right"] += true[a] != true[b] and (true[a] < true[b]) == (one < other)
    return counts


def main() -> None:
    """Print the figures as a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--first", type=int, default=700)
    options.add_argument("--stories", type=int, default=60)
    chosen = options.parse_args()
    found = count(chosen.first, chosen.stories)
    print(f"Synthetic transmission, seeds {chosen.first}-{chosen.first + chosen.stories - 1}.\n")
    print("| figure | reached |\n|---|---|")
    print(f"| stories of two versions whose versions are told | {found['several, told']} of {found['of several']} |")
    print(f"| stories of one version split into several | {found['one, split']} of {found['of one']} |")
    print(f"| pairs said to carry two versions: right, order too | {found['pairs right']} of {found['pairs told']} |")
    print(f"| pairs of two versions found | {found['pairs right']} of {found['pairs of two versions']} |")


if __name__ == "__main__":
    main()

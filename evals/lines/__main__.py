"""Train the line labeller, or see how it does on outlets that it was not trained on.

    python evals/lines --data FOLDER                 crossed by outlet within the learn half
    python evals/lines --data FOLDER --write         train on the learn half and put the weights where they are read
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent.parent), str(Path(__file__).resolve().parents[2] / "tests")]

import numpy as np
from clean_html import averaged, keeps_furniture, overlap
from lines.fit import Instance, fit
from lines.gold import Gold, all_gold, cut
from pages.folding import letters

import wirecopy.clean
from wirecopy.clean import Rules, clean_page, load_rules
from wirecopy.clean.cleaned import Cleaned
from wirecopy.clean.labels.chain import BODY, INSIDE
from wirecopy.clean.labels.features import line_traits, line_words
from wirecopy.clean.labels.weights import FILE, FORMS, Form, Weights, packed
from wirecopy.clean.page import laid_out
from wirecopy.languages import language_pack
from wirecopy.options import CleanOptions

FOLDS = 4
SHOWN = 0.3
"""What a saved page counts for whose visible text is learned from, beside a scraped one."""
Learned = list[tuple[Gold, dict[Form, Instance]]]


def instances(gold: Gold, rules: Rules) -> dict[Form, Instance]:
    """Return a page as learning sees it: a saved one with its markup and as the text that it shows."""
    options = CleanOptions()
    found: dict[Form, Instance] = {}
    shown = replace(gold.page, source=None, media_type="text/plain")
    for page in (gold.page, shown) if gold.page.source else (shown,):
        laid = laid_out(page, rules, options)
        form: Form = "plain" if laid.around.markup is None else "markup"
        words: Sequence[Sequence[str]] = line_words(  # type: ignore[assignment]
            laid.sheet.lines, laid.around.markup, lambda word: word, known=laid.language == rules.language  # type: ignore[arg-type, return-value]
        )  # fmt: skip
        codes = line_traits(laid.sheet.raw, laid.sheet.lines, laid.around)
        weight = SHOWN if gold.gold_set == "cut" or (form == "plain" and gold.page.source) else 1.0
        allowed = gold.allowed.copy()
        if gold.gold_set in ("pages", "cut"):  # what the gold leaves open between the edges, the rules may tell
            ruled = np.array([kind is not None for kind in laid.around.whole]) & allowed[:, BODY]
            allowed[ruled] = np.arange(allowed.shape[1]) == INSIDE
        found[form] = Instance(gold.group, codes, words, allowed, weight)
    return found


def with_cuts(pages: Iterable[Gold]) -> Iterator[Gold]:
    """Yield every page, and of each scraped one its text alone and a piece of it."""
    chance = random.Random(1)
    for gold in pages:
        yield gold
        if gold.gold_set == "pages":
            yield from cut(gold, chance)


def trained(learned: Learned) -> dict[Form, Weights]:
    """Return the weights for both forms of page."""
    return {form: fit([one[form] for _, one in learned if form in one], free=form == "markup") for form in FORMS}


def crossed(learned: Learned) -> Iterator[tuple[Gold, str, Cleaned]]:
    """Yield each page cleaned by weights that have seen no page of its group; saved ones as HTML and as text."""
    groups = sorted({gold.group for gold, _ in learned})
    random.Random(1).shuffle(groups)
    fold = {group: place % FOLDS for place, group in enumerate(groups)}
    rules, options = load_rules(), CleanOptions()
    for number in range(FOLDS):
        weights = trained([(g, one) for g, one in learned if fold[g.group] != number or g.gold_set == "twins"])
        own = replace(rules, line_weights=weights)
        for gold, _ in learned:
            if fold[gold.group] != number or gold.gold_set in ("twins", "cut"):
                continue
            yield gold, "html" if gold.page.source else "scraped", clean_page(gold.page, own, options)
            if gold.page.source:
                shown = replace(gold.page, source=None, media_type="text/plain")
                yield gold, "visible text", clean_page(shown, own, options)


def figures(cleaned: Sequence[tuple[Gold, str, Cleaned]]) -> Iterator[str]:
    """Yield the figures of every set, a line each."""
    told: Mapping[tuple[str, str], dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    pairs = defaultdict(list)
    for gold, way, made in cleaned:
        article, key = made.article, (gold.gold_set, way)
        right = bool(gold.title) and letters(article.title) == letters(gold.title)
        if gold.edges:
            told[key]["begins"].append(letters(article.body).startswith(letters(gold.edges[0])))
            told[key]["ends"].append(letters(article.body).endswith(letters(gold.edges[1])))
        if article.title and gold.text is None:
            told[key]["title P"].append(right)
        if gold.title:
            told[key]["title R"].append(right)
        if gold.text is not None:
            pairs[key].append(overlap(article.body, gold.text, 4 if gold.gold_set == "extraction" else 1))
            told[key]["keeps furniture"].append(keeps_furniture(article.body, gold.text))
    for key, named in sorted(told.items()):
        found = [f"{name} {statistics.fmean(values):.3f}" for name, values in named.items()]
        if pairs[key]:
            score = averaged(pairs[key])
            found.insert(0, f"P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")
        yield f"{key[0]}, {key[1]}: {', '.join(found)} ({len(next(iter(named.values())))} pages)"


def main() -> None:
    parser = argparse.ArgumentParser(description="Train and cross-validate the line labeller.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--half", choices=("learn", "both"), default="learn", help="what to train on")
    parser.add_argument("--write", action="store_true", help="put the weights where the package reads them")
    chosen = parser.parse_args()
    started = time.time()
    halves = ("learn", "held") if chosen.half == "both" else ("learn",)
    rules = load_rules()
    learned = [(gold, instances(gold, rules)) for gold in with_cuts(all_gold(chosen.data)) if gold.half in halves]
    print(f"{len(learned)} pages laid out in {time.time() - started:.0f} s", flush=True)
    if not chosen.write:
        print("\n".join(figures(list(crossed(learned)))))
        return
    general, own = packed(trained(learned))
    (Path(wirecopy.clean.__file__).parent / "labels" / FILE).write_bytes(general)
    pack = language_pack("en")
    Path(str(pack.folder / FILE)).write_bytes(own)
    print(f"written: {len(general):,} and {len(own):,} bytes, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()

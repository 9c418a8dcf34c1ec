"""Learn which nouns mean people, from news: `python tools/learn_people_nouns.py DATA`.

DATA is the folder of evaluation data; `stories/allsides_stream.jsonl.gz` is read. Whoever is spoken of goes on with
"who" ("the trainees who"), what is goes on with "which" or "that" ("the orders that"): a noun means people where the
first is at least three times as frequent. Writes `src/wirecopy/languages/en/people_nouns.txt`, a noun a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

from wirecopy.facts.knowledge.lexicon import load_lexicon, plural

OUT = Path(__file__).parent.parent / "src" / "wirecopy" / "languages" / "en" / "people_nouns.txt"
LEAST, SHARE = 3, 0.75  # times seen before "who", and its share of all that follows
_GOES_ON = re.compile(r"\b(?:(\w+) )?(the |an? )?([a-z][a-z-]{2,})(?:,| -)? (who|whose|whom|that|which)\b")
_NOUN = re.compile(r"\b(?:the|an?|two|three|many|some|other|these|young|former|his|her|their) ([a-z][a-z-]{2,})\b")
_IN = frozenset(("of", "at", "in", "across", "on", "to", "from", "with"))


def main() -> None:
    """Read the texts, write the nouns, print how many."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    people, things, nouns = Counter[str](), Counter[str](), Counter[str]()
    with gzip.open(arguments.parse_args().data / "stories/allsides_stream.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            nouns.update(_NOUN.findall(text))
            for before, _, noun, behind in _GOES_ON.findall(text):
                if not behind.startswith("who"):
                    things[noun] += 1
                elif before not in _IN:  # "people of colour who", "across the aisle who"
                    people[noun] += 1
    lexicon = load_lexicon("en")
    closed = lexicon.counts | lexicon.determiners | lexicon.links | lexicon.prepositions | frozenset(lexicon.pronouns)
    learned = sorted(
        noun for noun in people if noun not in closed and nouns[noun] >= LEAST and _means_people(noun, people, things)
    )
    OUT.write_text("\n".join(learned) + "\n", "utf-8")
    print(f"{OUT.name}: {len(learned)} nouns, {OUT.stat().st_size:,} bytes")


def _means_people(noun: str, people: Counter[str], things: Counter[str]) -> bool:
    """Tell it by the noun's singular and plural together."""
    forms = {noun, plural(noun), *(one for one in (noun.removesuffix("s"),) if plural(one) == noun)}
    who, which = (sum(seen[form] for form in forms) for seen in (people, things))
    return who >= LEAST and who / (who + which) >= SHARE


if __name__ == "__main__":
    main()

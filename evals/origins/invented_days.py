"""The pages of an invented day: texts that run on in many states, wires, briefs, and pages that show parts of them."""

from __future__ import annotations

from random import Random

from origins.invented_states import entries, live_state, next_state, posts_of
from origins.invented_texts import Text, as_text, page, paragraph, report, styled


def invented_family(seed: int) -> list[tuple[str, str]]:
    """Return the bodies of a day with the name of the text each is."""
    return [(as_text(text), name) for text, name in invented_day(seed)]


def invented_day(seed: int) -> list[tuple[Text, str]]:
    """Return texts with the name of what each is: a running text, a live page of one outlet, a wire text of several
    states, a brief, and pages that show parts of them. States are run by several outlets each, cut or extended now and
    then."""
    rng = Random(f"family {seed}")
    told = entries(rng, 30)
    kept = rng.randint(3, 8)
    step = rng.randint(1, min(3, kept - 1))
    states = [[part for entry in told[at : at + kept] for part in entry] for at in range(0, 30 - kept, step)][:8]
    pages = [("running", printed) for state in states for printed in _printed(rng, state)]
    pages += [("live", state) for state in _live_states(rng)]
    wire = [report(rng, rng.randint(300, 900))]
    for _ in range(rng.randint(1, 6)):
        wire.append(next_state(rng, wire[-1]))
    pages += [("wire", printed) for state in wire for printed in _printed(rng, state)]
    brief = report(rng, rng.randint(80, 250))
    pages += [("brief", printed) for printed in _printed(rng, brief)]
    for number in range(rng.randint(2, 6)):
        of = rng.choice([*wire, *states])
        first = rng.randint(0, len(of) - 1)
        own = report(rng, rng.randint(200, 900))
        shown = rng.choice([brief, of[first : first + rng.randint(1, 5)]])
        place = rng.randint(1, len(own))
        pages.append((f"own {number}", own[:place] + styled(rng, shown) + own[place:]))
    digest = [part[: rng.randint(2, 5)] for part in (wire[-1], brief, report(rng, 200), report(rng, 300))]
    rng.shuffle(digest)
    pages += [("digest", printed) for printed in _printed(rng, [part for item in digest for part in item], cuts=0.0)]
    return [(page(rng, text), name) for name, text in pages]


def _live_states(rng: Random) -> list[Text]:
    """Return the states of a live page over a day: the first and the last may share nothing."""
    posts, kept = posts_of(rng, 40), rng.randint(5, 14)
    pinned = paragraph(rng, rng.randint(20, 80)) if rng.random() < 0.3 else None
    at, found = 0, []
    while at + kept <= len(posts) and len(found) < 12:
        found.append(live_state(rng, posts[at : at + kept], pinned))
        at += rng.randint(1, max(1, int(0.7 * kept)))
    return found


def _printed(rng: Random, text: Text, cuts: float = 0.3) -> list[Text]:
    """Return a text as one to four outlets run it."""
    found = []
    for _ in range(rng.choice((1, 1, 2, 4))):
        last = len(text) if rng.random() >= cuts else max(2, round(len(text) * rng.uniform(0.3, 1)))
        found.append(styled(rng, text[:last] + (report(rng, 60) if rng.random() < 0.1 else [])))
    return found

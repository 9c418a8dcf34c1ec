"""The twelve kinds as the held half has them. Written before the code that is measured was read."""

from collections.abc import Iterator

from echo.cases import Case, Event, case, joined, paragraphs, some, source
from echo.worlds import World

PROMO = "Don't miss the stories that matter: get our newsletter every evening."


def curly(text: str) -> str:
    """The text with printer's quotation marks."""
    pieces = text.split('"')
    return "".join(piece if at == 0 else ("“" if at % 2 else "”") + piece for at, piece in enumerate(pieces))


def styled(text: str) -> str:
    """The text in another house's style."""
    changes = (
        ("percent", "per cent"),
        ("two-", "2-"),
        ("metres", "meters"),
        (" said.", " has said."),
        ("more than", "over"),
    )
    for before, after in changes:
        text = text.replace(before, after)
    return curly(text)


def cases(event: Event, world: World, number: int) -> Iterator[Case]:
    """The case of every kind for one event in one world; the worlds take turns among the forms."""
    for kind, make in KINDS.items():
        yield make(event, world, number, f"{kind}/{event.name}/{number}", kind)


def _copies(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    long, short = world.agency
    first = source(world, 0, 9, f"{event['wire']}\n\nWith {long}", event["title"])
    second = source(world, 1, 10, styled(event["wire"]), event["title_near"], author=long)
    third = source(
        world, 2, 11, joined(f"{world.slots['city'].upper()} ({short}) — {event['wire']}", PROMO), event["title"]
    )
    fourth = source(world, 3, 12, curly(event["wire"]), event["title_far"])
    if number:
        return case(name, kind, "held", [first, second, third, fourth], "0 1 2 3 same_text", "1-1")
    return case(name, kind, "held", [fourth, second, third], "0 1 2 same_text", "1-1")


def _cut(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    wire, (long, short) = event["wire"], world.agency
    own = f"Our readers in {world.slots['region']} have been following the matter with concern since the early morning."
    whole = source(world, 0, 9, f"{world.slots['city']} ({short}) - {wire}", event["title"])
    head = source(world, 1, 9.5, f"{styled(some(wire, range(3)))}\n\n© {long}", event["title_near"])
    tail = source(world, 2, 14, joined(own, some(wire, (2, 3, 5, 6))), event["title_far"])
    thin = source(world, 3, 10, some(wire, (0, 3)), event["title"])
    if number:
        return case(name, kind, "held", [head, whole, tail], "0 1 2 same_text", "1-1")
    return case(name, kind, "held", [whole, thin, head], "0 1 2 same_text", "1-1")


def _retold(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    short = world.agency[1]
    first = source(world, 0, 8, f"{world.slots['city'].upper()}, ({short}) - {event['wire']}", event["title"])
    second = source(world, 1, 9, styled(event["wire"]), event["title_near"])
    if number:
        third = source(world, 2, 13, event["retold"], event["title_far"])
        return case(name, kind, "held", [first, second, third], "0 1 same_text; 2 retold", "1-2")
    third = source(world, 2, 13, event["retold_bare"], event["title_far"], author="Staff")
    return case(name, kind, "held", [third, first, second], "1 2 same_text; 0 retold", "1-2")


def _release(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    title = paragraphs(event["release"])[0].split(".")[0][:70]
    news = source(world, 1, 12, event["release_news"], "New measures announced")
    if number:
        wire = {
            "url": "https://www.prnewswire.com/news-releases/3021.html",
            "title": title,
            "outlet": "PR Newswire",
            "published_at": "2026-03-10T09:00:00+00:00",
            "text": f"{event['release']}\n\nMedia contact: press office, +49 30 5550 1234",
        }
        return case(
            name, kind, "held", [wire, news, source(world, 2, 13, event["release"], title)], "0 1 2 one_release", "1-1"
        )
    printed = source(world, 3, 11, f"{event['release']}\n\nSOURCE: {world.slots['firm']} (press release)", title)
    return case(name, kind, "held", [news, printed], "0 1 one_release", "1-1")


def _interview(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 30, event["interview_a"], paragraphs(event["interview_a"])[0][:60])
    two = source(world, 1, 31, event["interview_b"], paragraphs(event["interview_b"])[0][:50])
    if number:
        three = source(world, 4, 12, event["own"], event["title_far"], author="Our own reporter")
        return case(
            name, kind, "held", [one, three, two], "0 2 one_interview_or_statement; 1 not_shown_dependent", "2-2"
        )
    return case(name, kind, "held", [one, two], "0 1 one_interview_or_statement", "1-1")


def _agencies(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    (_, short), (other, second) = world.agency, world.second
    one = source(world, 0, 9, f"{world.slots['city'].upper()} ({short}) — {event['wire']}", event["title"])
    two = source(world, 1, 10, styled(event["wire"]), event["title_near"])
    three = source(world, 2, 10, f"{event['wire2']}\n\nSource: {other}", event["title_far"])
    four = source(world, 3, 11, curly(event["wire2"]), event["title_near"], author=second)
    if number:
        groups = "0 2 same_text; 1 3 same_text"
        return case(name, kind, "held", [one, three, two, four], groups, "2-2")
    return case(name, kind, "held", [one, two, three], "0 1 same_text; 2 not_shown_dependent", "2-2")


def _own(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    long, _ = world.agency
    one = source(world, 0, 9, f"{event['wire']}\n\n({long})", event["title"])
    two = source(world, 1, 10, some(styled(event["wire"]), (0, 1, 2, 4, 6)), event["title_near"])
    three = source(world, 5, 18, event["own"], event["title_far"], author=world.slots["p8"])
    if number:
        return case(name, kind, "held", [one, two, three], "0 1 same_text; 2 not_shown_dependent", "2-2")
    return case(name, kind, "held", [three, one], "0 not_shown_dependent; 1 not_shown_dependent", "2-2")


def _translation(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    long, short = world.agency
    lead = paragraphs(event["translation"])[0]
    if number:
        one = source(world, 0, 9, f"{world.slots['city'].upper()} ({short}) — {event['wire']}", event["title"])
        two = source(world, 1, 12, f"{event['translation']}\n\n({long})", lead[:60])
        return case(name, kind, "held", [one, two], "0 not_shown_dependent; 1 translated", "1-1")
    one = source(world, 0, 9, event["wire"], event["title"])
    two = source(world, 2, 10, styled(event["wire"]), event["title_near"])
    three = source(world, 1, 12, event["translation"], lead[:60])
    return case(name, kind, "held", [one, two, three], "0 1 same_text; 2 translated", "1-2")


def _different(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    other = source(world, 2, 10, event["other"], event["other_title"])
    one = source(world, 0, 9, event["wire"], event["title"])
    if number:
        return case(name, kind, "held", [other, one], "0 different_events; 1 different_events", "1-1", "0; 1")
    two = source(world, 1, 11, styled(event["wire"]), event["title_near"])
    return case(name, kind, "held", [one, two, other], "0 1 same_text; 2 different_events", "1-1", "0 1; 2")


def _correction(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    long, _ = world.agency
    before = source(world, 0, 9, event["wire"], event["title"], author=long)
    after = source(world, 1, 15, f"{event.corrected}\n\n{event.note}", event["title_near"])
    late = source(world, 2, 16, f"{event.note}\n\n{styled(event.corrected)}", event["title"])
    if number:
        return case(name, kind, "held", [before, after, late], "0 1 2 same_text", "1-1")
    return case(name, kind, "held", [after, before], "0 1 same_text", "1-1")


def _satire(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    wire, jokes = paragraphs(event["wire"]), paragraphs(event["satire"])
    joke = joined(*wire[:2], jokes[0], *wire[2:5], jokes[1])
    plain = source(world, 0, 9, event["wire"], event["title"])
    funny = source(world, 4, 20, joke, jokes[0][:60]) | {
        "outlet": "The Daily Duck",
        "url": "https://dailyduck.example/9",
    }
    if number:
        own = source(world, 1, 19, event["own"], event["title_far"])
        return case(name, kind, "held", [plain, own, funny], "0 2 same_text; 1 not_shown_dependent", "2-2")
    return case(name, kind, "held", [plain, funny], "0 1 same_text", "1-1")


def _headlines(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 9, title=event["title"])
    if number:
        near = {
            "title": f"{event['title_near']} - {world.outlets[1]}",
            "url": "https://news.google.com/rss/articles/CBMi12",
            "source": world.outlets[1],
            "published_at": "2026-03-10T10:00:00+00:00",
        }
        far = source(world, 2, 12, title=event["title_far"])
        return case(name, kind, "held", [one, near, far], "0 1 same_text; 2 not_comparable", "1-2", "0 1; 2")
    near = source(world, 1, 10, title=f"{event['title_near']} | {world.outlets[1]}")
    other = source(world, 2, 10, title=event["other_title"])
    return case(name, kind, "held", [one, near, other], "0 1 same_text; 2 different_events", "1-1", "0 1; 2")


KINDS = {
    "copies": _copies,
    "cut": _cut,
    "retold": _retold,
    "release": _release,
    "interview": _interview,
    "agencies": _agencies,
    "own": _own,
    "translation": _translation,
    "different": _different,
    "correction": _correction,
    "satire": _satire,
    "headlines": _headlines,
}

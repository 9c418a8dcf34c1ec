"""The twelve kinds as the learning half has them."""

from collections.abc import Iterator

from echo.cases import Case, Event, case, joined, paragraphs, some, source
from echo.worlds import World

SHARE = "Share this article on Facebook"


def british(text: str) -> str:
    """The text in another house's style."""
    changes = (
        ("percent", "per cent"),
        ("fertiliser", "fertilizer"),
        (" said on ", " said, on "),
        ('"', "'"),
        ("late on ", "on "),
    )
    for before, after in changes:
        text = text.replace(before, after)
    return text


def cases(event: Event, world: World, number: int) -> Iterator[Case]:
    """The case of every kind for one event in one world; the worlds take turns among the forms."""
    for kind, make in KINDS.items():
        yield make(event, world, number, f"{kind}/{event.name}/{number}", kind)


def _place(world: World, text: str) -> str:
    return f"{world.slots['city'].upper()}, {world.slots['month'][:3]} 10 ({world.agency[1]}) - {text}"


def _copies(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    first = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    second = source(world, 3, 9, joined(british(event["wire"]), SHARE), event["title_near"])
    third = source(world, 4, 9, f"By staff and {world.agency[1]}\n\n{event['wire']}", event["title_far"])
    if number:
        return case(name, kind, "learn", [second, first], "0 1 same_text", "1-1")
    return case(name, kind, "learn", [first, second, third], "0 1 2 same_text", "1-1")


def _cut(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    wire = event["wire"]
    first = source(world, 0, 8, _place(world, wire), event["title"])
    second = source(world, 1, 9, some(wire, range(4)), event["title_near"], author=world.agency[0])
    third = source(world, 2, 20, joined(some(wire, (0, 2)), some(wire, (6,))), event["title_far"])
    if number:
        return case(name, kind, "learn", [third, first], "0 1 same_text", "1-1")
    return case(name, kind, "learn", [first, second, third], "0 1 2 same_text", "1-1")


def _retold(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    first = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    told = source(world, 2, 12, event["retold_bare" if number else "retold"], event["title_far"], author="Newsroom")
    second = source(world, 1, 9, british(event["wire"]), event["title"])
    if number:
        return case(name, kind, "learn", [first, told], "0 not_shown_dependent; 1 retold", "1-2")
    return case(name, kind, "learn", [first, told, second], "0 2 same_text; 1 retold", "1-2")


def _release(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    title = paragraphs(event["release"])[0].split(".")[0][:70]
    news = source(world, 1, 12, event["release_news"], "What the announcement says")
    body = f"{event['release']}\n\nPress contact: {world.slots['p4']}, phone 555 0100"
    if number:
        wire = source(world, 0, 9, body, title) | {
            "outlet": "Business Wire",
            "url": "https://www.businesswire.com/news/home/1",
        }
        return case(name, kind, "learn", [wire, news], "0 1 one_release", "1-1")
    other = source(world, 3, 11, f"Press release\n\n{event['release']}", title)
    return case(name, kind, "learn", [news, other, source(world, 0, 10, body, title)], "0 1 2 one_release", "1-1")


def _interview(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 30, event["interview_a"], paragraphs(event["interview_a"])[0][:60])
    two = source(world, 1, 31, event["interview_b"], paragraphs(event["interview_b"])[0][:50])
    if number:
        copy = source(world, 2, 32, british(event["interview_a"]), paragraphs(event["interview_a"])[0][:40])
        return case(name, kind, "learn", [one, two, copy], "0 1 2 one_interview_or_statement", "1-1")
    return case(name, kind, "learn", [two, one], "0 1 one_interview_or_statement", "1-1")


def _agencies(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    two = source(world, 1, 9, event["wire2"], event["title_near"], author=world.second[0])
    three = source(world, 2, 11, f"({world.second[1]}) {event['wire2']}", event["title_far"])
    if number:
        return case(name, kind, "learn", [one, two], "0 not_shown_dependent; 1 not_shown_dependent", "2-2")
    return case(name, kind, "learn", [two, one, three], "0 2 same_text; 1 not_shown_dependent", "2-2")


def _own(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    two = source(world, 1, 9, british(event["wire"]), event["title_near"])
    three = source(world, 5, 15, f"By {world.slots['p8']}\n\n{event['own']}", event["title_far"])
    if number:
        return case(name, kind, "learn", [one, three], "0 not_shown_dependent; 1 not_shown_dependent", "2-2")
    return case(name, kind, "learn", [one, three, two], "0 2 same_text; 1 not_shown_dependent", "2-2")


def _translation(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    lead = paragraphs(event["translation"])[0]
    two = source(world, 1, 12, event["translation"], lead[:60])
    if number:
        return case(name, kind, "learn", [one, two], "0 not_shown_dependent; 1 translated", "1-2")
    credited = source(world, 1, 12, event["translation"], lead[:60], author=world.agency[1])
    return case(name, kind, "learn", [one, credited], "0 not_shown_dependent; 1 translated", "1-1")


def _different(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    other = source(world, 2, 9, event["other"], event["other_title"])
    if number:
        copy = source(world, 3, 10, event["other"], event["other_title"])
        return case(name, kind, "learn", [other, one, copy], "0 2 same_text; 1 different_events", "1-1", "0 2; 1")
    return case(name, kind, "learn", [one, other], "0 different_events; 1 different_events", "1-1", "0; 1")


def _correction(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    before = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    after = source(world, 1, 14, f"{event.note}\n\n{event.corrected}", event["title_near"])
    if number:
        return case(name, kind, "learn", [before, after], "0 1 same_text", "1-1")
    late = source(world, 2, 15, british(event["wire"]), event["title"])
    return case(name, kind, "learn", [before, late, after], "0 1 2 same_text", "1-1")


def _satire(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    wire, jokes = paragraphs(event["wire"]), paragraphs(event["satire"])
    joke = joined(wire[0], wire[1], *jokes, *wire[3:6])
    plain = source(world, 0, 8, _place(world, event["wire"]), event["title"])
    funny = source(world, 4, 20, joke, event["title"]) | {
        "outlet": "The Onion Ring",
        "url": "https://onionring.example/1",
    }
    if number:
        return case(name, kind, "learn", [funny, plain], "0 1 same_text", "1-1")
    two = source(world, 1, 9, event["wire2"], event["title_far"])
    return case(name, kind, "learn", [plain, two, funny], "0 2 same_text; 1 not_shown_dependent", "2-2")


def _headlines(event: Event, world: World, number: int, name: str, kind: str) -> Case:
    one = source(world, 0, 8, title=event["title"])
    near = source(world, 1, 9, title=event["title_near"])
    if number:
        tagged = {
            "title": f"{event['title']} ({world.agency[1]})",
            "url": "https://finance.yahoo.com/news/1.html",
            "outlet": "Yahoo",
            "published_at": "2026-03-10T10:00:00+00:00",
        }
        return case(name, kind, "learn", [near, one, tagged], "0 1 2 same_text", "1-1")
    far = source(world, 2, 12, title=event["title_far"])
    other = source(world, 3, 9, title=event["other_title"])
    groups = "0 1 same_text; 2 not_comparable; 3 different_events"
    return case(name, kind, "learn", [one, near, far, other], groups, "1-2", "0 1; 2; 3")


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

"""The lines around a text: the kinds of the founding pages in many layouts, and what each must be read as."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from random import Random


@dataclass(frozen=True, slots=True)
class Row:
    """What a market row says."""

    symbol: str
    price: float
    change: float
    percent: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line and its kind; `also` names kinds as right."""

    kind: str
    text: str
    also: tuple[str, ...] = ()
    row: Row | None = None


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together, apart from what comes before and after."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp block and the times it states."""

    block: Block
    published: str
    updated: str | None
    zone_assumed: bool
    place: str | None


@dataclass(frozen=True, slots=True)
class Zone:
    """A zone as a page writes it; `host` is the ending of an address that settles what the letters mean."""

    label: str
    minutes: int
    host: str | None = None
    months: tuple[int, ...] = tuple(range(1, 13))
    assumed: bool = False


WINTER, SUMMER = (11, 12, 1, 2), (5, 6, 7, 8)
ZONES = (
    Zone("IST", 330, assumed=True),
    Zone("IST", 330, host="in"),
    Zone("IST", 60, host="ie", months=SUMMER),
    Zone("IST", 120, host="co.il", months=WINTER),
    Zone("PKT", 300),
    Zone("PKT", 300, host="com.pk"),
    Zone("GMT", 0),
    Zone("EST", -300, months=WINTER),
    Zone("+0530", 330),
    Zone("+03:00", 180),
    Zone("GMT+8", 480),
    Zone("UTC-3", -180),
)

PROMOS = (
    "Film star opens cancer ward in {city}",
    "{family} named new head of central bank",
    "Three held over {city} museum theft",
    "Rain washes out second day of {city} Test",
    "Airline to resume {city} flights in spring",
    "Why coffee prices keep climbing",
    "{family} wins third term as mayor of {city}",
    "Watch: rescuers free whale off {city}",
    "Also read: {family} quits as coach after cup defeat",
    "Read more: {city} metro to run all night",
)
COMMENTS = (
    ("Comments", "Comments are closed."),
    ("Comments are closed.",),
    ("Comments", "Comments are closed"),
    ("Comments (0)",),
    ("0 Comments",),
    ("Leave a comment",),
)


def comments(rng: Random) -> tuple[Block, ...]:
    """A comments trailer: each of its lines a block of its own."""
    return tuple(Block(((Piece("comments", text),),)) for text in rng.choice(COMMENTS))


def promo(rng: Random, city: str, family: str) -> Block:
    """A line that points at another story."""
    return Block(((Piece("promo", rng.choice(PROMOS).format(city=city, family=family)),),))


def ticker(rng: Random) -> Block:
    """A table of market rows: shares, then two to four indices."""
    arrows, layout = rng.random() < 0.6, rng.choice((_words, _words, _signed))
    shares = [_row(rng, _symbol(rng), decimals=2) for _ in range(rng.randint(4, 40))]
    indices = [_row(rng, f"{_symbol(rng)}{rng.choice((30, 50, 100))}", decimals=0) for _ in range(rng.randint(2, 4))]
    lines = [layout(row, arrows, 2) for row in shares] + [layout(row, False, 0) for row in indices]
    rows = shares + indices
    return Block(tuple((Piece("ticker", text, row=row),) for text, row in zip(lines, rows, strict=True)))


def _symbol(rng: Random) -> str:
    letters = "".join(rng.choice("BCDFGHKLMNPRST") + rng.choice("AEIOUY") for _ in range(rng.randint(1, 3)))
    return letters + rng.choice(("L", "C", "K", "TX", "BL"))


def _row(rng: Random, symbol: str, *, decimals: int) -> Row:
    price = round(rng.uniform(1, 400), 2) if decimals else float(rng.randint(4000, 90000))
    sign = rng.choices((1, -1, 0), (7, 3, 1))[0]
    change = sign * max(0.01, round(price * rng.uniform(0.001, 0.07), 2 if decimals else 1))
    return Row(symbol, price, change, round(100 * change / (price - change), 2))


def _words(row: Row, arrows: bool, decimals: int) -> str:
    way = "No Change" if not row.change else "Increased By" if row.change > 0 else "Decreased By"
    arrow = ("▲ " if row.change > 0 else "▼ ") if arrows else ""
    change = f"{row.change:.2f}" if decimals else f"{row.change:.1f}".removesuffix(".0")
    return f"{row.symbol} {row.price:,.{decimals}f} {way} {arrow}{change} ({_trimmed(row.percent)}%)"


def _signed(row: Row, arrows: bool, decimals: int) -> str:
    arrow = ("▲ " if row.change > 0 else "▼ ") if arrows and row.change else ""
    change = f"{row.change:+.2f}" if decimals else f"{row.change:+.1f}".removesuffix(".0")
    return f"{row.symbol} {row.price:,.{decimals}f} {arrow}{change} ({row.percent:+.2f}%)"


def _trimmed(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")


def moment(rng: Random, zone: Zone) -> datetime:
    """A time of publication in the zone, in a month when its letters are in use."""
    day = datetime(rng.randint(2014, 2025), rng.choice(zone.months), rng.randint(1, 28))
    when = day + timedelta(hours=rng.randint(5, 22), minutes=rng.randint(0, 59))
    return when.replace(tzinfo=timezone(timedelta(minutes=zone.minutes)))


def stamp(rng: Random, when: datetime, zone: Zone, place: str | None) -> Stamp:
    """A timestamp line (or two) in one of many layouts, with the place at its end if one is given."""
    updated = when + timedelta(minutes=rng.choice((0, 0, 17, 44)))
    layouts = (_scraped, _scraped, _piped, _labelled, _british, _iso, _published_only, _two_lines)
    texts, states_update = rng.choice(layouts)(when, updated, zone.label)
    lines: list[Line] = [(Piece("timestamp", text),) for text in texts]
    if place:
        lines[-1] = (*lines[-1], Piece("dateline", f" - {place}", also=("timestamp",)))
    return Stamp(
        Block(tuple(lines)),
        when.isoformat(timespec="minutes"),
        updated.isoformat(timespec="minutes") if states_update else None,
        zone.assumed and "IST" in texts[-1],
        place,
    )


def _clock(when: datetime) -> str:
    return f"{when:%I:%M %p}".lower()


def _scraped(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    return [f" date {when:%Y-%m-%d} {when:%B %d, %Y} {_clock(when)} | Updated {_clock(updated)} {zone}"], True


def _piped(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    return [f"{when:%B} {when.day}, {when.year} {_clock(when)} | Updated {_clock(updated)} {zone}"], True


def _labelled(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    first, last = (f"{time:%B %d, %Y} {time:%H:%M} {zone}" for time in (when, updated))
    return [f"Published: {first} | Updated: {last}"], True


def _british(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    return [f"{when:%A}, {when.day} {when:%B %Y}, {when:%H:%M} {zone}"], False


def _iso(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    return [f"Published: {when.isoformat()}"], False


def _published_only(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    return [f"Published {when:%b} {when.day}, {when.year} {_clock(when)} {zone}"], False


def _two_lines(when: datetime, updated: datetime, zone: str) -> tuple[list[str], bool]:
    published = f"Published: {when.day} {when:%b %Y} {_clock(when)} {zone}"
    return [published, f"Last updated: {updated.day} {updated:%b %Y} {_clock(updated)} {zone}"], True

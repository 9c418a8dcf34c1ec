"""Times as programs write them, drawn from a seed: every form, every way of writing a zone."""

import email.utils
import json
import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from wirecopy.clean.language.language_pack import load_rules
from wirecopy.clean.rules.datetimes import parse_stated
from wirecopy.clean.rules.machine_times import machine_time, region_offset
from wirecopy.times import instant

Write = Callable[[datetime], str]
OFFSETS = (-570, -300, -240, -180, 0, 60, 120, 330, 345, 480, 570, 765)
WRITTEN: dict[str, Write] = {
    "iso": lambda t: t.isoformat(),
    "iso, milliseconds": lambda t: t.isoformat(timespec="milliseconds"),
    "iso, nanoseconds": lambda t: t.strftime("%Y-%m-%dT%H:%M:%S.123456789%z"),
    "iso, decimal comma": lambda t: t.strftime("%Y-%m-%dT%H:%M:%S,5%z"),
    "iso, to the minute": lambda t: t.strftime("%Y-%m-%dT%H:%M%z"),
    "iso, blank and blank": lambda t: t.strftime("%Y-%m-%d %H:%M:%S %z"),
    "iso, zone in words": lambda t: f"{t.isoformat()}[Etc/Anywhere]",
    "iso, basic": lambda t: t.strftime("%Y%m%dT%H%M%S%z"),
    "iso, week": lambda t: (
        f"{t.isocalendar()[0]}-W{t.isocalendar()[1]:02d}-{t.isocalendar()[2]}" + t.strftime("T%H:%M%z")
    ),
    "iso, day of the year": lambda t: t.strftime("%Y-%jT%H:%M:%S%z"),
    "rfc 5322": email.utils.format_datetime,
    "rfc 822": lambda t: t.strftime("%a, %d %b %y %H:%M:%S %z"),
    "rfc 850": lambda t: t.strftime("%A, %d-%b-%y %H:%M:%S %z"),
    "no day, no seconds": lambda t: f"{t.day} " + t.strftime("%b %Y %H:%M %z"),
    "named GMT": lambda t: t.strftime("%a, %d %b %Y %H:%M:%S GMT%z"),
    "a browser's": lambda t: t.strftime("%a %b %d %Y %H:%M:%S GMT%z (Some Standard Time)"),
    "month before day": lambda t: t.strftime("%a, %b %d %Y %H:%M:%S %z"),
    "seconds": lambda t: str(int(t.timestamp())),
    "seconds of a table": lambda t: f"{t.timestamp():.1f}",
    "milliseconds": lambda t: str(int(t.timestamp() * 1000)),
    "microseconds": lambda t: str(int(t.timestamp() * 1_000_000)),
    "serialised": lambda t: f"/Date({int(t.timestamp() * 1000)}{t:%z})/",
}


def moments(seed: int) -> list[datetime]:
    chance = random.Random(seed)
    first = int(datetime(2001, 10, 1, tzinfo=UTC).timestamp())
    drawn = [(chance.randrange(first, first + 900_000_000), chance.choice(OFFSETS)) for _ in range(40)]
    return [datetime.fromtimestamp(at, timezone(timedelta(minutes=offset))) for at, offset in drawn]


@pytest.mark.parametrize("form", WRITTEN)
def test_machine_time_is_the_instant_written(form: str) -> None:
    rules = load_rules()
    for moment in moments(len(form)):
        stated = parse_stated(WRITTEN[form](moment), rules, "IN")
        found = instant(stated.iso) if stated else None
        assert found is not None, WRITTEN[form](moment)
        assert 0 <= moment.timestamp() - found < 60, WRITTEN[form](moment)


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Wed Apr 27 19:25:14 2016", "2016-04-27T19:25"),
        ("Wed Apr 27 19:25:14 EDT 2016", "2016-04-27T19:25-04:00"),
        ("Wed, 27 Apr 2016 19:25:14 EDT", "2016-04-27T19:25-04:00"),
        ("Thu, 19 Jun 2014 17:00:00 Z", "2014-06-19T17:00+00:00"),
        ("Tue, 14 Apr 2020 08:00:00 UT", "2020-04-14T08:00+00:00"),
        ("2016-04-27T19:25:14-00:00", "2016-04-27T19:25+00:00"),
        ("2016-04-27 19:25:14 America/New_York", "2016-04-27T19:25-04:00"),
        ("2016-12-27 19:25:14 America/New_York", "2016-12-27T19:25-05:00"),
        ("2017-12-31T24:00:00Z", "2018-01-01T00:00+00:00"),
        ("2016-04-27+02:00", "2016-04-27"),
        ("20171127", "2017-11-27"),
        ("20171127192045", "2017-11-27T19:20"),
        ("Fri, 03 Dec 99 10:00:00 GMT", "1999-12-03T10:00+00:00"),
        ("2016-04-27 7:25:14 PM", "2016-04-27T19:25"),
        ("2016-04-27 19:25:14 XYZ", "2016-04-27T19:25"),
        ("2016-04-27T25:00:00Z", "2016-04-27"),
        ("2016-04-27T10:00:00+99:00", "2016-04-27T10:00"),
    ],
)
def test_stated_time_of_other_forms(text: str, stated: str) -> None:
    found = parse_stated(text, load_rules(), None)
    assert found is not None
    assert found.iso == stated


@pytest.mark.parametrize(
    "text",
    ["", "12", "1234567890123456789012", "2016042", "20161345", "2016-13-45T00:00:00Z", "0000-00-00", "April 2016",
     "Fri, 31 Feb 2020 10:00:00 GMT", "2015-366", "1999" * 40,
     "99999999999", "Wed, 27 Foo 2016 19:25:14 GMT", json.dumps({"a": 1})],
)  # fmt: skip
def test_stated_time_is_null_where_none_is_written(text: str) -> None:
    assert parse_stated(text, load_rules(), None) is None


def test_stated_time_says_which_zone_was_assumed() -> None:
    found = parse_stated("Sat, 28 Mar 2020 11:30:00 IST", load_rules(), None)
    assert found is not None
    assert (found.iso, found.assumed) == ("2020-03-28T11:30+05:30", "zone assumed India")


def test_region_offset_is_null_for_no_region() -> None:
    assert region_offset("Nowhere/Atall", date(2016, 4, 27), (1, 2)) is None
    assert region_offset("Etc/../../passwd", date(2016, 4, 27), (1, 2)) is None


def test_machine_time_takes_linear_time() -> None:
    assert machine_time("2016-04-27T19:25:14" + "1" * 100_000) is None
    assert machine_time(" " * 100_000 + "x") is None

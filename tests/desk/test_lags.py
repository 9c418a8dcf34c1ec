"""How much later than the first of its text a page was: only stated hours give minutes."""

from types import SimpleNamespace

from wirecopy.desk.pages.views import lags

HOUR = 3600.0


def told(**published: str | None) -> dict[str, tuple[float, float]]:
    family = SimpleNamespace(family_id="f")
    members = [
        SimpleNamespace(article=SimpleNamespace(article_id=name, published=time), family=family)
        for name, time in published.items()
    ]
    return lags(members)  # type: ignore[arg-type]


def test_stated_hours_give_one_lag() -> None:
    found = told(a="2026-03-02T08:00:00Z", b="2026-03-02T10:30:00Z", c=None)
    assert found == {"a": (0.0, 0.0), "b": (2.5 * HOUR, 2.5 * HOUR)}


def test_a_day_without_an_hour_gives_a_range() -> None:
    found = told(a="2026-03-02T08:00:00Z", b="2026-03-03")
    assert found == {"a": (0.0, 0.0), "b": (16 * HOUR, 40 * HOUR)}
    assert told(a="2026-03-02", b="2026-03-02T10:00:00Z")["b"] == (0.0, 10 * HOUR)

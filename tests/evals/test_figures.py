"""Measures on halves against values worked out by hand."""

import pytest
from figures import Case, Measure, Section, errors, mean_f1, table, wanted

CASES = [
    Case("learn", "a.example", (1, 1)),
    Case("learn", "a.example", (0, 1), "p1: told X"),
    Case("held", "b.example", (1, 1)),
    Case("held", "c.example", (0, 2), "p2: told Y"),
]


def test_measure_sums_each_half_alone() -> None:
    credit = Measure("credit", CASES)
    assert (credit.of("learn"), credit.of("held")) == (0.5, pytest.approx(1 / 3))
    assert (credit.size("learn"), credit.size("held")) == (2, 3)


def test_spread_draws_whole_groups() -> None:
    assert Measure("credit", CASES).spread() == (0.0, 1.0)
    assert Measure("credit", [Case("held", "b.example", (n % 2, 1)) for n in range(4)]).spread() == (0.5, 0.5)


def test_mean_f1_takes_the_means_first() -> None:
    assert mean_f1((1.0 + 0.5, 0.5 + 0.5, 2)) == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_table_shows_the_gap_and_no_figure_of_a_half_left_out() -> None:
    both = table([Measure("credit", CASES)]).splitlines()[-1]
    assert both == "| credit | .500 | .333 | +0.167 | .000-1 | 2/3 |"
    assert table([Measure("credit", CASES)], ("learn",)).splitlines()[-1] == "| credit | .500 |  |  |  | 2 |"


def test_errors_are_those_of_the_learning_half_alone() -> None:
    told = errors([Section("credit", "Credits", [Measure("credit", CASES)])])
    assert "p1: told X" in told
    assert "p2" not in told


def test_errors_of_the_held_half_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    for half in ("held", "both"):
        with pytest.raises(SystemExit):
            wanted("x", ["credit"], ["--errors", "--half", half])
    assert "learning half alone" in capsys.readouterr().err

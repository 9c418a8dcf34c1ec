"""What stands where: found by offsets, as a plain scan would find it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.facts.intervals import StretchIndex
from wirecopy.types import Stretch

PLACES = st.lists(
    st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda p: Stretch(p[0], p[0] + p[1])), max_size=20
)


@given(PLACES, st.integers(0, 60), st.integers(0, 20))
def test_along_finds_what_a_scan_finds(places: list[Stretch], start: int, length: int) -> None:
    along = StretchIndex.of(places, lambda place: place)
    ordered, end = sorted(places, key=lambda p: (p.start, p.end)), start + length
    assert list(along.all) == ordered
    assert list(along.beginning(start, end)) == [p for p in ordered if start <= p.start < end]
    assert list(along.touching(start, end)) == [p for p in ordered if p.start < end and start < p.end]

from __future__ import annotations

from copies.made import prose
from wirecopy.copies.texts import find_copies


def test_every_round_up_of_a_text_is_linked_to_the_text() -> None:
    wire, copy = prose(1, 200), prose(1, 200) + " " + prose(2, 20)
    round_ups = [" ".join([prose(10 + n, 250), prose(1, 150), prose(20 + n, 200 + n)]) for n in range(4)]
    found = find_copies([wire, copy, *round_ups, *(prose(10 + n, 250) for n in range(4))])
    linked = set(zip(found.pairs["a"].to_pylist(), found.pairs["b"].to_pylist(), strict=True))
    assert found.families[0] == found.families[1]
    for number in range(2, 6):
        assert {(0, number), (1, number)} & linked

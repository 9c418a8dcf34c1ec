from __future__ import annotations

import numpy as np

from copies.made import links, prose
from wirecopy.copies.dissent import find_strangers
from wirecopy.options import CopyOptions


def speaks_against(bodies: list[str]) -> bool:
    """Return whether the last two bodies speak against being one text."""
    made = links(bodies)
    everything = np.ones(len(made.a), dtype=bool)
    copies = made.strength() >= CopyOptions().min_containment
    return bool(find_strangers(made, copies, everything)[-1])


def test_two_parts_of_a_third_speak_against_being_one_text() -> None:
    parts = [prose(n, 60) for n in range(3)]
    assert speaks_against([" ".join(parts), f"{parts[0]} {prose(8, 5)}", f"{parts[2]} {prose(9, 5)}"])


def test_two_extended_copies_of_one_part_do_not() -> None:
    wire = prose(1, 60)
    assert not speaks_against([wire, f"{wire} {prose(8, 140)}", f"{wire} {prose(9, 140)}"])


def test_two_that_share_little_and_no_third_do() -> None:
    wire = prose(1, 20)
    assert speaks_against([f"{wire} {prose(8, 140)}", f"{wire} {prose(9, 140)}"])

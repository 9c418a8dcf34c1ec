from __future__ import annotations

import pytest

import wirecopy

TEXT = (
    "A ferry with {on_board} people on board sank off Brandt on Tuesday, harbour master Ida Frost said. By night"
    " {saved} had been pulled from the water. The line will run no ships before Friday."
)


@pytest.mark.parametrize(
    ("on_board", "claim", "carried"),
    [
        ("forty-one", "The ferry that sank had 41 people on board", True),
        ("forty-one", "The ferry that sank had 40 people on board", False),
        ("two hundred and six", "The ferry that sank had 206 people on board", True),
        ("24", "The ferry that sank had two dozen people on board", True),
        ("1,100", "The ferry that sank had eleven hundred people on board", True),
        ("41", "The ferry that sank had one person on board", False),
    ],
)
def test_numbers_in_words_are_read_whole(on_board: str, claim: str, carried: bool) -> None:
    text = TEXT.format(on_board=on_board, saved="most")
    (checked,) = wirecopy.check([{"text": text}], [claim]).claims
    assert bool(checked.carriers) is carried


def test_figures_in_words_and_digits_stand_side_by_side() -> None:
    texts = [TEXT.format(on_board="41", saved=saved) for saved in ("thirty-eight", "36", "38 people")]
    (checked,) = wirecopy.check([{"text": text} for text in texts], ["38 had been pulled from the water"]).claims
    assert dict(checked.figures) == {"38": (0, 2), "36": (1,)}

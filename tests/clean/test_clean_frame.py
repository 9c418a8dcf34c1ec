import pytest

from wirecopy.clean.corpus.body_extent import Piece, text_stretch


def box(place: int) -> Piece:
    return Piece(place, words=5, prose=False, repeated=False, furniture=True)


def told(place: int) -> Piece:
    return Piece(place, words=40, prose=True, repeated=False, furniture=False)


@pytest.mark.parametrize("links", [3, 30, 300])
def test_frame_a_box_parts_the_text_no_more_for_its_many_links(links: int) -> None:
    pieces = [told(i) if i < 10 or i >= 10 + links else box(i) for i in range(12 + links)]
    assert text_stretch(pieces) == (0, len(pieces))


def test_frame_a_menu_with_a_lone_teaser_behind_the_text_is_outside() -> None:
    assert text_stretch([*map(told, range(10)), *map(box, range(10, 20)), told(20)]) == (0, 10)

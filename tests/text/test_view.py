"""A view reads the body as one string and always finds the way back to the raw text."""

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text.view import View
from wirecopy.types import Stretch


@st.composite
def raws_with_stretches(draw: st.DrawFn) -> tuple[str, list[Stretch]]:
    raw = draw(st.text(min_size=1, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(raw)), max_size=12)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    return raw, [Stretch(start, end) for start, end in pairs]


def test_view_text_is_the_stretches_joined() -> None:
    assert View.of("AD Hello AD world", [Stretch(3, 9), Stretch(12, 17)]).text == "Hello world"


def test_view_raw_is_cut_where_furniture_stands_between() -> None:
    view = View.of("Hello AD world", [Stretch(0, 6), Stretch(9, 14)])
    assert view.raw(Stretch(0, 11)) == (Stretch(0, 6), Stretch(9, 14))


def test_view_raw_of_nothing_is_nothing() -> None:
    assert View.of("Hello", [Stretch(0, 5)]).raw(Stretch(3, 3)) == ()


def test_view_raw_offset_at_a_seam_is_behind_the_furniture() -> None:
    view = View.of("Hello AD world", [Stretch(0, 6), Stretch(9, 14)])
    assert view.raw_offset(6) == 9
    assert view.raw_end(6) == 6


def test_view_of_no_stretch_is_empty() -> None:
    view = View.of("AD", [])
    assert (view.text, view.raw_offset(0), view.raw_end(0)) == ("", 0, 0)


@given(raws_with_stretches())
def test_view_every_character_leads_back_to_itself(case: tuple[str, list[Stretch]]) -> None:
    raw, stretches = case
    view = View.of(raw, stretches)
    assert all(raw[view.raw_offset(i)] == character for i, character in enumerate(view.text))
    assert all(raw[view.raw_end(i + 1) - 1] == character for i, character in enumerate(view.text))


@given(raws_with_stretches(), st.data())
def test_view_raw_pieces_say_the_same_as_the_text(case: tuple[str, list[Stretch]], data: st.DataObject) -> None:
    raw, stretches = case
    view = View.of(raw, stretches)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    assert "".join(raw[piece.start : piece.end] for piece in view.raw(Stretch(start, end))) == view.text[start:end]


@given(raws_with_stretches())
def test_view_joined_is_the_same_view(case: tuple[str, list[Stretch]]) -> None:
    raw, stretches = case
    view = View.of(raw, stretches)
    assert View.joined(view.text, view.spans) == view

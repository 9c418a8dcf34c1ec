from __future__ import annotations

from wirecopy.export.family import SOURCE, CopyText, FamilyText, edges, places
from wirecopy.types import Edit, Stretch


def copy(name: str, raw: str, *edits: Edit, parent: str | None = None, sure: float | None = None) -> CopyText:
    published = {"a": "2024-03-04T09:00Z", "b": "2024-03-04T10:30Z"}.get(name)
    spans = (Stretch(0, len(raw)),)
    return CopyText(name, name, name.upper(), "AP", published, "copy", parent, sure, raw, spans, edits)


def edit(name: str, start: int, end: int, old: str, new: str) -> Edit:
    return Edit(
        family_id="f",
        article_id=name,
        base_article_id="a",
        kind="word",
        substantive=True,
        in_quote=False,
        base_start=start,
        base_end=end,
        base_text=old,
        start=start,
        end=start + len(new),
        text=new,
    )


def test_places_bring_overlapping_edits_of_copies_together() -> None:
    base = copy("a", "one two three four")
    others = copy("b", "", edit("b", 4, 7, "two", "2")), copy("c", "", edit("c", 4, 13, "two three", "x"))
    family = FamilyText("f", "", (base, *others), {})
    (place,) = [place for place in places(family) if place.differs]
    assert place.readings == ("two three", "2 three", "x")
    assert [p.readings[0] for p in places(family)] == ["one ", "two three", " four"]


def test_edges_leave_out_what_is_undecided_and_name_the_unseen_source() -> None:
    copies = (copy("a", "", sure=0.9), copy("b", "", parent="a", sure=0.95), copy("c", ""))
    first, second = edges(FamilyText("f", "", copies, {("a", "b"): 0.8}))
    assert (first.source, first.target, first.credited) == (SOURCE, "a", True)
    assert (second.source, second.lag_seconds, second.kept) == ("a", 5400, 0.8)

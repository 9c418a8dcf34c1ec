"""Where the texts of a transmission settle a copy's parent: exactly one candidate could have led to it."""

from __future__ import annotations

from tracing.transmission.printing import Slot, State
from tracing.transmission.tree import Copy, Transmission

AGENCY = -1


def settled_parent(story: Transmission, copy: Copy) -> int | None:
    """Return the true parent (`AGENCY`, or a copy's number) where the texts and times stated settle it.

    A text could be the parent when all that it has of its own is in the copy (or in what the copy leaves out),
    and when the copy owes nothing to any other text. The agency counts as one candidate whatever its version.
    """
    own = copy.state
    before = story.copies[copy.source].state if copy.source is not None else story.versions[copy.version]
    able = [
        other.number
        for other in story.copies
        if other.number != copy.number and _in_time(other, copy) and _leads_to(other.state, own, before)
    ]
    if any(_leads_to(version, own, before) for version in story.versions):
        able.append(AGENCY)
    truth = AGENCY if copy.source is None else copy.source
    if copy.source is not None and _may_be_swapped(story, story.copies[copy.source], copy):
        return None
    told = _tells_the_agency(story, copy) if truth == AGENCY else _tells_an_outlet(story, copy)
    return truth if able == [truth] and told else None


def loosely_settled(story: Transmission, copy: Copy) -> int | None:
    """Return the true parent unless some other text than the two could have led to the copy.

    This was the measure first; it asks for the direction also where the two could have changed parts.
    """
    own = copy.state
    before = story.copies[copy.source].state if copy.source is not None else story.versions[copy.version]
    able = [o.number for o in story.copies if o.number != copy.number and _in_time(o, copy)
            and _leads_to(o.state, own, before)]  # fmt: skip
    if any(_leads_to(version, own, before) for version in story.versions):
        able.append(AGENCY)
    truth = AGENCY if copy.source is None else copy.source
    moved = copy.source is not None and story.copies[copy.source].state.moved
    told = _tells_the_agency(story, copy) if truth == AGENCY else _tells_an_outlet(story, copy)
    told = told or bool(moved and (copy.state.moved & moved) - story.versions[copy.version].moved)
    return truth if able == [truth] and told else None


def _may_be_swapped(story: Transmission, source: Copy, copy: Copy) -> bool:
    """Whether the source could as well have been taken from the copy: neither time nor the agency's text forbids it."""
    if not _in_time(copy, source):
        return False
    version, theirs, ours = story.versions[source.version], source.state, copy.state
    restored = (theirs.names() - ours.names()) & version.names()
    reverted = {slot for slot, _ in ours.changed - theirs.changed if slot[0] in theirs.names()}
    reverted -= theirs.slots()
    put_back = {name for name in ours.moved - theirs.moved if name in theirs.names()}
    return not restored and not reverted and not put_back


def _tells_an_outlet(story: Transmission, copy: Copy) -> bool:
    """Whether the copy has something that came from an outlet and that most copies do not have.

    What most copies have is, for all that the texts tell, what the agency wrote.
    """
    assert copy.source is not None
    version, source = story.versions[copy.version], story.copies[copy.source].state
    inherited = (copy.state.changed & source.changed) - version.changed
    if any(_held(story, *change) * 2 <= _asked(story, change[0][0]) for change in inherited):
        return True
    names = (copy.state.names() & source.names()) - version.names()
    if any(_asked(story, name) * 2 <= len(story.copies) for name in names):
        return True
    moved = (copy.state.moved & source.moved) - version.moved
    return any(_moved(story, name) * 2 <= _asked(story, name) for name in moved)


def _tells_the_agency(story: Transmission, copy: Copy) -> bool:
    """Whether most copies have the agency's words wherever this copy has them."""
    version = dict(story.versions[copy.version].changed)
    for slot in {slot for other in story.copies for slot in other.state.slots()}:
        asked = _asked(story, slot[0])
        own = dict(copy.state.changed).get(slot)
        if slot[0] in copy.state.names() and own == version.get(slot) and _held(story, slot, own) * 2 < asked:
            return False
    return True


def _held(story: Transmission, slot: Slot, text: str | None) -> int:
    return sum(dict(other.state.changed).get(slot) == text for other in story.copies if slot[0] in other.state.names())


def _moved(story: Transmission, name: str) -> int:
    return sum(name in other.state.moved for other in story.copies)


def _asked(story: Transmission, name: str) -> int:
    return sum(name in other.state.names() for other in story.copies)


def _in_time(one: Copy, other: Copy) -> bool:
    return not (one.stated and other.stated) or one.minute < other.minute


def _leads_to(parent: State, child: State, before: State) -> bool:
    kept, had = child.names(), parent.names()
    new = kept - before.names()
    if not kept - had <= new:
        return False
    rewritten = {slot for slot, _ in child.changed - before.changed}
    shared = {change for change in child.changed if change[0] not in rewritten and change[0][0] in had}
    there = {change for change in parent.changed if change[0] not in rewritten and change[0][0] in kept}
    if not shared <= parent.changed or not there <= child.changed:
        return False
    moved = child.moved & before.moved & had
    return moved <= parent.moved and parent.moved & kept <= child.moved

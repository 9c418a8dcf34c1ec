"""Facts: what a story says and who says it, counted once, with the characters of every copy that carry it.

`extract` reads the canonical article, `project` takes its mentions into the other copies, of which only an `excerpt` is
read for what is `outside` the text they share (`SharedReading`: once where several have it); `merge` makes one set of
facts of all that. Every function is pure.
"""

from wirecopy.facts.contract import Facts, merge, project
from wirecopy.facts.counterparts import VARYING, Counterpart, variants
from wirecopy.facts.entities.datelines import CutDateline
from wirecopy.facts.events.event_coreference import once
from wirecopy.facts.excerpts import excerpt
from wirecopy.facts.extraction import extract, outside
from wirecopy.facts.knowledge.event_frames import load_frames
from wirecopy.facts.knowledge.gazetteer import load_gazetteer
from wirecopy.facts.knowledge.knowledge import Knowledge, load_knowledge
from wirecopy.facts.knowledge.lexicon import Lexicon, load_lexicon, supported_languages
from wirecopy.facts.shared_reading import SharedReading

__all__ = [
    "VARYING", "Counterpart", "CutDateline", "Facts", "Knowledge", "Lexicon", "SharedReading", "excerpt",
    "extract", "load_frames", "load_gazetteer", "load_knowledge", "load_lexicon", "merge", "once", "outside",
    "project", "supported_languages", "variants",
]  # fmt: skip

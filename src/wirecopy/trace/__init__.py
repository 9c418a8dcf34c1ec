"""The trace room: what each copy changed, who descends from whom, and which article stands for the family."""

from wirecopy.trace.blocks import Block, project
from wirecopy.trace.canonical import canonical
from wirecopy.trace.collate import Collation, collate
from wirecopy.trace.phrasebook import Phrasebook
from wirecopy.trace.prepare import Prepared, Title, prepare
from wirecopy.trace.stemma import Descent, stemma
from wirecopy.trace.style_tables import StyleTables, load_tables
from wirecopy.trace.traits import Trait, traits_of
from wirecopy.trace.witnesses import Witness

__all__ = [
    "Block", "Collation", "Descent", "Phrasebook", "Prepared", "StyleTables", "Title", "Trait", "Witness",
    "canonical", "collate", "load_tables", "prepare", "project", "stemma", "traits_of",
]  # fmt: skip

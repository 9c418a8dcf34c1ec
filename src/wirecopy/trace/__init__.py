"""The trace room: what each copy changed, who descends from whom, and which article stands for the family."""

from wirecopy.trace.collate.blocks import Block, project
from wirecopy.trace.collate.collate import Collation, collate
from wirecopy.trace.collate.phrasebook import Phrasebook
from wirecopy.trace.collate.prepare import Prepared, Title, prepare
from wirecopy.trace.collate.style_tables import StyleTables, load_tables
from wirecopy.trace.edit_units.whole_runs import as_told
from wirecopy.trace.stemma.canonical import canonical
from wirecopy.trace.stemma.stemma import Descent, stemma
from wirecopy.trace.stemma.variants import Trait, traits_of
from wirecopy.trace.stemma.witnesses import Witness

__all__ = [
    "Block", "Collation", "Descent", "Phrasebook", "Prepared", "StyleTables", "Title", "Trait", "Witness",
    "as_told", "canonical", "collate", "load_tables", "prepare", "project", "stemma", "traits_of",
]  # fmt: skip

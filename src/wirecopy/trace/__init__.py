"""The trace room: what each copy changed, who descends from whom, and which article stands for the family."""

from wirecopy.trace.collation.blocks import Block, in_full, project
from wirecopy.trace.collation.collate import Collation, collate
from wirecopy.trace.collation.phrasebook import Phrasebook
from wirecopy.trace.collation.prepare import Prepared, Title, prepare
from wirecopy.trace.collation.style_tables import StyleTables, load_tables
from wirecopy.trace.descent.canonical import canonical
from wirecopy.trace.descent.stemma import Descent, stemma
from wirecopy.trace.descent.variants import Trait, traits_of
from wirecopy.trace.descent.witnesses import Witness
from wirecopy.trace.edit_units.whole_runs import as_told

__all__ = [
    "Block", "Collation", "Descent", "Phrasebook", "Prepared", "StyleTables", "Title", "Trait", "Witness",
    "as_told", "canonical", "collate", "in_full", "load_tables", "prepare", "project", "stemma", "traits_of",
]  # fmt: skip

"""Seeded pairs of pages like the founding pair, with complete answers: `twin(seed)`.

The answers come from how the pages are built, never from reading them: nothing is fitted to itself.
"""

from twins.generator import twin
from twins.model import Place, TwinEdit, TwinPage, TwinPair, TwinQuote, TwinSpan, TwinTicker

__all__ = ["Place", "TwinEdit", "TwinPage", "TwinPair", "TwinQuote", "TwinSpan", "TwinTicker", "twin"]

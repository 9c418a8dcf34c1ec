"""wirecopy turns piles of raw scraped news into stories, each counted once, with the evidence for every claim.

>>> import wirecopy
>>> base = wirecopy.open("news-base", create=True)          # doctest: +SKIP
>>> base.run(["scrapes/"])                                  # doctest: +SKIP
>>> for story in base.stories():                            # doctest: +SKIP
...     print(story.counts, story.label)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from wirecopy.api import NewsBase, check, dedup, diff, open, quotes
    from wirecopy.copies.find_copies import FoundCopies, find_copies
    from wirecopy.corrections import Correction
    from wirecopy.errors import (
        BadOption,
        BaseBusy,
        BaseError,
        IndexMissing,
        InputError,
        MissingExtra,
        NewerBase,
        NotABase,
        NotFound,
        OlderBase,
        PluginFailed,
        UnknownColumn,
        UnknownTable,
        UnreadableInput,
        WirecopyError,
    )
    from wirecopy.facts import Facts
    from wirecopy.options import (
        CleanOptions,
        CopyOptions,
        EngineOptions,
        FactsOptions,
        Options,
        ReadOptions,
        StoryOptions,
    )
    from wirecopy.pipeline.checking.answer import (
        CheckedClaim,
        ClaimCarrier,
        GroupOrigin,
        NotCompared,
        OriginBounds,
        SourceCheck,
        SourceGroup,
        SourcePassage,
    )
    from wirecopy.pipeline.dedup.dedup import DedupOptions, Thinned
    from wirecopy.pipeline.live.add_page import Added, Live
    from wirecopy.pipeline.live.check import BasePassage, Compared, MatchedArticle
    from wirecopy.pipeline.live.story_assignment import Joined
    from wirecopy.pipeline.progress import Progress, Summary
    from wirecopy.pipeline.text_quotations import QuotedText
    from wirecopy.pipeline.verification import Finding
    from wirecopy.serve.views.dossier import Dossier, Headline, Member
    from wirecopy.serve.views.engagements import Engagement
    from wirecopy.serve.views.items import Item
    from wirecopy.serve.views.style_profile import OutletCount, StyleChoice, StyleProfile
    from wirecopy.store.base import KeptStage
    from wirecopy.store.named_table import Table
    from wirecopy.store.search import Hit
    from wirecopy.store.traces import Trace
    from wirecopy.stories.history import Change
    from wirecopy.trace import Block
    from wirecopy.types import (
        Addition,
        Article,
        Copy,
        Edit,
        Entity,
        Event,
        Family,
        Mention,
        Origin,
        Page,
        Quote,
        Reason,
        Run,
        Span,
        Story,
        Stretch,
        Unit,
    )

_PUBLIC = {
    "api": "NewsBase check dedup diff open quotes",
    "copies.find_copies": "FoundCopies find_copies",
    "corrections": "Correction",
    "errors": "BadOption BaseBusy BaseError IndexMissing InputError MissingExtra NewerBase NotABase NotFound OlderBase "
    "PluginFailed UnknownColumn UnknownTable UnreadableInput WirecopyError",
    "options": "CleanOptions CopyOptions EngineOptions FactsOptions Options ReadOptions StoryOptions",
    "types": "Addition Article Copy Edit Entity Event Family Mention Origin Page Quote Reason Run Span Story Stretch "
    "Unit",
    "facts": "Facts",
    "trace": "Block",
    "pipeline": "Progress Summary",
    "pipeline.dedup.dedup": "DedupOptions Thinned",
    "pipeline.live.add_page": "Added Live",
    "pipeline.checking.answer": "CheckedClaim ClaimCarrier GroupOrigin NotCompared OriginBounds SourcePassage "
    "SourceCheck SourceGroup",
    "pipeline.live.check": "BasePassage Compared MatchedArticle",
    "pipeline.live.story_assignment": "Joined",
    "pipeline.text_quotations": "QuotedText",
    "serve.views.dossier": "Dossier Headline Member",
    "serve.views.engagements": "Engagement",
    "serve.views.items": "Item",
    "serve.views.style_profile": "OutletCount StyleChoice StyleProfile",
    "pipeline.verification": "Finding",
    "store.base": "KeptStage",
    "store.named_table": "Table",
    "store.search": "Hit",
    "store.traces": "Trace",
    "stories.history": "Change",
}
"""The public names by the module that has them."""

_HOMES = {name: module for module, names in _PUBLIC.items() for name in names.split()}

# fmt: off
__all__ = [
    "Added", "Addition", "Article", "BadOption", "BaseBusy", "BaseError", "BasePassage", "Block", "Change",
    "CheckedClaim", "ClaimCarrier", "CleanOptions", "Compared", "Copy", "CopyOptions", "Correction", "DedupOptions",
    "Dossier", "Edit", "Engagement", "EngineOptions", "Entity", "Event", "Facts", "FactsOptions", "Family", "Finding",
    "FoundCopies", "GroupOrigin", "Headline", "Hit", "IndexMissing", "InputError", "Item", "Joined", "KeptStage",
    "Live", "MatchedArticle", "Member", "Mention", "MissingExtra", "NewerBase", "NewsBase", "NotABase",
    "NotCompared", "NotFound", "OlderBase", "Options", "Origin", "OriginBounds", "OutletCount", "Page",
    "PluginFailed", "Progress", "Quote", "QuotedText", "ReadOptions", "Reason", "Run", "SourceCheck",
    "SourceGroup", "SourcePassage", "Span", "Story", "StoryOptions", "Stretch", "StyleChoice", "StyleProfile",
    "Summary", "Table", "Thinned", "Trace", "Unit", "UnknownColumn", "UnknownTable", "UnreadableInput",
    "WirecopyError", "__version__", "check", "dedup", "diff", "find_copies", "open", "quotes",
]
# fmt: on


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `import wirecopy` itself stays as quick as bare Python."""
    if name not in _HOMES:
        raise AttributeError(f"module 'wirecopy' has no attribute {name!r}")
    return getattr(import_module(f"wirecopy.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

"""wirecopy turns piles of raw scraped news into stories, each counted once, with the evidence for every claim.

>>> import wirecopy
>>> base = wirecopy.open("news-base", create=True)          # doctest: +SKIP
>>> base.run(["scrapes/"])                                  # doctest: +SKIP
>>> for story in base.stories():                            # doctest: +SKIP
...     print(story.counts, story.label)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.faces import lazy_face

__version__ = "0.1.0"

if TYPE_CHECKING:
    from wirecopy.api import NewsBase, check, dedup, diff, open, quotes
    from wirecopy.copies import FoundCopies, find_copies
    from wirecopy.corrections import Correction
    from wirecopy.errors import (
        BadOption,
        BaseBusy,
        BaseError,
        DamagedFile,
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
    from wirecopy.serve.views import Dossier, Engagement, Headline, Item, Member, OutletCount, StyleChoice, StyleProfile
    from wirecopy.store import Hit, KeptStage, Table, Trace
    from wirecopy.stories import Change
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

__all__ = [
    "Added", "Addition", "Article", "BadOption", "BaseBusy", "BaseError", "BasePassage", "Block", "Change",
    "CheckedClaim", "ClaimCarrier", "CleanOptions", "Compared", "Copy", "CopyOptions", "Correction",
    "DamagedFile", "DedupOptions", "Dossier", "Edit", "Engagement", "EngineOptions", "Entity", "Event", "Facts",
    "FactsOptions", "Family", "Finding", "FoundCopies", "GroupOrigin", "Headline", "Hit", "IndexMissing",
    "InputError", "Item", "Joined", "KeptStage", "Live", "MatchedArticle", "Member", "Mention", "MissingExtra",
    "NewerBase", "NewsBase", "NotABase", "NotCompared", "NotFound", "OlderBase", "Options", "Origin",
    "OriginBounds", "OutletCount", "Page", "PluginFailed", "Progress", "Quote", "QuotedText", "ReadOptions",
    "Reason", "Run", "SourceCheck", "SourceGroup", "SourcePassage", "Span", "Story", "StoryOptions", "Stretch",
    "StyleChoice", "StyleProfile", "Summary", "Table", "Thinned", "Trace", "Unit", "UnknownColumn",
    "UnknownTable", "UnreadableInput", "WirecopyError", "__version__", "check", "dedup", "diff", "find_copies",
    "open", "quotes",
]  # fmt: skip

__getattr__ = lazy_face(__name__, {
    "api": "NewsBase check dedup diff open quotes",
    "copies": "FoundCopies find_copies",
    "corrections": "Correction",
    "errors": "BadOption BaseBusy BaseError DamagedFile IndexMissing InputError MissingExtra NewerBase NotABase "
    "NotFound OlderBase PluginFailed UnknownColumn UnknownTable UnreadableInput WirecopyError",
    "facts": "Facts",
    "options": "CleanOptions CopyOptions EngineOptions FactsOptions Options ReadOptions StoryOptions",
    "pipeline.progress": "Progress Summary",
    "pipeline.checking.answer": "CheckedClaim ClaimCarrier GroupOrigin NotCompared OriginBounds SourceCheck "
    "SourceGroup SourcePassage",
    "pipeline.dedup.dedup": "DedupOptions Thinned",
    "pipeline.live.add_page": "Added Live",
    "pipeline.live.check": "BasePassage Compared MatchedArticle",
    "pipeline.live.story_assignment": "Joined",
    "pipeline.text_quotations": "QuotedText",
    "pipeline.verification": "Finding",
    "serve.views": "Dossier Engagement Headline Item Member OutletCount StyleChoice StyleProfile",
    "store": "Hit KeptStage Table Trace",
    "stories": "Change",
    "trace": "Block",
    "types": "Addition Article Copy Edit Entity Event Family Mention Origin Page Quote Reason Run Span Story Stretch "
    "Unit",
})  # fmt: skip


def __dir__() -> list[str]:
    return sorted(__all__)

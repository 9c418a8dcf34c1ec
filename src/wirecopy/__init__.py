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
    from wirecopy.api import NewsBase, dedup, diff, open
    from wirecopy.copies.find_copies import find_copies
    from wirecopy.errors import WirecopyError
    from wirecopy.options import CleanOptions, CopyOptions, EngineOptions, Options, ReadOptions
    from wirecopy.pipeline.dedup.dedup import DedupOptions, Thinned

_HOMES = {
    "open": "api",
    "diff": "api",
    "dedup": "api",
    "DedupOptions": "pipeline.dedup.dedup",
    "Thinned": "pipeline.dedup.dedup",
    "find_copies": "copies.find_copies",
    "NewsBase": "api",
    "WirecopyError": "errors",
    "Options": "options",
    "ReadOptions": "options",
    "CleanOptions": "options",
    "CopyOptions": "options",
    "EngineOptions": "options",
}

__all__ = [
    "CleanOptions",
    "CopyOptions",
    "DedupOptions",
    "EngineOptions",
    "NewsBase",
    "Options",
    "ReadOptions",
    "Thinned",
    "WirecopyError",
    "__version__",
    "dedup",
    "diff",
    "find_copies",
    "open",
]


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used: `import wirecopy` itself stays as quick as bare Python."""
    if name not in _HOMES:
        raise AttributeError(f"module 'wirecopy' has no attribute {name!r}")
    return getattr(import_module(f"wirecopy.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

"""Every knob of a run, in one frozen tree. Defaults come from the evaluations named beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Literal

from wirecopy.corrections import Correction
from wirecopy.errors import BadOption

Backend = Literal["auto", "reference", "compiled"]
Extractor = Literal["trafilatura", "resiliparse"]
_CHANGE_NO_TABLE = frozenset({"backend", "cache", "ask", "corrections"})


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How input becomes pages."""

    columns: Mapping[str, str] = field(default_factory=dict)
    """Our column name -> the input's, for table files (`{"text": "content", "outlet": "source"}`)."""
    outlet: str | None = None
    """The outlet of pages that name none."""
    outlet_from_folder: bool = False
    """Take the name of the folder a file lies in as its outlet, where the page names none."""
    max_page_chars: int = 64_000_000
    """A page longer than this is rejected, not read: memory stays bounded."""
    columns_told: Callable[[str, str], None] | None = field(default=None, compare=False, repr=False)
    """Takes each table file with a line that says which of its columns are read as what, and which are left."""
    own_column_lost: Callable[[str, str], object] | None = field(default=None, compare=False, repr=False)
    """Given, a row's own columns all come back with its page, however long or nested, up to `max_page_chars` in all; it
    takes the name of each that does not, and why."""


@dataclass(frozen=True, slots=True)
class CleanOptions:
    """How a page's text is told from its furniture."""

    language: str = "en"
    """The rule pack for pages whose language is not stated."""
    extractor: Extractor = "trafilatura"
    """What tells the article from the rest of an HTML page; `resiliparse` is ten times faster and needs an extra."""
    body_threshold: float = 0.5
    """A furniture span with a lower score stays body."""


@dataclass(frozen=True, slots=True)
class CopyOptions:
    """How copies are found and proved."""

    gram_words: int = 5
    window: int = 32
    """Winnowing window, in grams: a shared run of `window + gram_words - 1` words is always found."""
    min_containment: float = 0.4
    """Share of a text's words from which it is a piece of a round-up, and an item of a live page a copy of a text.
    Whether two pages are one text is learned, see `copies.one_text`."""
    link_containment: float = 0.2
    """Pairs below it are not stored at all."""
    within_days: int | None = None
    """Articles this many days apart are compared, those twice as far apart never (null: any are; those without a day
    always)."""
    all_pairs: bool = False
    """Verify and store every pair of a family (quadratic; for small bases and for scoring)."""
    backend: Backend = "auto"

    def __post_init__(self) -> None:
        if self.within_days is not None and self.within_days < 1:
            raise BadOption("within-days", str(self.within_days), "a number of days from 1 on")


@dataclass(frozen=True, slots=True)
class StoryOptions:
    """How stories and their origins are told."""

    owners: Mapping[str, str] = field(default_factory=dict)
    """Outlet -> its owner: outlets of one owner that run one text without a credit have it from that owner."""
    corrections: tuple[Correction, ...] = ()
    """What the base's own corrections say; a run takes them from the base."""
    window_days: int = 14
    """Days that two texts of one story lie apart at most, from text to text; texts without a day are not bound."""
    quiet_days: int = 14
    """Days without a new text after which a story is archived, counted to the newest day of the base."""
    semantic: str | None = None
    """A folder with a sentence-transformers model: compares headlines and texts in two languages by meaning too."""
    semantic_least: float = 0.75
    """How alike (a cosine) two texts are that are joined by meaning; what is right depends on the model."""


@dataclass(frozen=True, slots=True)
class FactsOptions:
    """What reads a story's facts besides the rules, and what the rules are given besides their own words."""

    plugin: str | None = None
    """A folder with a spaCy pipeline, or the address of an OpenAI-compatible endpoint."""
    model: str | None = None
    """The model an endpoint is asked for."""
    cache: str | None = None
    """Folder that keeps a plug-in's answers by content; without it they are kept in the base."""
    actors: Mapping[str, str] = field(default_factory=dict)
    """Name -> code of a dictionary of actors: three letters of a country or body, then sectors (`"GONMIL"`)."""
    frames: tuple[str, ...] = ()
    """Further frames of events, as the text of TOML files; a later one goes before an earlier and before our own."""
    apart: tuple[str, ...] = ()
    """Ids of reports that are merged with no other event: undoes a merge; the ids stand in an event's reasons."""
    ask: bool = True
    """False: only answers that are kept are used, and the plug-in itself is not needed (takedowns)."""


@dataclass(frozen=True, slots=True)
class EngineOptions:
    """What runs the steps, and what it may spend."""

    workers: int = 1
    memory: str = "4GB"
    name: Literal["duckdb", "spark"] = "duckdb"
    """`spark` needs `wirecopy[spark]` and Java 17; the tables are the same."""
    master: str | None = None
    """Where Spark runs: `local[4]`, `spark://host:7077`, `yarn`, `k8s://...`; null: what the environment says."""
    conf: Mapping[str, str] = field(default_factory=dict)
    """Settings of Spark, which go before wirecopy's."""


@dataclass(frozen=True, slots=True)
class Options:
    """Everything `run` can be told.

    >>> Options(copies=CopyOptions(all_pairs=True)).copies.window
    32
    """

    read: ReadOptions = field(default_factory=ReadOptions)
    clean: CleanOptions = field(default_factory=CleanOptions)
    copies: CopyOptions = field(default_factory=CopyOptions)
    stories: StoryOptions = field(default_factory=StoryOptions)
    facts: FactsOptions = field(default_factory=FactsOptions)
    engine: EngineOptions = field(default_factory=EngineOptions)
    base_page: str | None = None
    """A page whose article stands for its family whatever its copies agree on: `diff` compares from the first file."""


def differences(before: Options, now: Options) -> Iterator[tuple[str, str, str]]:
    """Yield the options in which two runs differ and their tables may, by name, with both values in a word or two.

    >>> list(differences(Options(), Options(copies=CopyOptions(within_days=9))))
    [('within-days', 'none', '9')]
    """
    for room in ("clean", "copies", "stories", "facts"):
        old, new = getattr(before, room), getattr(now, room)
        for name in (one.name for one in fields(new)):
            was, is_now = getattr(old, name), getattr(new, name)
            if was != is_now and name not in _CHANGE_NO_TABLE:
                yield name.replace("_", "-"), _option_text(was), _option_text(is_now)


def _option_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, Mapping | tuple):
        return f"{len(value)} given" if value else "none"
    return "none" if value is None else str(value)

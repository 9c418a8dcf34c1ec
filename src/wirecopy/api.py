"""The Python API: a news base opened, run, read. One to one with the command line."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from wirecopy.errors import NotFound
from wirecopy.options import Options
from wirecopy.store import Table

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from wirecopy.corrections import Correction, CorrectionKind
    from wirecopy.pipeline.checking.answer import SourceCheck
    from wirecopy.pipeline.checking.source import GivenSource
    from wirecopy.pipeline.dedup.dedup import DedupOptions, Thinned
    from wirecopy.pipeline.live.add_page import Added, Live
    from wirecopy.pipeline.live.check import Compared
    from wirecopy.pipeline.progress import Progress, Summary
    from wirecopy.pipeline.text_quotations import QuotedText
    from wirecopy.pipeline.verification import Finding
    from wirecopy.serve.views import Dossier, Engagement, Headline, OutletCount, StyleProfile
    from wirecopy.store import BaseTables, Generations, Hit, KeptStage, Lookup, Trace
    from wirecopy.stories import Change
    from wirecopy.types import Page

    Path = str | os.PathLike[str]


def open(path: Path, create: bool = False) -> NewsBase:
    """Return the news base at `path`, made when `create` is given and there is none.

    Raises NotABase when the folder holds something else, NewerBase when a later wirecopy wrote it. One that an earlier
    wirecopy wrote opens too: reading raises OlderBase until `run` has brought it up. A takedown that was cut off is
    ended first.
    """
    from wirecopy.store import BaseTables, open_layout

    layout = open_layout(path, create)
    if layout.takedown.exists():
        from wirecopy.pipeline.takedown import finish_pending

        finish_pending(layout)
    return NewsBase(BaseTables(layout))


def diff(a: Path, b: Path, options: Options | None = None) -> Dossier:
    """Return what two files have in common and every difference, without any base.

    The two are put side by side whether or not they are copies; an unreadable file raises UnreadableInput.
    """
    from wirecopy.pipeline.diff import diff_files

    return diff_files(a, b, options or Options())


def dedup(
    inputs: Path | Iterable[Path],
    folder: Path,
    options: DedupOptions | None = None,
    progress: Progress | None = None,
) -> Thinned:
    """Return how many pages were kept and dropped; `folder` then holds `keep.jsonl`, `drop.jsonl`, `rejected.jsonl`.

    The command `wirecopy dedup`: every dropped page is written with the kept one it copies, the share and the runs
    that prove it, and `kept_because`. Raises BadOption for a folder inside what is read, UnreadableInput for a path
    that cannot be read.

    >>> dedup("dump.jsonl.gz", "thinned", DedupOptions(keep="earliest")).dropped     # doctest: +SKIP
    1204
    """
    from wirecopy.pipeline.dedup.dedup import dedup as thin

    paths = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    return thin(paths, folder, options, progress)


def quotes(
    text: str | os.PathLike[str], options: Options | None = None, least: float | None = None
) -> tuple[QuotedText, ...]:
    """Return who says what in a text, or in each page of a file named by a path, and who, where and when.

    Nothing is kept. `options.facts` names a plug-in, where one is to be asked too; facts of less confidence than
    `least` are left out (by default each kind is given from where nine in ten are right, and no events). Raises
    UnreadableInput for a file that holds no page, PluginFailed.

    >>> (found,) = quotes('"We are done," Mayor Jane Roe said in Paris.')
    >>> [(quote.text, quote.speaker) for quote in found.facts.quotes]
    [('We are done', 'Jane Roe')]
    """
    from wirecopy.pipeline.text_quotations import quotations_of

    return quotations_of(text, options or Options(), least)


def check(
    sources: Iterable[GivenSource], claims: Iterable[str] | NewsBase | None = None, base: NewsBase | None = None,
    *, fetch: bool = False,
) -> SourceCheck:  # fmt: skip
    """Return how many origins stand behind some sources, as bounds with reasons; `sentence` says it in words.

    A source is a text, an address, or a mapping of whatever is known: `url`, `title`, `author`, `outlet`,
    `published_at`, `text`, `html`, `source`; 1,000 at most. Each of `claims` is looked up in them, they in a base;
    `fetch` gets the pages of addresses without a text, as politely as `watch`. Raises BadOption for what is no source,
    BaseBusy while another process writes a base whose index has to be built.
    >>> fire = "A fire closed the ferry quay at Brandt on Monday, and nobody was hurt, the harbour master said."
    >>> check([{"text": fire, "outlet": "Lund Post"}, {"text": fire, "outlet": "Brandt Mail"}]).sentence
    '2 sources, 1 origin: Lund Post and Brandt Mail carry one text.'
    """
    from wirecopy.pipeline.checking.check import check_sources

    claims, base = (None, claims) if isinstance(claims, NewsBase) else (claims, base)  # as it was before claims
    looked = (base.tables, base._generations.newest(), base._settled()) if base else None
    given, missing = list(sources), None
    if fetch:
        from wirecopy.desk.watch.gather import with_pages

        given, missing = with_pages(given)
    return check_sources(given, claims or (), looked, missing)


@dataclass(frozen=True, slots=True)
class NewsBase:
    """A news base: run pages through it, then read its stories, tables and texts."""

    tables: BaseTables
    _generations: Generations = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        from wirecopy.store import Generations

        object.__setattr__(self, "_generations", Generations(self.tables))

    def run(self, inputs: Iterable[Path], options: Options | None = None, progress: Progress | None = None) -> Summary:
        """Read files and directories into the base and take everything through every room.

        Running again adds only what is new. Without `options` the base keeps those of its last run; the defaults are
        `Options()`. Returns what was read, and what the base holds now.
        """
        from wirecopy.pipeline import run

        return run(self.tables.layout, [os.fspath(path) for path in inputs], options, progress)

    def add(self, page: Page | str, options: Options | None = None, **stated: str) -> Added:
        """Keep one page and return what it is a copy of and the story it joins, before any run.

        Give a page, or a text with what is known of it: `outlet`, `url`, `title`, `published`, `external_id`. The
        next `run` settles it; the tables do not show it before. For many pages in a row see `live`.
        """
        from wirecopy.pipeline.live.add_page import as_page, single

        chosen = single(options or self._settled())
        with self.live(chosen) as opened:
            return opened.add(as_page(page, stated, chosen) if isinstance(page, str) else page)

    def live(
        self, options: Options | None = None, keep_days: int | None = None, *, stories: bool = True
    ) -> AbstractContextManager[Live]:
        """Give the base open for a stream of pages: `with base.live() as opened: opened.add(page)`.

        Articles older than `keep_days` leave the index (not the base). Without `stories` no page is told the story it
        joins, which saves some milliseconds each. Nobody else can write meanwhile: BaseBusy.
        """
        from wirecopy.pipeline.live.add_page import live

        return live(self.tables.layout, options or self._settled(), keep_days, stories=stories)

    def _end_publishing(self) -> None:
        if self.tables.is_half_published():
            from wirecopy.pipeline.takedown import end_publishing

            end_publishing(self.tables.layout)

    def _settled(self) -> Options:
        from wirecopy.pipeline.batch.run_options import settled_options

        return settled_options(self.tables.layout)

    def stories(self, newest: bool = False) -> tuple[Headline, ...]:
        """Return the story list: most articles first, then newest; or the `newest` first, undated ones last."""
        from wirecopy.serve.views import headlines

        return headlines(self.tables, newest=newest)

    def story(self, story_id: str, least: float | None = None) -> Dossier:
        """Return everything on one story; an unambiguous beginning of its id will do. Raises NotFound.

        A story that has since been merged into another is found by its old id too; of one that was split and gave up
        its id, the error names the parts. The first story read after a run lays the base out for reading (seconds for
        100,000 pages); each further one takes some milliseconds, however large the base. Its pages come without
        `source`, the saved bytes of HTML: those are in `table("pages")`. Facts of less confidence than `least` are
        left out (by default each kind is given from where nine in ten are right, and no events); the tables have them.
        """
        from wirecopy.serve.notebook import ShownDossier
        from wirecopy.serve.views import dossier

        reader = self._generations.newest()
        return ShownDossier.of(dossier(reader, self._story_id(reader, story_id), least))

    def _story_id(self, reader: Lookup, wanted: str) -> str:
        from wirecopy.pipeline.batch.stories.history import today_of

        near = reader.ids("stories", "story_id", wanted)
        if wanted not in near:
            now = today_of(self.tables.layout, wanted, reader.ids("stories", "story_id"))
            if len(now) > 1:
                raise NotFound("story", wanted, f"It was split: {', '.join(now)}")
            near = now or near
        return _sole_id(near, wanted, "story", "stories")

    def diff(self, a: str, b: str, options: Options | None = None) -> Dossier:
        """Return two articles of the base side by side, the second against the first, copies or not.

        Name each by its article id, by an unambiguous beginning of it, or by the id its input gave it. Raises NotFound.
        """
        from wirecopy.pipeline.diff import diff_pages

        return diff_pages(self._page(a), self._page(b), options or Options())

    def _page(self, wanted: str) -> Page:
        from wirecopy.tables import from_table
        from wirecopy.types import Page

        given = list(from_table(self.tables.rows("pages", "external_id", [wanted]), Page))
        if len(given) == 1:
            return given[0]
        near = self._generations.newest().ids("articles", "article_id", wanted)
        article_id = _sole_id(near, wanted, "article", "articles")
        page_ids = self.tables.rows("articles", "article_id", [article_id])["page_id"].to_pylist()
        (page,) = from_table(self.tables.rows("pages", "page_id", page_ids), Page)
        return page

    def compare(self, page: Page | str, **stated: str) -> Compared:
        """Return what a page shares with the base: its copies, the origins behind them, its edits against them.

        Give a page, or a text with what is known of it, as for `add`; nothing is kept. The base's index of texts is
        built first where a run has changed the base since: BaseBusy while another process writes.

        >>> base.compare("The ferry sails again.").said      # doctest: +SKIP
        'No copy in this base. That says nothing of other pages, and nothing of independence.'
        """
        from wirecopy.pipeline.live.add_page import as_page
        from wirecopy.pipeline.live.check import compare_page

        chosen = self._settled()
        given = as_page(page, stated, chosen) if isinstance(page, str) else page
        return compare_page(given, self.tables.layout, self._generations.newest(), chosen)

    def history(self) -> list[Change]:
        """Return which stories were merged, split or renamed by later runs, oldest first."""
        from wirecopy.pipeline.batch.stories.history import history

        self._end_publishing()
        return history(self.tables.layout)

    def dossiers(self) -> Iterator[Dossier]:
        """Yield everything on every story, in the order of the story list; all of one generation."""
        from wirecopy.serve.views import dossiers, headlines

        reader = self._generations.newest()
        return dossiers(reader, headlines(reader))

    def ledger(self, story_id: str | None = None, least: float | None = None) -> tuple[Engagement, ...]:
        """Return who met, invited, visited or called whom, and what became of it; of one story or of all.

        It is told of events of at least that confidence (by default .7).
        """
        from wirecopy.serve.views import ledger

        reader = self._generations.newest()
        return ledger(reader, self._story_id(reader, story_id) if story_id else None, least)

    def table(self, name: str) -> Table:
        """Return one of the tables of the design by name; reading an unknown one raises UnknownTable."""
        return Table(name, self.tables)

    def stages(self) -> tuple[KeptStage, ...]:
        """Return what the last run kept on its way, in order: each stage with a sentence, rows, bytes and columns."""
        return self.tables.stages()

    def manifest(self) -> dict[str, Any] | None:
        """Return what the tables were made with: versions, options, rows, hashes of data; null before the first run."""
        return self.tables.manifest()

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Return the texts that hold every word (a "quoted phrase" counts as one), newest first."""
        self._end_publishing()
        return self.tables.search(words, limit)

    def forget(
        self, page_id: str | None = None, progress: Progress | None = None, *,
        url: str | None = None, outlet: str | None = None,
    ) -> Summary:  # fmt: skip
        """Take down a page, all pages of an address or of an outlet: no file of the base holds anything of them.

        What other pages carry is worked out anew. Give one of the three. A kill leaves the base readable, and whatever
        is called next ends it. Raises NotFound.
        """
        from wirecopy.pipeline.takedown import TakedownRequest, take_down

        return take_down(self.tables.layout, TakedownRequest(page_id, url, outlet), progress)

    def verify(self, *, repair: bool = False, progress: Progress | None = None) -> tuple[Finding, ...]:
        """Return what is wrong with the base, of its parts, sums, indexes and promises; nothing where all is well.

        With `repair` what can be made again is made again. Raises BaseBusy while another process writes then.
        """
        from wirecopy.pipeline.verification import repair as mend
        from wirecopy.pipeline.verification import verify

        return (mend if repair else verify)(self.tables.layout, progress)

    def traces(self, texts: Iterable[str]) -> Iterator[Trace]:
        """Yield every place in the base's files that holds eight words in a row of a text, unpacked and decoded."""
        from wirecopy.store import traces
        from wirecopy.text.words_in_a_row import WordRows

        return traces(self.tables.layout, WordRows.of(texts))

    def correct(self, kind: CorrectionKind, of: str, says: str | None, *, drop: bool = False) -> Correction:
        """Keep what you know better, and return it; the next `run` applies it. `drop`, or no `says`, takes it back.

        `credit`: the text of the page `of` is by `says`. `owner`: the outlet `of` belongs to `says`. `outlet`: the
        outlet `of` is another name of the outlet `says`. `one_text`: the pages `of` and `says` carry one text;
        `two_texts`: they do not. A page is named by its id or its article's, or a beginning of it, by the id its input
        gave it, or its address. A page or an outlet the base has not raises NotFound.

        >>> base.correct("owner", "harbourtimes.example", "Roe Media")    # doctest: +SKIP
        """
        from wirecopy.pipeline.corrections import correct

        return correct(self.tables.layout, kind, of, says, drop)

    def corrections(self) -> tuple[Correction, ...]:
        """Return the corrections the base keeps, as they were given."""
        from wirecopy.store import read_corrections

        return read_corrections(self.tables.layout)

    def export(
        self, table: str, format_name: str, target: BinaryIO, *, least: float | None = None, header: bool = False
    ) -> None:
        """Write a table to an open binary file as jsonl, csv or parquet.

        With a format of families (tei, collatex, graphml, edgelist), `table` is the id of a family, or of a story:
        then its largest family is written. `events` goes out as gdelt, plover or geojson too, `event_mentions` as
        gdelt_mentions, both with a line of column names where `header` asks for it; `dyads` counts who did what to whom
        on which day. Facts of less confidence than `least` are left out: by default none, but in `dyads` and in the
        files for other tools the events of which type, sides and status are all right by less than .5. Raises
        UnknownTable, NotFound and BadOption.
        """
        from wirecopy.pipeline.export_tables import export

        export(self, table, format_name, target, least=least, header=header)

    def outlets(self) -> tuple[OutletCount, ...]:
        """Return the outlets of the base with how many copies each has run, most first."""
        from wirecopy.serve.views import outlet_counts

        return outlet_counts(self.tables)

    def style(self, outlet: str) -> StyleProfile:
        """Return an outlet's house style: which form of each pair it prefers, in all its copies. Raises NotFound."""
        from wirecopy.serve.views import style_profile

        profile = style_profile(self.tables, outlet)
        if profile is None:
            raise NotFound("outlet", outlet, "List them: wirecopy style BASE")
        return profile

    def report(self, title: str = "", least: float | None = None) -> Iterator[str]:
        """Yield the pieces of one self-contained HTML page on the whole base, with facts of at least a confidence."""
        from wirecopy.pipeline.report import report_pieces

        return report_pieces(self._generations.newest(), title or self.tables.layout.root.name, least)

    def _repr_html_(self) -> str:
        from wirecopy.serve.notebook import story_table

        return story_table(self.stories())


def _sole_id(near: Sequence[str], wanted: str, noun: str, table: str) -> str:
    """Return the one id that is wanted, of those that begin so."""
    if wanted in near:
        return wanted
    if wanted and len(near) == 1:
        return near[0]
    hint = f"{len(near)} begin so: give more of it." if wanted and near else f"List them: wirecopy export BASE {table}"
    raise NotFound(noun, wanted, hint)

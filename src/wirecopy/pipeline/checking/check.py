"""How many origins stand behind a list of sources: what every door asks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import pyarrow as pa

from wirecopy.clean import Rules
from wirecopy.copies import copies_among, shared_passages
from wirecopy.errors import BadOption
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.column import column_of
from wirecopy.languages.owners import house_of, load_houses
from wirecopy.options import Options
from wirecopy.pipeline.checking.answer import NotCompared, SourceCheck, SourceGroup
from wirecopy.pipeline.checking.claims import check_claims
from wirecopy.pipeline.checking.cues import CheckCues, load_cues
from wirecopy.pipeline.checking.events_of_texts import events_of_texts
from wirecopy.pipeline.checking.grouping import TitleGroup, group_sources
from wirecopy.pipeline.checking.headlines import ReadHeadline, near_pairs, read_headline, same_happening
from wirecopy.pipeline.checking.in_base import LookedInto
from wirecopy.pipeline.checking.one_event import (
    ToldText,
    chain_leaders,
    content_words,
    event_scores,
    names_in,
)
from wirecopy.pipeline.checking.shown_passages import with_passages
from wirecopy.pipeline.checking.source import CheckedSource, GivenSource, of_article, read_source, stated_of
from wirecopy.pipeline.checking.text_node import TextNode
from wirecopy.pipeline.checking.ties import ties_of
from wirecopy.pipeline.checking.wording import names_of_sources, sentence_of
from wirecopy.pipeline.live.compare import Comparer, build_index, index_fits
from wirecopy.pipeline.live.compare import comparer as load_comparer
from wirecopy.serve.views import Reader
from wirecopy.store import BaseTables
from wirecopy.stories import Model, load_model, read_signals
from wirecopy.text.spelling import counts_as
from wirecopy.types import Copy, Run

MOST_SOURCES = 1_000
_OF_ONE_HOUSE = 0.5
_MOST_READ = 5  # sources of one text that are read for whom somebody spoke to
_COMPILED_FROM = 150  # texts; for fewer, loading compiled code takes longer than it saves


@dataclass(frozen=True, slots=True)
class SourceChecker:
    """Answers for lists of sources; holds what takes long to load."""

    comparer: Comparer
    cues: CheckCues
    model: Model
    houses: Mapping[str, str]

    @property
    def kernels(self) -> Kernels:
        """Return the kernels that words are counted with."""
        return self.comparer.kernels

    @property
    def rules(self) -> Rules:
        """Return the rules of the language."""
        return self.comparer.rules

    def check(
        self,
        sources: Iterable[GivenSource],
        claims: Sequence[str] = (),
        base: LookedInto | None = None,
        missing: Mapping[int, str] | None = None,
    ) -> SourceCheck:
        """Return how many origins stand behind the sources; what a base has of them is looked at as well.

        `missing` says of sources why their pages could not be had. Raises BadOption for no source, for more than a
        thousand, and for one that cannot be any; with a base NotFound for an unknown `article_id`, and IndexMissing
        while the index is not that of the base.
        """
        given = list(sources)
        if not 1 <= len(given) <= MOST_SOURCES:
            raise BadOption("the sources", len(given), f"from 1 to {MOST_SOURCES}")
        read = [self._read(number, source, base) for number, source in enumerate(given)]
        read = [
            replace(source, why=missing[source.number]) if missing and source.number in missing else source
            for source in read
        ]
        return self.answer(read, claims, base.near(self.comparer, read, self.cues) if base else ())

    def _read(self, number: int, source: GivenSource, base: LookedInto | None) -> CheckedSource:
        asked = stated_of(source).get("article_id") if isinstance(source, Mapping) else None
        if asked is None:
            return read_source(number, source, self.rules, self.cues, self.comparer.options)
        if base is None:
            raise BadOption("article_id", asked, "a text: without a base no id can be looked up")
        return of_article(number, base.article(asked), self.cues)

    def answer(
        self, read: Sequence[CheckedSource], claims: Sequence[str] = (), stored: Sequence[CheckedSource] = ()
    ) -> SourceCheck:
        """Return the answer for sources that were read."""
        sources = [*read, *(replace(stored_source, number=len(read) + at) for at, stored_source in enumerate(stored))]
        names = names_of_sources(sources)
        nodes, copies, in_texts = self._texts([source for source in sources if source.article is not None])
        passages = shared_passages([node.body for node in nodes], self.kernels) if len(nodes) > 1 else []
        places = [self.cues.place_names(f"{node.fullest.title or ''}. {node.body}") for node in nodes]
        name_of = {node.number: names[node.fullest.number] for node in nodes}
        ties = ties_of(nodes, copies, passages, places, self.cues, name_of)
        texts = [ToldText(_titles_of(node), node.body, node.fullest.published, node.language) for node in nodes]
        scores = event_scores(texts, places, self.kernels, self.model, self.rules.stop_words)
        events, unsure = events_of_texts(nodes, list(map(names_in, texts, places)), ties, scores, self.cues)
        ties = [tie for tie in ties if events[tie.a] == events[tie.b]]
        titles, unread = self._titles(sources[: len(read)], nodes)
        grouping = group_sources(nodes, ties, events, titles, asked=len(read), unread=unread, unsure=unsure)
        groups = tuple(with_passages(group, nodes, passages, len(read)) for group in grouping.groups)
        groups = tuple(self._with_house(self._with_satire(group, read), read) for group in groups)
        return SourceCheck(
            sentence=sentence_of(groups, grouping.events, grouping.origins, names[: len(read)]),
            origins=grouping.origins,
            groups=groups,
            events=grouping.events,
            not_compared=tuple(self._not_compared(read, nodes)),
            claims=check_claims(claims, read, groups, grouping.events, self.cues, self.rules.stop_words),
            names=names[: len(read)],
            urls=tuple(source.url for source in read),
            how=grouping.how,
            in_base=tuple(_in_base(in_texts, len(read))),
        )

    def _texts(self, sources: Sequence[CheckedSource]) -> tuple[list[TextNode], list[Copy], list[list[CheckedSource]]]:
        """Return the texts the sources carry, the links between them, and the sources of each text."""
        bodies = [source.article.body for source in sources if source.article]
        published = [source.published for source in sources]
        if len(bodies) < _COMPILED_FROM:
            options = self.comparer.options.copies
            families = copies_among(column_of(bodies), self.kernels, published=published, options=options)
        else:
            column = column_of(bodies)
            kernels = load_kernels("auto", int(column.offsets[-1]), counts_as(), numbers=True)
            families = copies_among(column, kernels, published=published, options=self.comparer.options.copies)
        by_family: dict[int, list[CheckedSource]] = defaultdict(list)
        for source, family in zip(sources, families.families.tolist(), strict=True):
            by_family[family].append(source)
        place = {family: number for number, family in enumerate(by_family)}
        node_of = [place[family] for family in families.families.tolist()]
        nodes = [
            replace(node, shares=tuple(_shares(families.pairs, sources, node)))
            for node in (self._node(number, tuple(by_family[family])) for family, number in place.items())
        ]
        return nodes, _links(families.pairs, node_of), [list(node.sources) for node in nodes]

    def _node(self, number: int, sources: tuple[CheckedSource, ...]) -> TextNode:
        fullest = max(sources, key=lambda member: (len(member.article.body) if member.article else 0, -member.number))
        assert fullest.article is not None
        body = fullest.article.body
        spoken: dict[str, str] = {}
        for source in sources[:_MOST_READ]:
            for name, words in self.cues.spoken_to(source.article.body if source.article else ""):
                spoken.setdefault(self.cues.sources.key(name), words)
        return TextNode(
            number=number,
            sources=sources,
            fullest=fullest,
            signals=read_signals(str(number), body),
            content=frozenset(content_words(body, self.rules.stop_words)),
            release=self._release(sources),
            spoken=spoken,
            stations={self.cues.sources.key(name): words for name, words in self.cues.stations(body)},
            networks=self.cues.networks(body),
            sayers=self.cues.sayers(body),
            announced=self.cues.announced(body),
            cited={self.cues.sources.key(name): words for name, words in self.cues.cited(body)},
        )

    def _release(self, sources: Sequence[CheckedSource]) -> tuple[str, str | None] | None:
        for source in sources:
            if source.site is not None and source.site.releases:
                return source.site.name, (self.cues.release_words(source.raw) or ("", None))[1]
            if self.cues.is_press_office(source.author):
                return source.author or "", source.outlet
        return next((release for source in sources if (release := self.cues.release_words(source.raw))), None)

    def _titles(
        self, sources: Sequence[CheckedSource], nodes: Sequence[TextNode]
    ) -> tuple[list[TitleGroup], list[int]]:
        """Return the groups of sources that have a headline alone, and the sources that have none either."""
        headlines = [read_headline(source, self.cues, self.rules.stop_words) for source in sources]
        bare = [source.number for source in sources if source.article is None]
        unread = [number for number in bare if headlines[number] is None]
        leaders = chain_leaders(len(sources), near_pairs(headlines)) if bare else list(range(len(sources)))
        text_of = {source.number: node.number for node in nodes for source in node.sources}
        groups: dict[int, list[int]] = defaultdict(list)
        for number in bare:
            if headlines[number] is not None:
                groups[leaders[number]].append(number)
        title_groups = []
        for leader, members in groups.items():
            near = next((n for n, text in text_of.items() if n < len(sources) and leaders[n] == leader), None)
            named = [sources[number].agency for number in members if sources[number].agency]
            others = [
                number for number in range(len(sources)) if number not in members and headlines[number] is not None
            ]
            same = [
                (number, same_happening(_headline_of(headlines, members[0]), _headline_of(headlines, number)))
                for number in others
            ]
            title_groups.append(
                TitleGroup(
                    members=tuple(members),
                    text=None if near is None else text_of[near],
                    agency=named[0] if named else None,
                    apart=bool(same) and not any(one for _, one in same) and any(one is False for _, one in same),
                    near=next((number for number, one in same if one), None),
                )
            )
        return (title_groups if nodes else _with_events(title_groups)), unread

    def _not_compared(self, read: Sequence[CheckedSource], nodes: Sequence[TextNode]) -> Iterable[NotCompared]:
        languages = {node.language for node in nodes}
        for source in read:
            if source.why:
                yield NotCompared(source.number, source.why)
            elif source.article and len(languages) > 1 and source.article.language != self.rules.language:
                language = self.cues.language(source.article.language)
                why = f"in {language}: with texts in other languages only names, figures and their order were compared"
                yield NotCompared(source.number, why)

    def _with_house(self, group: SourceGroup, read: Sequence[CheckedSource]) -> SourceGroup:
        """Return a group whose members are all of one house with that house as its origin, where nobody is credited."""
        houses = {self._house(read[number]) for number in group.members}
        house = next(iter(houses)) if len(houses) == 1 else None
        if house is None or len(group.members) < 2:
            return group
        reason = f"Its {len(group.members)} sites belong to {house}."
        origin = group.origin
        if group.verdict == "same_text" and origin.kind == "unknown":
            origin = replace(origin, name=house, kind="outlet", confidence=max(origin.confidence, _OF_ONE_HOUSE))
        return replace(group, origin=origin, reasons=(*group.reasons, reason))

    def _house(self, source: CheckedSource) -> str | None:
        given = self.comparer.options.stories.owners.get(source.outlet or "")
        named = (house_of(name, self.houses) for name in (source.url, source.outlet) if name)
        return given or next((house for house in named if house), None)

    def _with_satire(self, group: SourceGroup, read: Sequence[CheckedSource]) -> SourceGroup:
        fun = [n for n in group.members if self.cues.makes_fun(read[n].outlet, read[n].url)]
        reasons = tuple(f"{read[n].outlet or read[n].url} is known for satire." for n in fun)
        return replace(group, reasons=(*reasons, *group.reasons)) if reasons else group


def _titles_of(node: TextNode) -> str:
    """Return the headlines under which a text runs, a few of them."""
    return ". ".join(list(dict.fromkeys(source.title for source in node.sources if source.title))[:3])


def _headline_of(headlines: Sequence[ReadHeadline | None], number: int) -> ReadHeadline:
    headline = headlines[number]
    assert headline is not None
    return headline


def _with_events(groups: list[TitleGroup]) -> list[TitleGroup]:
    """Return the groups of headlines; the largest is an event of its own where no text tells one.

    Where no two headlines are nearly equal, nothing is there that another could be apart from.
    """
    first = max(groups, key=lambda group: len(group.members), default=None)
    if first is None or any(group.text is not None for group in groups):
        return groups
    if len(first.members) < 2:
        return [replace(group, apart=False, near=None) for group in groups]
    anchored = replace(first, apart=True)
    return [anchored if group is first else group for group in groups]


def _shares(pairs: pa.Table, sources: Sequence[CheckedSource], node: TextNode) -> Iterable[tuple[int, float, int]]:
    """Yield how much of each other source of a text stands in the fullest one."""
    if len(node.sources) < 2:
        return
    members = {source.number for source in node.sources}
    for row in pairs.select(["a", "b", "containment_a", "containment_b", "longest_run"]).to_pylist():
        a, b = sources[row["a"]].number, sources[row["b"]].number
        if {a, b} <= members and node.fullest.number in (a, b):
            other, share = (b, row["containment_b"]) if a == node.fullest.number else (a, row["containment_a"])
            yield other, share, row["longest_run"]


def _links(pairs: pa.Table, node_of: Sequence[int]) -> list[Copy]:
    """Return the links between texts, each named by its number; those inside a text are left out."""
    best: dict[tuple[int, int], Copy] = {}
    for row in pairs.to_pylist():
        a, b = node_of[row["a"]], node_of[row["b"]]
        if a == b:
            continue
        inside_a, inside_b = row["containment_a"], row["containment_b"]
        if a > b:
            a, b, inside_a, inside_b = b, a, inside_b, inside_a
        copy = Copy(
            article_a=str(a), article_b=str(b), relation=row["relation"], containment_a=inside_a,
            containment_b=inside_b, quoted=row["quoted"], furniture=0.0, longest_run=row["longest_run"],
            runs=tuple(Run(**run) for run in row["runs"]),
        )  # fmt: skip
        held = best.get((a, b))
        if held is None or max(inside_a, inside_b) > max(held.containment_a, held.containment_b):
            best[a, b] = copy
    return list(best.values())


def _in_base(texts: Sequence[Sequence[CheckedSource]], asked: int) -> Iterable[tuple[int, str]]:
    for sources in texts:
        stored = next((s for s in sources if s.number >= asked and s.article), None)
        if stored is not None and stored.article is not None:
            yield from ((s.number, stored.article.article_id) for s in sources if s.number < asked)


def load_checker(comparer: Comparer | None = None) -> SourceChecker:
    """Return what answers for lists of sources; loading it takes a fifth of a second."""
    loaded = comparer or load_comparer(None, Options())
    return SourceChecker(loaded, load_cues(loaded.rules.language), load_model(), load_houses())


Looked: TypeAlias = tuple[BaseTables, Reader, Options]
"""A base that is looked into: its tables, its reader, the options it was made with."""


def check_sources(
    sources: Iterable[GivenSource],
    claims: Iterable[str] = (),
    looked: Looked | None = None,
    missing: Mapping[int, str] | None = None,
) -> SourceCheck:
    """Return how many origins stand behind sources; a base's index is built first where it is not that of the base."""
    if looked is None:
        return load_checker().check(sources, list(claims), None, missing)
    tables, reader, options = looked
    if not index_fits(tables.layout):
        build_index(tables.layout)
    checker = load_checker(load_comparer(tables.layout, options))
    return checker.check(sources, list(claims), LookedInto(tables, reader), missing)

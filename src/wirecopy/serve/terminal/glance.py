"""A story on one screen of the terminal: what happened, the origins as a bar, when it spread, what differs most."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirecopy.serve.terminal.layout import Plain, hanging, heading
from wirecopy.serve.views import wording
from wirecopy.serve.views.entities import NamedEntity
from wirecopy.serve.views.glance import OUTLETS, TIMES, WORDINGS, Difference, Glance, glance
from wirecopy.serve.views.story import Dossier
from wirecopy.text.safe_text import clipped, in_line

BAR = 24
"""Cells of a bar; the longest of a list fills them."""
SENTENCE_LIMIT = 280
SOURCES = 6
SIDE_LIMIT = 60


def at_a_glance(dossier: Dossier) -> RenderableType:
    """Return what one screen tells of a story, below its heading."""
    seen = glance(dossier)
    names = {member.article.article_id: member.name for member in dossier.members}
    return Plain(
        *_sentence_lines(seen),
        *_origins(seen, names),
        *_times(seen),
        *_differences(seen.differences),
        *_names(seen),
    )


def _sentence_lines(seen: Glance) -> Iterator[RenderableType]:
    if not seen.sentences:
        return
    yield heading("What happened")
    for sentence in seen.sentences:
        text = Text(clipped(in_line(sentence.text), SENTENCE_LIMIT))
        if sentence.of > 1:
            text.append(f"  {sentence.share}", style="dim")
        yield Padding(text, (0, 0, 0, 2))


def _origins(seen: Glance, names: Mapping[str, str]) -> Iterator[RenderableType]:
    if not seen.sources:
        return
    yield heading("Origins")
    table = _bars()
    most = max(len(source.article_ids) for source in seen.sources)
    called = {source.origin_id: clipped(source.name, wording.NAME_LIMIT) for source in seen.sources}
    for source in seen.sources[:SOURCES]:
        count = len(source.article_ids)
        who = clipped(source.name, wording.NAME_LIMIT)
        line = Text.assemble((who, "bold"), " (source unknown)" if source.kind == "unknown" else f" ({source.kind})")
        outlets = [name for name in _outlets(source.article_ids, names) if name != who]
        if outlets:
            line.append(f"  {_outlet_names(outlets)}", style="dim")
        if source.depends_on:
            line.append(f" · possibly dependent on {called.get(source.depends_on, 'another')}", style="magenta")
        table.add_row(_bar(count, most), Text(str(count)), line)
    yield Padding(table, (0, 0, 0, 2), expand=False)
    yield from _more_line(len(seen.sources) - SOURCES, "origin")


def _times(seen: Glance) -> Iterator[RenderableType]:
    if len(seen.times) < 2:
        return
    yield heading("Published")
    table = _bars()
    most = max(count for _, count in seen.times)
    for time, count in seen.times[:TIMES]:
        table.add_row(_bar(count, most), Text(str(count)), Text(time))
    yield Padding(table, (0, 0, 0, 2), expand=False)
    later = sum(count for _, count in seen.times[TIMES:])
    phrases = [f"{wording.count(later, 'article')} later"] if later else []
    phrases += [f"{wording.count(seen.undated, 'article')} without a time"] if seen.undated else []
    if phrases:
        yield Padding(Text(", ".join(phrases), style="dim"), (0, 0, 0, 2))


def _differences(differences: Sequence[Difference]) -> Iterator[RenderableType]:
    if not differences:
        return
    yield heading("Differences that matter most")
    for row in differences:
        line = Text.assemble((wording.kind_words(row.kind), "yellow"), ": ")
        for at, held in enumerate(row.wordings[:WORDINGS]):
            line.append(" · " if at else "").append(f"{held.lead} " if held.lead else "")
            line.append(f"“{clipped(in_line(held.text), SIDE_LIMIT)}”")
            line.append(f" {held.trail}" if held.trail else "", style="dim")
        more = len(row.wordings) - WORDINGS
        yield hanging("·", line.append(f" · {wording.count(more, 'more wording')}" if more > 0 else "", style="dim"))


def _names(seen: Glance) -> Iterator[RenderableType]:
    rows = (("People", seen.people), ("Organisations", seen.organisations), ("Places", seen.places))
    names_by_title = [(title, named) for title, named in rows if named]
    if names_by_title:
        yield heading("Named by most")
    for title, named in names_by_title:
        yield Padding(Text.assemble((f"{title}: ", "dim"), " · ".join(map(_name, named))), (0, 0, 0, 2))


def _name(row: NamedEntity) -> str:
    return f"{clipped(in_line(row.entity.name), wording.NAME_LIMIT)} {len(row.articles)}"


def _bars() -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=BAR, no_wrap=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    return table


def _bar(count: int, most: int) -> Text:
    return Text("█" * max(1, round(BAR * count / most)), style="cyan")


def _outlets(articles: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Return the outlets of some articles, each once."""
    return list(dict.fromkeys(names[article] for article in articles if article in names))


def _outlet_names(outlets: Sequence[str]) -> str:
    shown = ", ".join(clipped(in_line(name), wording.NAME_LIMIT) for name in outlets[:OUTLETS])
    return f"{shown} and {len(outlets) - OUTLETS} more" if len(outlets) > OUTLETS else shown


def _more_line(number: int, noun: str) -> Iterator[RenderableType]:
    if number > 0:
        yield Padding(Text(f"and {wording.count(number, noun)} more", style="dim"), (0, 0, 0, 2))

"""The views of the command line, made of rich renderables: the story list, a story, two copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wirecopy.serve.terminal.annotated_text import running_texts
from wirecopy.serve.terminal.glance import at_a_glance
from wirecopy.serve.terminal.items import item_lines
from wirecopy.serve.terminal.layout import Plain, hanging, heading, style_lines
from wirecopy.serve.terminal.stemma import differing_quotations, trees
from wirecopy.serve.views import wording
from wirecopy.serve.views.comparison import diff
from wirecopy.serve.views.entities import HEADINGS, READ_LANGUAGES, line_of, named_entities, unread
from wirecopy.serve.views.events import deeds
from wirecopy.serve.views.quotations import Saying, sayings, sort_of, spoken_sorts, telling_cue
from wirecopy.serve.views.story import Dossier, Headline, Member
from wirecopy.serve.views.wording import Handle, short_id
from wirecopy.text.safe_text import clipped, in_line

__all__ = ["diff", "full_story", "story_list", "story_overview"]

QUOTE_LIMIT = 600
"""A longer quotation is shown by its two ends."""
ONLY_SHOWN = 5
"""Sentences of each text that are shown of those that only it has."""


def story_list(headlines: Sequence[Headline]) -> RenderableType:
    """Return the stories one under the other: counts, label, when, who, and the id that `show` takes."""
    if not headlines:
        return Text("No stories yet. Read some pages in: wirecopy run BASE INPUT...")
    return Plain(*(part for headline in headlines for part in _headline_lines(headline)))


def story_overview(dossier: Dossier) -> RenderableType:
    """Return a story on one screen; last, what `full_story` shows besides."""
    more = {
        "text": dossier.headline.texts,
        "copy": len(dossier.members),
        "quotation": len(sayings(dossier)),
        "event": len(dossier.events),
        "name": len(dossier.entities),
    }
    behind = ", ".join(wording.count(number, noun) for noun, number in more.items() if number)
    return Plain(*_head(dossier), at_a_glance(dossier), Text(f"\nIn full with --all: {behind}", style="dim"))


def full_story(dossier: Dossier, style: bool = False) -> RenderableType:
    """Return a story: its text with all readings, copies, origins, quotations; `style` adds house style."""
    handles = wording.handles(dossier.members)
    return Plain(
        *_head(dossier),
        *running_texts(dossier, handles),
        *_copies(dossier, handles),
        *_only_here(dossier, handles),
        *item_lines(dossier),
        *trees(dossier.members, handles),
        *differing_quotations(dossier.members, handles),
        *_origins(dossier, handles),
        *_quotes(dossier, handles),
        *_events(dossier, handles),
        *_entity_lines(dossier, handles),
        *(_style(dossier.members, handles) if style else ()),
    )


def _headline_lines(headline: Headline) -> Iterator[RenderableType]:
    counts = Text(headline.counts, style="bold")
    if headline.difference:
        counts.append(f" · {headline.difference}", style="not bold")
    yield counts
    yield Padding(Text(in_line(headline.label), style="cyan"), (0, 0, 0, 2))
    facts = [
        wording.moment(headline.first_published) or "date not stated",
        _names(headline.outlets) or "outlets not stated",
    ]
    facts += list(filter(None, (headline.uncounted,)))
    yield Padding(Text(" · ".join(facts)), (0, 0, 0, 2))
    yield Padding(Text(headline.story_id, style="dim"), (0, 0, 1, 2))


def _names(outlets: Sequence[str]) -> str:
    shown = ", ".join(clipped(in_line(outlet), wording.NAME_LIMIT) for outlet in outlets[:4])
    return f"{shown} and {len(outlets) - 4} more" if len(outlets) > 4 else shown


def _head(dossier: Dossier) -> Iterator[RenderableType]:
    headline = dossier.headline
    yield Text(in_line(headline.label), style="bold cyan")
    if dossier.label_derived:
        yield Text("(its first sentence: the page shown has no headline)", style="dim")
    yield Text(headline.counts, style="bold")
    published = wording.moment(headline.first_published)
    facts = [f"first published {published}" if published else "no page states when it was published"]
    facts += list(filter(None, (headline.difference, headline.uncounted)))
    yield Text(" · ".join(facts))
    alone = f" · page {short_id(dossier.canonical.article.page_id)}" if len(dossier.members) == 1 else ""
    yield Text(headline.story_id + alone, style="dim")


def _copies(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    if len(dossier.members) < 2:
        return
    yield heading("Copies")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    table.add_column("", no_wrap=True)
    table.add_column("Article", overflow="fold")
    for name in ("Words", "In text", "Style", "Substance"):
        table.add_column(name, justify="right", no_wrap=True)
    for member in dossier.members:
        table.add_row(*_copy_row(member, handles[member.article.article_id]))
    yield Padding(table, (0, 0, 0, 2), expand=False)
    yield from _changes(dossier.members, handles)
    for text in wording.texts(dossier.members):
        if said := wording.versions(text, handles):
            yield Padding(Text(said), (1, 0, 0, 2))
    if said := wording.descent(dossier.members):
        yield Padding(Text(said), (1, 0, 0, 2))


def _only_here(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    additions = [(member, told) for member in dossier.members if (told := dossier.only_in(member))]
    if additions:
        yield heading("What only one text reports")
    for member, told in additions:
        handle = handles[member.article.article_id]
        line = Text.assemble((handle.name, "bold"), f": {wording.count(len(told), 'sentence')} that no other text has")
        for sentence in told[:ONLY_SHOWN]:
            line.append(f"\n{clipped(in_line(sentence), QUOTE_LIMIT)}")
        if len(told) > ONLY_SHOWN:
            line.append(f"\n... and {len(told) - ONLY_SHOWN} more", style="dim")
        yield hanging(Text(handle.letter, style="bold"), line)


def _copy_row(member: Member, handle: Handle) -> list[Text]:
    article = member.article
    substance = sum(edit.substantive for edit in member.edits)
    credit = f", {in_line(article.agency)}" if article.agency else ""
    credit += "" if article.counts else ", withdrawn" if article.withdrawn else f", {article.form}"
    stated = wording.moment(article.published) or "date not stated"
    style, changed = ("–", "–") if member.is_canonical else (len(member.edits) - substance, substance)
    return [
        Text(handle.letter, style="bold"),
        Text.assemble(handle.name, "\n", (f"{stated}{credit} · {short_id(article.page_id)}", "dim")),
        Text(f"{wording.words(article):,}"),
        Text(wording.share(member.containment) or "–"),
        Text(str(style)),
        Text(str(changed), style="bold yellow" if substance else ""),
    ]


def _changes(members: Sequence[Member], handles: dict[str, Handle]) -> Iterator[RenderableType]:
    base = next((member.article for member in members if member.is_canonical), None)
    changed = [(member, wording.changed(member.edits, base, member.article)) for member in members]
    for i, (member, phrases) in enumerate((m, found) for m, found in changed if found):
        handle = handles[member.article.article_id]
        line = Text(f"{handle.name}: ") + Text(", ".join(phrases), style="yellow")
        if not i:
            yield Text()
        yield hanging(Text(handle.letter, style="bold"), line)


def _origins(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    sources = wording.sources(dossier.origins)
    if not sources:
        return
    yield heading(dossier.headline.counts.split(" / ")[-1].capitalize())
    for number, source in enumerate(sources, 1):
        carried = wording.letters(handles[i] for i in source.article_ids if i in handles)
        kind = "source unknown" if source.kind == "unknown" else source.kind
        line = Text.assemble(
            (clipped(source.name, wording.NAME_LIMIT), "bold"),
            f" ({kind}, confidence {wording.share(source.confidence)}) {carried}",
        )
        if source.depends_on:
            line.append(f" · possibly dependent on {source.partner}", style="magenta")
        for reason in source.reasons:
            line.append(f"\n{in_line(reason.text)}")
        yield hanging(f"{number}.", line)


def _entity_lines(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    for language in unread((member.article for member in dossier.members), READ_LANGUAGES):
        yield Text(f"No facts from text in {language}: there are no rules for it.", style="dim")
    for kind, title in HEADINGS:
        rows = named_entities(dossier, kind)
        if rows:
            yield heading(title)
        for row in rows:
            letters = wording.letters(handles[i] for i in row.articles if i in handles)
            yield Text.assemble(in_line(line_of(row).strip()), (f"  {letters}" if letters else "", "dim"))


def _quotes(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    for title, speakers in spoken_sorts(sayings(dossier)):
        yield heading(title)
        for voice in speakers:
            by = ", ".join(in_line(part) for part in (voice.name, voice.role) if part)
            yield Padding(Text(by or "speaker not settled", style="bold"), (0, 0, 0, 2))
            for saying in voice.sayings:
                yield Padding(_saying(saying, handles), (0, 0, 0, 4))


def _saying(saying: Saying, handles: dict[str, Handle]) -> RenderableType:
    quote = saying.quote
    marks = ("“", "”") if sort_of(quote) == "quoted" else ("", "")
    letters = wording.letters(handles[article_id] for article_id in saying.article_ids)
    facts = [fact for fact in (telling_cue(quote), quote.said_when, letters) if fact]
    words = Text.assemble(marks[0], clipped(in_line(quote.text), QUOTE_LIMIT), marks[1])
    return hanging(f"{saying.number}.", words + Text("  " + " · ".join(map(in_line, facts)), style="dim"))


def _events(dossier: Dossier, handles: dict[str, Handle]) -> Iterator[RenderableType]:
    if not dossier.events:
        return
    yield heading(wording.count(len(dossier.events), "event").capitalize())
    for deed in deeds(dossier):
        letters = wording.letters(handles[article_id] for article_id in deed.article_ids)
        line = Text.assemble(
            (deed.kind, "bold"),
            f"  {clipped(in_line(deed.parties), QUOTE_LIMIT)}",
            ("\n" + " · ".join([*deed.facts, letters]), "dim"),
        )
        yield hanging(f"{deed.number}.", line)


def _style(members: Sequence[Member], handles: dict[str, Handle]) -> Iterator[RenderableType]:
    for member in members:
        style = [edit for edit in member.edits if not edit.substantive]
        if style:
            handle = handles[member.article.article_id]
            yield heading(f"House style of {handle}: {wording.count(len(style), 'edit')}")
            yield from style_lines(style)

"""Two articles against each other: what they share, what they say differently, and house style by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from wirecopy.serve.terminal.layout import Plain, hanging, heading, style_lines
from wirecopy.serve.views import wording
from wirecopy.serve.views.story import Dossier, Member
from wirecopy.serve.views.wording import Handle
from wirecopy.text.safe_text import clipped, in_line
from wirecopy.types import Edit

CONTEXT = 36
"""Characters of the text shown on either side of a substantive edit."""
WORDS_LIMIT = 1_000
"""Longer words of an edit are shown by their two ends."""


def diff(dossier: Dossier, style: bool = False) -> RenderableType:
    """Return what sets the first two articles of a story apart; `style` names each edit of house style."""
    members = dossier.members[:2]
    handles = wording.handles(members)
    shares = _shares(dossier, members)
    parts = [Text(dossier.headline.counts, style="bold"), *_sides(members, handles, shares)]
    if len(wording.texts(members)) > 1:
        return Plain(*parts, Text(f"\n{_share_sentence(shares)}"))
    base, other = members[0], members[-1]
    return Plain(
        *parts,
        *_substance(other, base),
        *_style(other, base, every=style),
        Padding(Text(wording.descent(members) or ""), (1, 0, 0, 0)),
    )


def _share_sentence(shares: tuple[float | None, float | None]) -> str:
    if any(shares):
        return "These are two texts: they share some words, too few for one to be a copy of the other."
    return "These are two texts: they share no stretch of words."


def _shares(dossier: Dossier, members: Sequence[Member]) -> tuple[float | None, float | None]:
    ids = tuple(member.article.article_id for member in members)
    for pair in dossier.copies:
        if (pair.article_a, pair.article_b) == ids:
            return pair.containment_a, pair.containment_b
        if (pair.article_b, pair.article_a) == ids:
            return pair.containment_b, pair.containment_a
    return None, members[-1].containment


def _sides(
    members: Sequence[Member], handles: dict[str, Handle], shares: tuple[float | None, float | None]
) -> Iterator[RenderableType]:
    letters = [handles[member.article.article_id].letter for member in members]
    for i, member in enumerate(members):
        article = member.article
        facts = [wording.count(wording.words(article), "word")]
        if shares[i] is not None:
            facts.append(f"{wording.share(shares[i])} of them also in {letters[1 - i]}")
        facts.append(wording.moment(article.published) or "date not stated")
        if article.agency:
            facts.append(f"credits {in_line(article.agency)}")
        line = Text.assemble((handles[article.article_id].name, "bold"), "\n", ", ".join(facts))
        if furniture := _furniture(member):
            line.append(f"\nnot body: {furniture}", style="dim")
        yield hanging(Text(letters[i], style="bold"), line, indent=0)


def _furniture(member: Member) -> str:
    counts = Counter(span.kind for span in member.spans if span.kind != "body")
    shown = (f"{n} {wording.kind_words(kind)}" if n > 1 else wording.kind_words(kind) for kind, n in counts.items())
    return ", ".join(shown)


def _substance(other: Member, base: Member) -> Iterator[RenderableType]:
    edits = sorted((edit for edit in other.edits if edit.substantive), key=lambda e: (e.base_start, e.start))
    if not edits:
        yield heading("Substance: nothing differs")
        yield Padding(Text("No edit changes what is said."), (0, 0, 0, 2))
        return
    quoted = sum(edit.in_quote for edit in edits)
    inside = f", {quoted} inside quotations" if quoted else ""
    yield heading(f"Substance: {wording.count(len(edits), 'edit')}{inside}")
    yield from _edit_lines(edits, base)


def _in_context(edit: Edit, base: Member) -> Text:
    before, after = _context(edit, base)
    apart = " " if (edit.base_text or edit.text)[:1].isspace() and not before.endswith(" ") else ""
    shown = Text.assemble((before + apart, "dim"), "‹")
    old, new = (clipped(in_line(words), WORDS_LIMIT) for words in (edit.base_text, edit.text))
    if edit.kind == "sentence_moved":
        shown.append("moved: ").append(old, style="magenta")
    elif old and new:
        shown.append(old, style="red").append(" → ").append(new, style="green")
    elif new:
        shown.append("added: ").append(new, style="green")
    else:
        shown.append("left out: ").append(old, style="red")
    loose = edit.kind.startswith("paragraph") or (edit.base_text or edit.text)[-1:].isspace()
    apart = " " if loose and after and not after.startswith(" ") else ""
    return shown.append("›").append(apart + after, style="dim")


def _context(edit: Edit, base: Member) -> tuple[str, str]:
    """Return a few words on either side of the edit, of its own line and none of them furniture."""
    raw = base.page.raw
    home = next((s for s in base.article.body_spans if s.start <= edit.base_start <= s.end), None)
    low, high = (home.start, home.end) if home else (edit.base_start, edit.base_end)
    before = raw[max(low, edit.base_start - CONTEXT) : edit.base_start].rpartition("\n")[2]
    after = raw[edit.base_end : max(edit.base_end, min(high, edit.base_end + CONTEXT))].partition("\n")[0]
    if edit.base_start - len(before) > low and len(before) == CONTEXT:
        before = "…" + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + "…"
    return _spaced(before), _spaced(after)


def _spaced(text: str) -> str:
    return f"{' ' * text[:1].isspace()}{in_line(text)}{' ' * text[-1:].isspace()}" if text.strip() else ""


def _style(other: Member, base: Member, *, every: bool) -> Iterator[RenderableType]:
    style = sorted((edit for edit in other.edits if not edit.substantive), key=lambda e: (e.base_start, e.start))
    quoted = sum(edit.in_quote for edit in style)
    inside = f", {quoted} of them inside quotations" if quoted else ""
    yield heading(f"House style: {wording.count(len(style), 'edit')}{inside}")
    yield from style_lines(style)
    if every and style:
        yield Text()
        yield from _edit_lines(style, base)


def _edit_lines(edits: Sequence[Edit], base: Member) -> Iterator[RenderableType]:
    width = max(len(wording.kind_words(edit.kind)) for edit in edits)
    for edit in edits:
        yield hanging(Text(f"{wording.kind_words(edit.kind):<{width}}", style="dim"), _in_context(edit, base))

"""Charts of a story and of an outlet's style, for notebooks. Need `wirecopy[notebook]` (Altair)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from wirecopy.errors import MissingExtra
from wirecopy.serve.views import wording
from wirecopy.serve.views.house_style import StyleProfile
from wirecopy.serve.views.story import Dossier

_SHAPES = {"canonical": "diamond", "copy": "circle", "version": "square", "lone": "triangle-up"}
_MOST_FORMS = 30


def copies_over_time(story: Dossier) -> Any:
    """Return a chart of a story's dated articles: when each was published, how much of the text it keeps.

    The shape tells its role; articles that state no time are counted in the title.
    """
    alt = _altair()
    handles = wording.handles(story.members)
    rows = [
        {
            "published": member.article.published,
            "share": member.containment if member.containment is not None else 1.0,
            "article": str(handles[member.article.article_id]),
            "agency": member.article.agency or "no credit",
            "role": member.family.role if member.family else "lone",
            "substantive edits": sum(edit.substantive for edit in member.edits),
        }
        for member in story.members
        if member.article.published
    ]
    undated = len(story.members) - len(rows)
    undated_phrase = f" ({wording.count(undated, 'article')} without a time)" if undated else ""
    whole = alt.Scale(domain=[0, 1])
    return (
        alt.Chart(_values(alt, rows), title=f"Copies over time{undated_phrase}")
        .mark_point(size=90, filled=True, opacity=0.75)
        .encode(
            x=alt.X("published:T", title="published (UTC)", scale=alt.Scale(type="utc")),
            y=alt.Y("share:Q", title="share of the text kept", axis=alt.Axis(format="%"), scale=whole),
            color=alt.Color("agency:N", title="credit"),
            shape=alt.Shape("role:N", scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values()))),
            tooltip=["article:N", "published:N", "share:Q", "role:N", "substantive edits:Q"],
        )
    )


def edits_by_kind(story: Dossier) -> Any:
    """Return a chart of how many edits of each kind a story's copies have, substance apart from house style."""
    alt = _altair()
    counts = Counter(
        (edit.kind, "substance" if edit.substantive else "house style") for m in story.members for edit in m.edits
    )
    rows = [
        {"kind": wording.kind_words(kind), "layer": layer, "edits": number} for (kind, layer), number in counts.items()
    ]
    return (
        alt.Chart(_values(alt, rows), title="Edits by kind")
        .mark_bar()
        .encode(
            x=alt.X("edits:Q", title="edits"),
            y=alt.Y("kind:N", sort="-x", title=None),
            color=alt.Color("layer:N", title=None),
            tooltip=["kind:N", "layer:N", "edits:Q"],
        )
    )


def style_profile_chart(profile: StyleProfile) -> Any:
    """Return a chart of the forms an outlet prefers: how often, and how often the other one."""
    alt = _altair()
    rows = [
        {"form": f"{choice.form or '∅'} ({_other_form(choice.other)})", "kind": wording.kind_words(choice.kind),
         "which": which, "times": times}
        for choice in profile.choices[:_MOST_FORMS]
        for which, times in (("preferred", choice.count), ("the other", -choice.against))
    ]  # fmt: skip
    return (
        alt.Chart(
            _values(alt, rows), title=f"House style of {profile.outlet} ({wording.count(profile.copies, 'copy')})"
        )
        .mark_bar()
        .encode(
            x=alt.X("times:Q", title="the other way - preferred"),
            y=alt.Y("form:N", sort=None, title=None),
            color=alt.Color("kind:N", title=None),
            tooltip=["form:N", "kind:N", "which:N", "times:Q"],
        )
    )


def _other_form(form: str) -> str:
    return f"not {form}" if form else "not left out"


def _values(alt: Any, rows: Sequence[Mapping[str, object]]) -> Any:
    """Return the rows as a chart takes them, without pandas."""
    return alt.Data(values=list(rows))


def _altair() -> Any:
    try:
        import altair
    except ImportError as error:
        raise MissingExtra("altair", "notebook") from error
    return altair

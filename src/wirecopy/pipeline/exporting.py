"""A family gathered for the formats that write texts and trees, not tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.errors import NotFound
from wirecopy.export.family import CopyText, FamilyText

if TYPE_CHECKING:
    from wirecopy.api import NewsBase
    from wirecopy.serve.dossier import Dossier


def family_text(base: NewsBase, wanted: str) -> FamilyText:
    """Return a family by its id, or the largest one of the story of that id; raise NotFound."""
    families = base.tables.rows("families", "family_id", [wanted]).to_pylist()
    if families:
        story = base.tables.rows("stories", "article_id", [families[0]["article_id"]])["story_id"][0].as_py()
        return gathered(base.story(story), wanted)
    found = base.story(wanted)
    if found.canonical.family is None:
        raise NotFound("family", wanted, "This story has one article only: there is nothing to compare.")
    return gathered(found, found.canonical.family.family_id)


def gathered(story: Dossier, family_id: str) -> FamilyText:
    """Return one family of a story, its canonical article first."""
    from wirecopy.serve.wording import letter

    members = [m for m in story.members if m.family is not None and m.family.family_id == family_id]
    members.sort(key=lambda member: not member.is_canonical)
    copies = []
    for number, member in enumerate(members):
        assert member.family is not None
        article = member.article
        copies.append(
            CopyText(
                siglum=letter(number),
                article_id=article.article_id,
                outlet=article.outlet,
                agency=article.agency,
                published=article.published,
                role=member.family.role,
                parent_article_id=member.family.parent_article_id,
                parent_confidence=member.family.parent_confidence,
                raw=member.page.raw,
                body_spans=article.body_spans,
                edits=member.edits,
            )
        )
    kept = {}
    for copy in story.copies:
        kept[copy.article_a, copy.article_b] = copy.containment_a
        kept[copy.article_b, copy.article_a] = copy.containment_b
    return FamilyText(family_id, story.headline.label, tuple(copies), kept)

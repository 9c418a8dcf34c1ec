"""What a reader asks of a story or an outlet, as records that every door shows alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wirecopy.faces import lazy_face

if TYPE_CHECKING:
    from wirecopy.serve.views import wording
    from wirecopy.serve.views.engagements import ENGAGEMENT_COLUMNS, Engagement, engagement_row, ledger
    from wirecopy.serve.views.entities import NamedEntity, facts_text, named_entities
    from wirecopy.serve.views.exclusives import OutletExclusives, outlet_exclusives
    from wirecopy.serve.views.house_style import (
        OutletCount,
        StyleChoice,
        StyleProfile,
        outlet_counts,
        style_profile,
    )
    from wirecopy.serve.views.items import Item
    from wirecopy.serve.views.json_values import Json, dossier_json, headline_json, plain_columns
    from wirecopy.serve.views.paragraph_pairs import PairRow, side_by_side
    from wirecopy.serve.views.quotations import sayings
    from wirecopy.serve.views.reader import Reader
    from wirecopy.serve.views.shown_facts import confident_facts
    from wirecopy.serve.views.story import Dossier, Headline, Member, dossier, dossiers, headlines
    from wirecopy.serve.views.wording import Handle, Source

__all__ = [
    "ENGAGEMENT_COLUMNS", "Dossier", "Engagement", "Handle", "Headline", "Item", "Json", "Member",
    "NamedEntity", "OutletCount", "OutletExclusives", "PairRow", "Reader", "Source", "StyleChoice",
    "StyleProfile", "confident_facts", "dossier", "dossier_json", "dossiers", "engagement_row",
    "facts_text", "headline_json", "headlines", "ledger",
    "named_entities", "outlet_counts", "outlet_exclusives", "plain_columns", "sayings",
    "side_by_side", "style_profile", "wording",
]  # fmt: skip

__getattr__ = lazy_face(__name__, {
    "engagements": "ENGAGEMENT_COLUMNS Engagement engagement_row ledger",
    "entities": "NamedEntity facts_text named_entities",
    "exclusives": "OutletExclusives outlet_exclusives",
    "house_style": "OutletCount StyleChoice StyleProfile outlet_counts style_profile",
    "items": "Item",
    "json_values": "Json dossier_json headline_json plain_columns",
    "paragraph_pairs": "PairRow side_by_side",
    "quotations": "sayings",
    "reader": "Reader",
    "shown_facts": "confident_facts",
    "story": "Dossier Headline Member dossier dossiers headlines",
    "wording": "Handle Source",
})  # fmt: skip

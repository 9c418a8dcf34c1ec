from __future__ import annotations

import json

from wirecopy.serve.views.json_values import dossier_json, headline_json
from wirecopy.serve.views.story import Dossier
from wirecopy.tables import SCHEMAS


def test_headline_json_gives_the_header_and_its_numbers(ferry: Dossier) -> None:
    line = headline_json(ferry.headline)
    assert (line["counts"], line["articles"], line["origins_high"]) == (
        "3 articles / 1 text / 1-2 origins",
        3,
        2,
    )


def test_dossier_json_uses_the_columns_of_the_tables(ferry: Dossier) -> None:
    found = dossier_json(ferry)
    article = found["articles"][1]  # type: ignore[index,call-overload]
    assert list(article["edits"][0]) == SCHEMAS["edits"].names
    assert list(article)[: len(SCHEMAS["articles"].names)] == SCHEMAS["articles"].names
    assert list(found["origins"][0]) == SCHEMAS["origins"].names  # type: ignore[index,call-overload,arg-type]


def test_dossier_json_survives_json(ferry: Dossier) -> None:
    found = dossier_json(ferry)
    assert json.loads(json.dumps(found)) == found


def test_dossier_json_gives_each_quotation_its_mentions(ferry: Dossier) -> None:
    (quote,) = dossier_json(ferry)["quotes"]  # type: ignore[misc]
    assert len(quote["mentions"]) == 3

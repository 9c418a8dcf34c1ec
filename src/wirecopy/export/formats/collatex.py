"""CollateX JSON: an alignment table, a row per stretch of the text and a cell of tokens per copy."""

from __future__ import annotations

import json
import re
from typing import BinaryIO

from wirecopy.export.family import FamilyText, places

_TOKEN = re.compile(r"\w+\s*|[^\w\s]+\s*|\s+")


def write_family(family: FamilyText, target: BinaryIO) -> None:
    """Write the family's alignment table as one JSON object in UTF-8."""
    names = [copy.siglum for copy in family.copies]
    table = [[_tokens(reading) for reading in place.readings] for place in places(family)]
    articles = {copy.siglum: {"article_id": copy.article_id, "outlet": copy.outlet} for copy in family.copies}
    value = {"witnesses": names, "table": table, "articles": articles}
    target.write(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace") + b"\n")


def _tokens(reading: str) -> list[dict[str, str]]:
    return [{"t": token, "n": token.strip().casefold()} for token in _TOKEN.findall(reading)]

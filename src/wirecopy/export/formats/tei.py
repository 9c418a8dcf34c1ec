"""TEI P5: the canonical text with an apparatus of every copy's readings, by parallel segments (app, lem, rdg)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from wirecopy.export.family import FamilyText, VariantPlace, places

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt><title>{title}</title></titleStmt>
<publicationStmt><p>Made by wirecopy from family {family}.</p></publicationStmt>
<sourceDesc><listWit>
{witnesses}
</listWit></sourceDesc>
</fileDesc>
<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/></encodingDesc>
</teiHeader>
<text><body><ab>"""


def write_family(family: FamilyText, target: BinaryIO) -> None:
    """Write the family as one TEI document in UTF-8."""
    witnesses = "\n".join(
        f'<witness xml:id="{c.siglum}" n={quoteattr(c.article_id)}>{_text(c.outlet or c.article_id)}</witness>'
        for c in family.copies
    )
    head = _HEAD.format(title=_text(family.label), family=_text(family.family_id), witnesses=witnesses)
    target.write(head.encode("utf-8"))
    for place in places(family):
        target.write("".join(_segment(family, place)).encode("utf-8"))
    target.write(b"</ab></body></text>\n</TEI>\n")


def _segment(family: FamilyText, place: VariantPlace) -> Iterator[str]:
    if not place.differs:
        yield _lines(place.readings[0])
        return
    carriers: dict[str, list[int]] = {}
    for number, reading in enumerate(place.readings):
        carriers.setdefault(reading, []).append(number)
    yield "<app>"
    for reading, numbers in carriers.items():
        wit = " ".join(f"#{family.copies[n].siglum}" for n in numbers)
        kinds = " ".join(dict.fromkeys(kind for n in numbers for kind in place.kinds[n]))
        name, cause = ("lem", "") if 0 in numbers else ("rdg", f' ana="{kinds}"')
        yield f'<{name} wit="{wit}"{cause}>{_lines(reading)}</{name}>'
    yield "</app>"


def _lines(text: str) -> str:
    return _text(text).replace("\n", "<lb/>\n")


def _text(text: str) -> str:
    return escape(_NOT_XML.sub("\ufffd", text))

"""The address of the page that a text is from, where one stands on a line of its own above or under the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from wirecopy.clean.credit.features import own_keys
from wirecopy.clean.credit.forms import CreditRules
from wirecopy.clean.credit.page_credit import STATED, WRITERS, PageCredit
from wirecopy.clean.lines import Line
from wirecopy.languages.publishers import NewsSource
from wirecopy.types import Span

MAX_ADDRESS = 400  # code points of a line that is looked at
NEAR = 4  # lines between the text and the address
_ARTICLE = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.)+[a-z]{2,12}/\S*(?:[a-z0-9]+-){3,}\S*", re.IGNORECASE)


def address_credit(
    raw: str, lines: Sequence[Line], spans: Sequence[Span], rules: CreditRules, *, own: Sequence[str] = ()
) -> PageCredit | None:
    """Return the publisher at whose site the text stood first, by the address printed beside it; null unless one.

    Such a line is a whole address with an article's name in its path, of a site in the table of sources, outside the
    body. A link inside the text says nothing: what a text points to it is not taken from.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> raw = "The ferry will not sail on Monday.\\ncnn.com/europe/ferry-will-not-sail-again"
    >>> body = Span(article_id="a", kind="body", start=0, end=35, score=1.0, evidence="")
    >>> address_credit(raw, split_lines(raw), [body], load_credit_rules()).names
    ('CNN',)
    """
    bodies = [span for span in spans if span.kind == "body"]
    if not bodies:
        return None
    starts = [line.start for line in lines]
    first = bisect_right(starts, bodies[0].start) - 1
    last = bisect_right(starts, max(bodies[-1].start, bodies[-1].end - 1)) - 1
    sources: dict[str, tuple[NewsSource | None, Line]] = {}
    for line in [*lines[max(0, first - NEAR) : first], *lines[last + 1 : last + 1 + NEAR]]:
        address = line.text.strip()
        if len(address) <= MAX_ADDRESS and _ARTICLE.fullmatch(address):
            source = rules.sources.at_site(address)
            sources[source.key if source else address] = source, line
    if len(sources) != 1:
        return None
    ((key, (source, line)),) = sources.items()
    if source is None or source.kind not in WRITERS or any(key in own_keys(name, rules) for name in own):
        return None
    agency = source.name if source.kind == "agency" else None
    return PageCredit((source.name,), "agency" if agency else "outlet", agency, line.start, line.end, STATED, "address")

"""Round-ups of one text: each is linked to the text itself, where the candidates linked it to another round-up only.

Holders of a fingerprint are linked to the longest and to their neighbour by length, and round-ups are long: of three
that carry one text the middle one is compared with the other two, and with no copy of the text.
"""

from __future__ import annotations

import numpy as np

from wirecopy.copies.int_sets import unique_not_in, unique_values
from wirecopy.copies.pairs import Links, Numbers

MOST_FAMILIES = 16  # looked at behind one text: a digest may carry many, and every one is a pair to prove


def pairs_through_others(links: Links, leaders: Numbers, least: float) -> tuple[Numbers, Numbers]:
    """Return pairs to prove: a text, and the longest text of a family not its own that a partner of it is linked to.

    Text and partner are no copies of each other; links count from a containment of `least` on. `leaders` are those
    of `find_families`.
    """
    strong = np.maximum(links.inside_a, links.inside_b) >= least
    one = np.concatenate([links.a[strong], links.b[strong]])
    other = np.concatenate([links.b[strong], links.a[strong]])
    apart = (leaders[one] < 0) | (leaders[one] != leaders[other])
    one, other = one[apart], other[apart]
    stride = links.articles + 1
    in_family = leaders[other] >= 0
    known = unique_values(one[in_family] * stride + leaders[other[in_family]])
    holder, family = np.divmod(known, stride)
    first = np.searchsorted(holder, other)
    counts = np.minimum(np.searchsorted(holder, other, side="right") - first, MOST_FAMILIES)
    place = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
    text, head = np.divmod(unique_not_in(np.repeat(one, counts) * stride + family[place], known), stride)
    strange = leaders[text] != head
    text, head = text[strange], head[strange]
    return np.minimum(text, head), np.maximum(text, head)

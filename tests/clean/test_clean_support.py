from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned, support
from wirecopy.clean.corpus.copy_support import unsupported_kind
from wirecopy.types import Stretch

Clean = Callable[..., Cleaned]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Film star opens cancer ward in Manila", "promo"),
        ("The Latest: Crowds cheer as ship nears port", "promo"),
        ("Edit", "unknown_furniture"),
        ("Example.com", "unknown_furniture"),
        ("CLOSE", "unknown_furniture"),
        ("9 p.m.", None),
        ("11:30 a.m.", None),
        ("THURSDAY", None),
        ("ALL THE MINISTER’S MEN:", None),
        ("WHAT THE PORTS WANT", None),
        ("— Jane Roe (@janeroe) July 15, 2018", None),
        ("He left the room.", None),
        ("“Never again,” she said", None),
        ("• One more", None),
        ("A long line of more than eleven words that some desk has added to it", None),
    ],
)
def test_unsupported_kind(line: str, kind: str | None) -> None:
    assert unsupported_kind(line) == kind


def test_support_leaves_lines_outside_the_supported_part(clean: Clean) -> None:
    raw = f"Whale seen off the coast\n\n{PROSE}\n\n{MORE}\n\nWhale swims away at last"
    cleaned = clean(raw)
    assert support(cleaned, raw, [Stretch(raw.index(PROSE), raw.index(MORE) + len(MORE))]) == cleaned


def test_support_without_copies_changes_nothing(clean: Clean) -> None:
    raw = f"{PROSE}\n\nWhale seen off the coast\n\n{MORE}"
    cleaned = clean(raw)
    assert support(cleaned, raw, []) == cleaned


def test_support_keeps_a_line_some_copy_has(clean: Clean) -> None:
    raw = f"{PROSE}\n\nWhale seen off the coast\n\n{MORE}"
    cleaned = clean(raw)
    assert support(cleaned, raw, [Stretch(0, len(PROSE)), Stretch(len(PROSE) + 2, len(raw))]) == cleaned


def test_support_derives_the_label_again(clean: Clean) -> None:
    raw = f"{PROSE}\n\nWhale seen off the coast\n\n{MORE}"
    stretches = [Stretch(0, len(PROSE)), Stretch(raw.index(MORE), len(raw))]
    after = support(clean(raw), raw, stretches)
    assert after.article.label == PROSE
    assert after.article.body == f"{PROSE}\n\n{MORE}"

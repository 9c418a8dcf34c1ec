"""`wirecopy quotes TEXT_OR_FILE`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import console, number_of, print_json
from wirecopy.cli.texts import text_or_file
from wirecopy.options import FactsOptions, Options


def run(arguments: Namespace) -> int:
    """Print who says what in a text or file, and the people, places and dates; 1 when nothing is found."""
    facts = FactsOptions(arguments.plugin, arguments.model, arguments.cache)
    found = wirecopy.quotes(text_or_file(arguments.text), Options(facts=facts), arguments.least)
    if arguments.json:
        print_json([_plain(one) for one in found])
    else:
        from wirecopy.serve.views import facts_text

        screen = console()
        for one in found:
            screen.print(facts_text(one.facts, one.article.article_id, one.unread))
            if one.dropped:
                claims = number_of(one.dropped, "claim")
                screen.print(f"{claims} of the plug-in dropped: the words are not in the text", style="dim")
    return 0 if any(one.facts.quotes or one.facts.entities for one in found) else 1


def _plain(one: wirecopy.QuotedText) -> dict[str, object]:
    return {
        "article_id": one.article.article_id,
        "label": one.article.label,
        "unread_language": one.unread,
        "dropped_claims": one.dropped,
        "quotes": [asdict(quote) for quote in one.facts.quotes],
        "entities": [asdict(entity) for entity in one.facts.entities],
        "mentions": [asdict(mention) for mention in one.facts.mentions],
    }

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
    quoted_texts = wirecopy.quotes(text_or_file(arguments.text), Options(facts=facts), arguments.least)
    if arguments.json:
        print_json([_plain(one) for one in quoted_texts])
    else:
        from wirecopy.serve.views import facts_text

        screen = console()
        for one in quoted_texts:
            screen.print(facts_text(one.facts, one.article.article_id, one.unread))
            if one.dropped:
                claims = number_of(one.dropped, "claim")
                screen.print(f"{claims} of the plug-in dropped: the words are not in the text", style="dim")
    return 0 if any(one.facts.quotes or one.facts.entities for one in quoted_texts) else 1


def _plain(quoted_text: wirecopy.QuotedText) -> dict[str, object]:
    return {
        "article_id": quoted_text.article.article_id,
        "label": quoted_text.article.label,
        "unread_language": quoted_text.unread,
        "dropped_claims": quoted_text.dropped,
        "quotes": [asdict(quote) for quote in quoted_text.facts.quotes],
        "entities": [asdict(entity) for entity in quoted_text.facts.entities],
        "mentions": [asdict(mention) for mention in quoted_text.facts.mentions],
    }

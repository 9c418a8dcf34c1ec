from dataclasses import replace

from wirecopy.serve.views.headline_variants import headline_variants
from wirecopy.serve.views.story import Dossier


def test_headline_variants_names_each_wording_once_with_its_copies(ferry: Dossier) -> None:
    titles = ["Ferry sinks", "Ferry sinks", "Twelve swim ashore"]
    members = [
        replace(member, article=replace(member.article, title=title))
        for member, title in zip(ferry.members, titles, strict=True)
    ]
    found = headline_variants(members)
    assert [(title, len(ids)) for title, ids in found] == [("Ferry sinks", 2), ("Twelve swim ashore", 1)]


def test_headline_variants_is_empty_where_all_copies_have_one_headline(ferry: Dossier) -> None:
    members = [replace(member, article=replace(member.article, title="Ferry sinks")) for member in ferry.members]
    assert headline_variants(members) == ()

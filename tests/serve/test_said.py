"""What is said, in sorts and by speaker."""

from __future__ import annotations

from wirecopy.facts import extract, load_knowledge
from wirecopy.serve.views.entities import facts_text

TEXT = (
    '"We are done," Mayor Jane Roe said. The council said twelve boats had sunk. Roe believes the bridge will reopen. '
    '"It will take a while," she added.'
)


def test_as_text_sorts_what_is_said_and_groups_it_by_speaker() -> None:
    from facts.made import article

    shown = facts_text(extract("s", article(TEXT), load_knowledge()), "a_1").split("\n\n")
    assert shown[0].splitlines() == [
        "2 quotations",
        "  Jane Roe, Mayor",
        "    “We are done”",
        "    “It will take a while”",
    ]
    assert shown[1].splitlines()[:3] == [
        "1 saying reported without marks", "  The council", "    twelve boats had sunk",
    ]  # fmt: skip
    assert shown[2].splitlines()[0] == "1 view or plan"
    assert shown[2].splitlines()[2] == "    believes: the bridge will reopen"

"""Two outlets' own reports of one event with copies of each: one story, counted by articles, texts and origins."""

import json
from pathlib import Path

import wirecopy

FIRST = (
    "PORT ADLER - The ferry Lind sank off Port Adler on Monday after striking Gull Rock, and all 12 of its crew swam "
    "ashore, harbour master Ines Kolbe said.\n\n"
    "The Lind, built in 1974, carried no passengers. Two tugs, the Brant and the Osprey, stood by through the night "
    "while divers searched the wreck near Gull Rock for leaking fuel.\n\n"
    '"We saw no oil on the water," Kolbe said. An inquiry into the loss opens in Lindale next week.\n'
)
SECOND = (
    "At dawn the fishermen of Port Adler still kept away from Gull Rock, where two tugs lay beside what is left of the "
    "ferry Lind. She went down there on Monday.\n\n"
    "Mechanic Tore Aske drank tea in the harbour canteen. Water came in faster than the pumps could lift it, he said, "
    "and the lights of the Lind failed within minutes. He was the last of twelve sailors to reach the beach.\n\n"
    "The ferry had left Lindale with an empty car deck, its owner said. Her sister ship will take over the route, and "
    "tickets stay valid, the owner said.\n"
)
ADDED = "The town council of Port Adler will hear the ferry company on Friday.\n"


def test_two_reports_with_copies_are_one_story_of_two_texts_and_two_origins(tmp_path: Path) -> None:
    texts = [
        ("Harbour Post", FIRST),
        ("Lindale Echo", SECOND),
        ("Coast Daily", FIRST),
        ("Bay News", f"{SECOND}\n{ADDED}"),
    ]
    rows = [
        {"id": str(n), "outlet": outlet, "title": "Ferry Lind sinks off Port Adler", "text": text,
         "published": f"2024-03-0{5 + n // 2}"}
        for n, (outlet, text) in enumerate(texts)
    ]  # fmt: skip
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    (headline,) = base.stories()
    assert headline.counts == "4 articles / 2 texts / 2 origins"
    said = [quote for quote in base.story(headline.story_id).quotes if "no oil" in quote.text]
    assert len(said) == 1
    assert len(base.story(headline.story_id).mentions_of(said[0].quote_id)) == 2


def test_stories_are_listed_by_size_or_the_newest_first(tmp_path: Path) -> None:
    days = [(FIRST, "2024-03-05"), (FIRST, "2024-03-05"), (ADDED * 3, "2024-06-01"), (SECOND[:40] * 3, None)]
    rows = [
        {"id": str(n), "outlet": f"Outlet {n}", "text": text} | ({"published": day} if day else {})
        for n, (text, day) in enumerate(days)
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    assert base.stories()[0].articles == 2
    found = [story.first_published for story in base.stories(newest=True)]
    assert [str(day)[:10] for day in found if day] == ["2024-06-01", "2024-03-05"]
    assert found == sorted(found, key=lambda day: day is None)

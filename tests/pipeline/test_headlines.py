import json
from pathlib import Path

import wirecopy

TEXT = (
    "LINDALE (AP) - The ferry Lind sank at noon off Port Adler, and 12 of its crew swam ashore, the port said.\n\n"
    "Two tugs stood by through the night. Nobody else was on board, the owner said on Monday.\n\n"
    "An inquiry into the loss opens next week, and its findings will be made known in the spring.\n"
)
TITLES = ("Ferry sinks off Port Adler with twelve aboard", "Ferry crew of twelve swim ashore off Port Adler", None)


def test_headlines_that_stand_on_the_pages_differ_with_both_places(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "outlet": f"Outlet {n}", "title": title or "", "text": f"{title}\n\n{TEXT}" if title else TEXT}
        for n, title in enumerate(TITLES)
    ]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    story = base.story(base.stories()[0].story_id)
    raw = {member.article.article_id: member.page.raw for member in story.members}
    (edit,) = [edit for member in story.members for edit in member.edits]
    assert edit.kind == "headline"
    assert {edit.base_text, edit.text} == set(TITLES[:2])
    assert raw[edit.article_id][edit.start : edit.end] == edit.text
    assert raw[edit.base_article_id][edit.base_start : edit.base_end] == edit.base_text


def test_a_headline_with_hard_blanks_on_its_page_is_compared_as_it_stands(tmp_path: Path) -> None:
    titles = [TITLES[0], TITLES[1].replace("swim ashore", "swim\u00a0ashore")]
    rows = [{"id": str(n), "outlet": f"Outlet {n}", "text": f"{title}\n\n{TEXT}"} for n, title in enumerate(titles)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    (edit,) = [edit for member in base.story(base.stories()[0].story_id).members for edit in member.edits]
    assert {edit.base_text, edit.text} == set(titles)


def test_diff_of_two_articles_of_a_base_names_them_by_the_ids_their_input_gave(tmp_path: Path) -> None:
    rows = [{"id": f"page-{n}", "text": f"{TEXT}\n{n} boats lay in the harbour that night.\n"} for n in (3, 5)]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    found = base.diff("page-5", "page-3")
    assert [(e.kind, e.base_text, e.text) for m in found.members for e in m.edits] == [("number", "5", "3")]

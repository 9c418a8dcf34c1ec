import json
from pathlib import Path

import wirecopy

TEXT = (
    "The ferry Lind sank at noon off the point, and 12 of its crew swam ashore, the port said.\n\n"
    "Two tugs stood by through the night. Nobody else was on board, the owner said on Monday.\n\n"
    "An inquiry into the loss opens next week, and its findings will be made known in the spring.\n"
)


def test_a_place_before_a_dash_is_a_dateline_where_the_copy_begins_behind_it(tmp_path: Path) -> None:
    heads = {"a": "KVITSOEY, Oct. 3 (AP) — ", "b": "Kvitsoey – ", "c": ""}
    rows = [{"id": name, "outlet": name, "text": f"{head}{TEXT}"} for name, head in heads.items()]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    base = wirecopy.open(tmp_path / "base", create=True)
    base.run([tmp_path / "pages.jsonl"])
    members = base.story(base.stories()[0].story_id).members
    assert sorted(m.article.dateline_place or "" for m in members) == ["", "Kvitsoey", "Kvitsoey"]
    assert {m.article.body for m in members} == {TEXT}
    assert [edit for m in members for edit in m.edits if edit.kind not in ("attribution", "dateline")] == []

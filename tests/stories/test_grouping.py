from __future__ import annotations

from wirecopy.stories.grouping import Listed, families_of, group_stories


def test_families_of_marks_the_canonical_article() -> None:
    rows = families_of({"a1": "a2", "a2": "a2"}, {"a2": "a1"})
    assert [(row.article_id, row.role) for row in rows] == [("a1", "canonical"), ("a2", "copy")]
    assert rows[0].family_id == rows[1].family_id


def test_group_stories_puts_a_family_in_one_story_under_its_canonical_label() -> None:
    stated = {"a1": "2023-01-02", "a2": "2023-01-01T23:00+05:30", "a3": None}
    listed = [Listed(article, f"label of {article}", published) for article, published in stated.items()]
    stories = group_stories(listed, families_of({"a1": "a2", "a2": "a2"}, {"a2": "a2"}))
    by_article = {story.article_id: story for story in stories}
    assert by_article["a1"].story_id == by_article["a2"].story_id != by_article["a3"].story_id
    assert by_article["a1"].label == "label of a2"
    assert by_article["a1"].first_published == "2023-01-01T23:00+05:30"
    assert by_article["a3"].family_id is None


def labels(titles: dict[str, str | None], groups: dict[str, str]) -> dict[str, str]:
    listed = [Listed(name, title or f"first words of {name}", None, None, title) for name, title in titles.items()]
    return {story.article_id: story.label for story in group_stories(listed, [], groups)}


def test_a_story_is_labelled_by_the_headline_most_articles_share() -> None:
    titles = {"a": "Harbour waits", "b": "Ferry sails again", "c": "FERRY sails, again"}
    assert labels(titles, dict.fromkeys(titles, "a"))["a"] == "Ferry sails again"


def test_a_rubric_over_several_stories_labels_none() -> None:
    titles = {"a": "World news", "b": "World news", "c": "Ferry sails again", "d": "World news"}
    told = labels(titles, {"a": "a", "b": "a", "c": "a", "d": "d"})
    assert told["a"] == "Ferry sails again"
    assert told["d"] == "World news"


def test_a_story_without_headlines_is_labelled_by_its_first_words() -> None:
    assert labels({"a": None}, {})["a"] == "first words of a"


def test_a_headline_goes_before_the_first_words_of_a_text() -> None:
    assert labels({"a": None, "b": "Ferry sails again"}, {"a": "a", "b": "a"})["a"] == "Ferry sails again"

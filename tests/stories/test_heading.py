from __future__ import annotations

from wirecopy.stories.heading import Heading, ListedArticle, headline_words, story_heading


def named(*texts: str, titles: dict[str, str | None], rubrics: tuple[str, ...] = ()) -> Heading:
    """Return the heading of a story of texts, each given by the letters of its articles."""
    listed = {
        name: ListedArticle(name, title or f"first words of {name}", None, title) for name, title in titles.items()
    }
    return story_heading(
        [[listed[name] for name in text] for text in texts], {headline_words(title) for title in rubrics}
    )


def test_a_story_is_named_by_its_earliest_article_under_its_canonical_label() -> None:
    one = ListedArticle("a1", "label of a1", "2023-01-02")
    two = ListedArticle("a2", "label of a2", "2023-01-01T23:00+05:30")
    found = story_heading([[two, one]])
    assert (found.label, found.first_published) == ("label of a2", "2023-01-01T23:00+05:30")
    assert found.story_id == story_heading([[two]]).story_id != story_heading([[one]]).story_id


def test_the_last_time_of_a_story_is_the_latest_that_is_stated() -> None:
    days = {"a": "2026-01-01", "b": "2026-01-03", "c": None}
    assert (
        story_heading([[ListedArticle(name, "label", day)] for name, day in days.items()]).last_published
        == "2026-01-03"
    )
    assert story_heading([[ListedArticle("c", "label", None)]]).last_published is None


def test_a_story_is_labelled_by_the_headline_most_articles_share() -> None:
    titles = {"a": "Harbour waits", "b": "Ferry sails again", "c": "FERRY sails, again"}
    assert named("a", "b", "c", titles=titles).label == "Ferry sails again"


def test_a_rubric_over_several_stories_labels_none() -> None:
    titles = {"a": "World news", "b": "World news", "c": "Ferry sails again"}
    assert named("a", "b", "c", titles=titles, rubrics=("World News",)).label == "Ferry sails again"
    assert named("a", titles=titles, rubrics=("World News",)).label == "World news"


def test_a_story_without_headlines_is_labelled_by_its_first_words() -> None:
    assert named("a", titles={"a": None}).label == "first words of a"


def test_a_headline_goes_before_the_first_words_of_a_text() -> None:
    assert named("a", "b", titles={"a": None, "b": "Ferry sails again"}).label == "Ferry sails again"

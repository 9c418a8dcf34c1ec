from collections.abc import Callable

import pytest
from clean_pages import MORE, PROSE

from wirecopy.clean import Cleaned

Clean = Callable[..., Cleaned]


@pytest.mark.parametrize("label", [" , opens new tab", " (opens in a new window)", ", Opens in New Tab"])
def test_link_label_inside_a_sentence_is_no_body(clean: Clean, label: str) -> None:
    raw = f"{PROSE}\n\nShares of Kel (KEL){label} rose by a tenth. {MORE}"
    cleaned = clean(raw)
    expected = f"{PROSE} Shares of Kel (KEL) rose by a tenth. {MORE}"
    assert cleaned.article.body.replace(",", "").split() == expected.replace(",", "").split()
    assert [s.kind for s in cleaned.spans if s.evidence == "rule: label of a link"] == ["nav"]


@pytest.mark.parametrize("words", ["the shop opens new tabs every day", "it opens in a new window, he said"])
def test_link_label_words_in_prose_are_body(clean: Clean, words: str) -> None:
    raw = f"{PROSE}\n\nIn the old town {words}. {MORE}"
    assert clean(raw).article.body == raw

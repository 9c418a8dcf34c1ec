"""A tag of thousands of attributes costs a page no more than its length."""

from __future__ import annotations

import time

import pytest

from wirecopy.clean.html.attribute_limit import bounded
from wirecopy.clean.html.extract import load_extractor

TAGS = {
    "bare": lambda n: " ".join(f"a{i}" for i in range(n)),
    "with values": lambda n: " ".join(f"a{i}=b" for i in range(n)),
    "ends in quotes": lambda n: " ".join(f'a{i}=">"' for i in range(n)),
    "tags in quotes": lambda n: " ".join(f"a{i}='<b'" for i in range(n)),
    "without spaces": lambda n: "/".join(f"a{i}" for i in range(n)),
}


def page(attributes: str) -> str:
    body = "".join(f"<p>The ferry sails again from Monday, said the harbour office in line {i}.</p>" for i in range(40))
    return f"<html><body><div {attributes}>{body}</div></body></html>"


@pytest.mark.parametrize("tag", TAGS)
def test_time_grows_with_the_page_alone(tag: str) -> None:
    spent = []
    for count in (8_000, 32_000):
        source = page(TAGS[tag](count)).encode()
        began = time.process_time()
        found = load_extractor("trafilatura")(source)
        spent.append(time.process_time() - began)
        assert found.text is not None
        assert "line 39" in found.text
    assert spent[1] < 8 * spent[0] + 0.3


@pytest.mark.parametrize("unit", ['<p "', "<a", "<p '\"", '<p x="', "<!--", "<p a=b>"])
def test_any_page_is_bounded_in_linear_time(unit: str) -> None:
    began = time.process_time()
    bounded(unit * 100_000)
    assert time.process_time() - began < 2


def test_honest_pages_stay_as_they_are() -> None:
    honest = page('class="a b" data-x=\'{"a": "<b>"}\' title="It\'s > that"') * 20
    assert bounded(honest) == honest


@pytest.mark.parametrize(
    "holds",
    [
        """<script>if (a <b) s = "it's"; t = '<a ';""" + "u = {v: 1};" * 900 + "</script>",
        "<!-- it's <b " + "x=1 " * 900 + "-->",
        "<p don't " + "class='a b' " + ">it's</p>",
        """<div data-all='{"a": "b=c d"}""" + ' {"a": "b=c d"}' * 900 + "'>",
    ],
)
def test_scripts_comments_and_long_values_are_no_tags_of_many_attributes(holds: str) -> None:
    honest = holds + page("class=a") * 6
    assert bounded(honest) == honest

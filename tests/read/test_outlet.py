from __future__ import annotations

import pytest

from wirecopy.options import ReadOptions
from wirecopy.read.outlet import outlet_of, url_host


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.News.Example:8080/a?b#c", "news.example"), ("http://user:word@a.example.", "a.example"),
        ("//a.example/x", "a.example"), ("a.example/x", "a.example"),
        ("https://münchen.example/", "münchen.example"),
        ("story.html", None), ("/news/1", None), ("ftp://a.example/", None), ("mailto:a@b.example", None),
        ("http://localhost/", None), ("https://[::1", None), ("", None), (None, None),
        ("x" * 10_000 + ".com", None),
    ],
)  # fmt: skip
def test_url_host_gives_the_site(url: str | None, host: str | None) -> None:
    assert url_host(url) == host


def test_outlet_of_prefers_what_the_row_states() -> None:
    options = ReadOptions(outlet="Option", outlet_from_folder=True)
    url = "https://www.host.example/a"
    assert outlet_of(" Row ", url, "folder/a.txt", options) == "Row"
    assert outlet_of(None, url, "folder/a.txt", options) == "host.example"
    assert outlet_of("", None, "folder/a.txt", options) == "Option"
    assert outlet_of(None, None, "folder/a.txt", ReadOptions(outlet_from_folder=True)) == "folder"
    assert outlet_of(None, None, "folder/a.txt", ReadOptions()) is None

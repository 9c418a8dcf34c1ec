"""The head of a page is read off hostile bytes: nothing breaks, and no byte is given out twice."""

from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.clean.html.head import linked_data, metas, page_language

PIECES = [
    b"<meta ", b"<META\n",
    b"<script ", b"<script type='application/ld+json'>", b"</script", b"</script>", b"<html lang=",
    b">", b"<", b'name="author"', b"property=og:title ", b"content='", b'"', b"'", b"=",
    b"&#x110000;", b"&amp;", b"&#0;",
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", "\u200bé\u202e".encode(), b"{}", b'{"@type": "NewsArticle"}', b" ", b"en",
]  # fmt: skip
SOURCES = st.lists(st.sampled_from(PIECES) | st.binary(max_size=4), max_size=60).map(b"".join)


@settings(max_examples=300, deadline=None)
@given(SOURCES, st.sampled_from(["utf-8", "latin-1", "utf-16", "shift_jis"]))
def test_head_of_any_bytes_is_text(source: bytes, encoding: str) -> None:
    assert all(name and isinstance(content, str) for name, content in metas(source, encoding))
    assert isinstance(page_language(source, encoding), str | None)


@settings(max_examples=300, deadline=None)
@given(SOURCES)
def test_linked_data_gives_no_byte_twice(source: bytes) -> None:
    scripts = list(linked_data(source, "latin-1"))
    assert sum(map(len, scripts)) <= len(source)
    assert not any("</script" in script.lower() for script in scripts)


def test_linked_data_of_scripts_that_never_close_is_none() -> None:
    assert list(linked_data(b"<script type='application/ld+json'>{" * 50_000, "utf-8")) == []


def test_linked_data_opens_no_script_inside_a_script() -> None:
    source = b"<script type='application/ld+json'>" * 3 + b"{}</script><script type='application/ld+json'>[]</script>"
    first, second = linked_data(source, "utf-8")
    assert (first.count("<script"), second) == (2, "[]")

from __future__ import annotations

import contextlib
import os
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.read.decode import NotText, declared_charset, decode_text

RUSSIAN = "Министр заявил в четверг, что переговоры завершены успешно. Подробности не сообщаются. "
CHINESE = "外交部发言人周四表示，双方就有关问题进行了深入讨论。会谈没有达成任何协议。"
POLISH = "Prezydent powiedział w środę, że rząd nie będzie się wycofywał z tej ustawy, mimo żądań. "
ENGLISH = "The minister called it “historic” – a café in Zürich hosted the talks; he didn’t say why. "


@given(st.text(st.characters(blacklist_categories=["Cs", "Cc"]), min_size=1).filter(lambda t: t[0] != "\ufeff"))
def test_decode_returns_utf8_text_unchanged(text: str) -> None:
    assert decode_text(text.encode()) == text


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
def test_decode_drops_the_byte_order_mark(codec: str) -> None:
    assert decode_text("A “word”\r\n".encode(codec)) == "A “word”\r\n"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_decode_sees_utf16_without_a_mark(codec: str) -> None:
    assert decode_text(ENGLISH.encode(codec)) == ENGLISH


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        (ENGLISH, "cp1252"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (CHINESE, "gb18030"),
        (CHINESE, "big5"), (POLISH, "cp1250"),
        ("外務省の報道官は木曜日、協議を行ったと述べた。", "iso2022_jp"),
    ],
)  # fmt: skip
def test_decode_guesses_a_legacy_encoding(text: str, codec: str) -> None:
    data = text.encode(codec, "replace")
    assert decode_text(data) == data.decode(codec)


def test_decode_keeps_utf8_when_a_page_is_torn() -> None:
    assert decode_text("„Schön“, sagte er – größer".encode() + b"\xe2\x80") == "„Schön“, sagte er – größer\ufffd"


def test_decode_follows_the_declared_charset() -> None:
    data = "<meta charset=windows-1251>Да".encode("cp1251")
    assert decode_text(data, declared_charset(data)).endswith("Да")


def test_decode_reads_latin1_as_browsers_do() -> None:
    assert decode_text(b"\x93quoted\x94 \xe9\xe8\xea", "ISO-8859-1") == "“quoted” éèê"


def test_decode_does_not_believe_a_charset_that_cannot_be() -> None:
    assert decode_text(b"caf\xe9", "utf-8") == "café"
    assert decode_text(b"caf\xe9", "no-such-charset") == "café"
    assert decode_text(b"caf\xe9", "base64") == "café"


def test_declared_charset_reads_meta_and_xml() -> None:
    assert declared_charset(b'<META http-equiv=x content="text/html; charset=KOI8-R">') == "KOI8-R"
    assert declared_charset(b'<?xml version="1.0" encoding="iso-8859-1"?>') == "iso-8859-1"
    assert declared_charset(b"<p>no charset</p>") is None


@pytest.mark.parametrize("data", [b"%PDF-1.4 text", b"\x89PNG\r\n\x1a\n", b"\0\1\2\3" * 50, bytes(range(256)) * 9])
def test_decode_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(NotText):
        decode_text(data)


def test_decode_keeps_a_stray_nul() -> None:
    assert decode_text(b"one\0two") == "one\0two"


@given(st.binary())
def test_decode_gives_text_or_not_text(data: bytes) -> None:
    with contextlib.suppress(NotText):
        decode_text(data).encode("utf-8")


def test_decode_takes_time_linear_in_the_page() -> None:
    legacy = RUSSIAN.encode("cp1251") * 20_000
    started = time.perf_counter()
    assert decode_text(legacy).startswith("Министр")
    with pytest.raises(NotText):
        decode_text(os.urandom(2_000_000))
    assert time.perf_counter() - started < 10

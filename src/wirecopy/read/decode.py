"""Bytes to text: strict where the bytes prove their encoding, declared or guessed where they do not."""

from __future__ import annotations

import codecs
import re

# UTF-32 first: its little-endian mark begins with UTF-16's.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "PDF"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"\x7fELF", "program"),
)
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
# High bytes but for Windows' quotes, dashes, dots and signs: those say nothing of letters.
_MARKS_1252 = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\xa0\xa3\xa9\xab\xb0\xbb"
_HIGH_LETTERS = bytes(set(range(0x80, 0x100)) - set(_MARKS_1252))
# In Windows-1252 these are fractions and marks, in Windows-1250 Polish and Slovak letters.
_MARK_IN_WORD = re.compile(rb"[a-z][\x9d\x9f\xb3\xb9\xbe\xbf][a-z]")
_SEVEN_BIT_JAPANESE = (b"\x1b$B", b"\x1b$@")
_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"

# Random bytes are 10 % control characters, scraped text with stray NULs far under 1 %.
_MAX_CONTROL_SHARE = 0.03
# UTF-16 of a Latin text has a NUL in nearly every second byte, and none in the others.
_UTF16_NUL_SHARE, _UTF16_OTHER_SHARE = 0.4, 0.05
# Legacy text seldom forms a valid UTF-8 sequence by chance; a torn UTF-8 page is nearly all valid ones.
_VALID_PER_BROKEN = 4
# English has a stray accent or curly quote per hundred letters; German from 2 %, Polish 8 %, Russian all.
_WESTERN_HIGH_SHARE = 0.015
# Encodings that share most letters with Windows-1252: a few letters do not tell them from it.
_LATIN_SIBLINGS, _TELLING_LETTERS = frozenset(("cp1250", "cp1254", "cp1257", "cp1258", "iso8859-2")), 16
_SAMPLE = 32_768
_DECLARATION_REACH = 4096

_META = re.compile(rb"<meta[^>]{0,500}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})", re.IGNORECASE)

# What browsers read under these labels (WHATWG Encoding Standard): the supersets that pages really use.
_BROWSER_CODECS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874",
    "tis-620": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
    "big5": "big5hkscs",
}  # fmt: skip


# What pages are really written in; without it short samples come out as encodings nobody uses.
_ON_THE_WEB = (
    "cp1252", "cp1250", "iso8859_2", "cp1251", "koi8_r", "koi8_u", "cp1253", "cp1254", "cp1255", "cp1256",
    "cp1257", "cp1258", "cp874", "gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "mac_roman", "cp866",
)  # fmt: skip


class NotText(ValueError):
    """These bytes are no text; the message says what they look like."""


def decode_text(data: bytes, declared: str | None = None) -> str:
    """Return the text of `data` without its byte order mark; every line end stays as it is.

    Strict UTF-8 comes first, then the charset the page declares, then a guess; a byte that the chosen
    encoding does not know becomes U+FFFD. Raises `NotText` for what is no text.

    >>> decode_text(b"caf\\xc3\\xa9"), decode_text(b"caf\\xe9")
    ('café', 'café')
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(codec, "replace")
    wide = _unmarked_utf16(data)
    if wide:
        return data.decode(wide, "replace")
    _refuse_binary(data)
    if any(escape in data for escape in _SEVEN_BIT_JAPANESE):
        return data.decode("iso2022_jp", "replace")  # seven-bit, so it would pass for UTF-8
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(guess(data, declared), "replace")


def declared_charset(data: bytes) -> str | None:
    """Return the charset an HTML page declares in its head, as it names it."""
    head = data[:_DECLARATION_REACH]
    match = _META.search(head) or _XML.search(head)
    return match.group(1).decode("ascii", "replace") if match else None


def guess(data: bytes, declared: str | None = None) -> str:
    """Return the codec that fits bytes which are not valid UTF-8; there always is one.

    >>> guess("Привет, как дела сегодня? Хорошо, спасибо большое, всё в порядке.".encode("cp1251"))
    'cp1251'
    """
    if _torn_utf8(data):
        return "utf-8"
    codec = codec_name(declared) if declared else None
    if codec and not codec.startswith("utf") and _mostly_fits(data, codec):
        return codec
    sample = _telling_sample(data)
    letters = len(sample) - len(sample.translate(None, _LETTERS))
    high = len(sample) - len(sample.translate(None, _HIGH_LETTERS))
    western = high <= _WESTERN_HIGH_SHARE * (letters + high)
    codec = "cp1252" if western else _normalizer_guess(sample) or "cp1252"
    if codec in _LATIN_SIBLINGS and high < _TELLING_LETTERS:
        codec = "cp1252"
    return "cp1250" if codec == "cp1252" and _MARK_IN_WORD.search(sample) else codec


def codec_name(charset: str) -> str | None:
    """Return the codec browsers use for a declared charset, null where there is none.

    >>> codec_name("ISO-8859-1"), codec_name("no-such-thing")
    ('cp1252', None)
    """
    try:
        name = codecs.lookup(charset).name
        b"a".decode(name)  # some codecs are no text encodings (base64, zlib)
    except (LookupError, ValueError):
        return None
    return _BROWSER_CODECS.get(name, name)


def byte_order_mark(head: bytes) -> str | None:
    """Return the codec that the byte order mark at the start of `head` names."""
    return next((codec for mark, codec in _MARKS if head.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    head = data[: _DECLARATION_REACH & ~1]
    half = len(head) // 2
    if half < 2:
        return None
    even, odd = head[::2].count(0) / half, head[1::2].count(0) / half
    if odd >= _UTF16_NUL_SHARE and even <= _UTF16_OTHER_SHARE:
        codec = "utf-16-le"
    elif even >= _UTF16_NUL_SHARE and odd <= _UTF16_OTHER_SHARE:
        codec = "utf-16-be"
    else:
        return None
    text = head.decode(codec, "replace")
    printable = sum(character.isprintable() or character.isspace() for character in text)
    return codec if printable >= (1 - _MAX_CONTROL_SHARE) * len(text) else None


def _refuse_binary(data: bytes) -> None:
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise NotText(f"not text: the bytes are a {kind} file")
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > max(1, _MAX_CONTROL_SHARE * len(data)):
        raise NotText(f"not text: {controls} of {len(data)} bytes are control characters")


def _torn_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    valid = len(text) - len(text.encode("ascii", "ignore")) - broken
    return valid >= _VALID_PER_BROKEN * broken


def _mostly_fits(data: bytes, codec: str) -> bool:
    text = data.decode(codec, "replace")
    return text.count("\ufffd") * 100 <= len(text)


def _telling_sample(data: bytes) -> bytes:
    first = len(data) - len(data.lstrip(bytes(range(0x80))))
    start = data.rfind(b"\n", max(0, first - 1000), first) + 1 or max(0, first - 1000)
    return data[start : start + _SAMPLE]


def _normalizer_guess(sample: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(sample, cp_isolation=list(_ON_THE_WEB)).best()
    return codec_name(best.encoding) if best else None

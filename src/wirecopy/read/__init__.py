"""Files and directories to pages: bytes to raw text, nothing thrown away."""

from wirecopy.read.archive import FEED_AUTHOR, FEED_PUBLISHED, WarcRecord
from wirecopy.read.columns import find_columns
from wirecopy.read.decode import NotText, declared_charset, decode_text
from wirecopy.read.formats.warc import response_page
from wirecopy.read.news.fetched_feed import NotAFeed, feed_items
from wirecopy.read.page import FormatPage, build_page
from wirecopy.read.payload import TooLong, http_content
from wirecopy.read.reader import read_pages
from wirecopy.read.rows import html_page
from wirecopy.read.walk import input_files

__all__ = [
    "FEED_AUTHOR", "FEED_PUBLISHED", "FormatPage", "NotAFeed", "NotText", "TooLong", "WarcRecord",
    "build_page", "declared_charset", "decode_text", "feed_items", "find_columns", "html_page", "http_content",
    "input_files", "read_pages", "response_page",
]  # fmt: skip

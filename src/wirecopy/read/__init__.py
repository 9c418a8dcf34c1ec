"""Files and directories to pages: bytes to raw text, nothing thrown away."""

from wirecopy.read.decode import NotText
from wirecopy.read.news.fetched_feed import NotAFeed, feed_items
from wirecopy.read.payload import TooLong, http_content
from wirecopy.read.reader import read_pages

__all__ = ["NotAFeed", "NotText", "TooLong", "feed_items", "http_content", "read_pages"]

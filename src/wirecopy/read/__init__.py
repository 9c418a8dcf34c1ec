"""Files and directories to pages: bytes to raw text, nothing thrown away."""

from wirecopy.read.news.fetched_feed import NotAFeed, feed_items
from wirecopy.read.reader import read_pages

__all__ = ["NotAFeed", "feed_items", "read_pages"]

"""Files and directories to pages: bytes to raw text, nothing thrown away."""

from wirecopy.read.reader import read_pages

__all__ = ["read_pages"]

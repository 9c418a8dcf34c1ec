"""How politely and how often feeds and folders are looked at."""

from __future__ import annotations

from dataclasses import dataclass

import wirecopy


@dataclass(frozen=True, slots=True)
class WatchOptions:
    """The manners of a watch. The defaults are slow on purpose."""

    every_seconds: float = 900.0
    """How long a feed is left alone after it was looked at."""
    delay_seconds: float = 2.0
    """How long a host is left alone after each answer; longer where its robots.txt says so."""
    timeout_seconds: float = 20.0
    page_bytes: int = 10_000_000
    """A longer page is not kept."""
    private: bool = False
    """Ask hosts of private networks and of this machine too: a feed could lead there."""
    settle: bool = True
    """Run what came in through every room from time to time, so that the stories tell of it."""
    agent: str = f"wirecopy/{wirecopy.__version__} (news reader; obeys robots.txt)"

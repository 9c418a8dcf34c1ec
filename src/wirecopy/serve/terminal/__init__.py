"""A story as text for a terminal."""

from wirecopy.serve.terminal.engagements import ledger_view
from wirecopy.serve.terminal.story import diff, full_story, story_list, story_overview

__all__ = ["diff", "full_story", "ledger_view", "story_list", "story_overview"]

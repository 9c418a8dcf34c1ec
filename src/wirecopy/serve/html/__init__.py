"""The report: one self-contained page that shows every story with its evidence."""

from wirecopy.serve.html.annotate import CopyReading
from wirecopy.serve.html.environment import template_environment
from wirecopy.serve.html.event_list import Happening, happenings
from wirecopy.serve.html.marks import rows_left_out
from wirecopy.serve.html.raw import edit_anchor, quote_anchor
from wirecopy.serve.html.render import render_report
from wirecopy.serve.html.view import CopyLine, RawView, StoryView, raw_view, story_view

__all__ = [
    "CopyLine", "CopyReading", "Happening", "RawView", "StoryView", "edit_anchor", "happenings",
    "quote_anchor", "raw_view", "render_report", "rows_left_out", "story_view", "template_environment",
]  # fmt: skip

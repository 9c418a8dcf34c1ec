"""The report: one self-contained page that shows every story with its evidence."""

from wirecopy.serve.html.render import render_report

__all__ = ["render_report"]

"""Bases and stories as a notebook shows them."""

from wirecopy.serve.notebook.notebook import ShownDossier, story_table

__all__ = ["ShownDossier", "story_table"]

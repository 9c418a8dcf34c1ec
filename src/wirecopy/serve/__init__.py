"""Answers from a news base: dossiers of stories, and the views of them. This room only reads."""

"""What the extractors know beforehand: words, frames, roles, places and the tagger."""

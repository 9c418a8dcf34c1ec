"""What the markup of a page tells: its facts, its blocks, the text an extractor takes for the article."""

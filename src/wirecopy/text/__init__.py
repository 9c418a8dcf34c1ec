"""Pure functions over text, with offsets kept."""

"""A story as text for a terminal."""

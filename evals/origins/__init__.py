"""Families, origins, parents and edits against gold read by hand. `python -m origins`."""

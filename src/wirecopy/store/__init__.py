"""The news base: pages kept for good, tables by generation, search."""

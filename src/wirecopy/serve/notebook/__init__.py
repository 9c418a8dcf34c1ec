"""Bases and stories as a notebook shows them."""

"""Copies: which texts share text, how much, and which are one text."""

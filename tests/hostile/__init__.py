"""Texts, pages and files that nobody means well with, made from a seed: none of them is anybody's."""

"""Answers of extractors from outside, brought into the tables."""

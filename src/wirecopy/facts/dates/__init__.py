"""Expressions of time: where they stand, and the TIMEX3 value and interval each means for its anchor."""

"""Writes `docs/reference` from the code: `make reference`. A test holds that what lies there is what it writes."""

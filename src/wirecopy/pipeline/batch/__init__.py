"""The stages of a run, one module a step."""

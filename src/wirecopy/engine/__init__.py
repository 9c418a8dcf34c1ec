"""Engines: what runs the kernels and the SQL of a run."""

"""Tracing on synthetic transmission, whose every change is known. `python -m tracing`."""

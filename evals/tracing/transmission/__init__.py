"""A wire text sent through made-up outlets, every change and every parent known: the gold of `python -m tracing`."""

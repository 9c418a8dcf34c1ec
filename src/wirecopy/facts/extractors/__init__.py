"""The extractors: each module here has `extract(reading) -> Facts` found by its place in the folder."""

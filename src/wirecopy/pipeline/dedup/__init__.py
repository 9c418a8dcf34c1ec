"""A list of texts thinned to one of each, with the proof of every drop."""

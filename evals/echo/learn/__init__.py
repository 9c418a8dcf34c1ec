"""The half that may be learned from."""

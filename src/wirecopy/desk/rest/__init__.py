"""The HTTP interface for programs, under `/v1`."""

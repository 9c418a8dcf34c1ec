"""One module per format; its `write(table, target)` writes an Arrow table to an open binary file."""

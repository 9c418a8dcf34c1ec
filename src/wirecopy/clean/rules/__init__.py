"""One module for each kind of line that has a form of its own."""

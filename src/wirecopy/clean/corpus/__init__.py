"""What the other pages of an outlet and of a base say about a line: repeated lines, the extent of a body, the support of copies."""

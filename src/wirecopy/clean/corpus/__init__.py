"""What other pages say about a line: what an outlet repeats, how far a body goes, whether copies carry it."""

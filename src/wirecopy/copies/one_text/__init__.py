"""Whether two texts that share some are one text: what their runs look like, and the odds learned from that."""

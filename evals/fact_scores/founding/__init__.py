"""The founding pair and its twins, scored against the complete list of their facts."""

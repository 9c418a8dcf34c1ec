"""One module per command; its `run(arguments)` does the work and returns the exit code, or nothing for 0."""

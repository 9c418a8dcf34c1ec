"""How many rows, and how many pairs of rows, a kernel is handed at a time, whatever the engine."""

BATCH_ROWS = 256
BATCH_PAIRS = 4096

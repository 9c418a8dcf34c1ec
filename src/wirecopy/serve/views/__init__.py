"""What a reader asks of a story or an outlet, as records that every door shows alike."""

"""People, organisations, countries and places: who is meant by each mention."""

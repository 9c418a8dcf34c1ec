"""Places: the gazetteer, and which of the places of one name a text means."""

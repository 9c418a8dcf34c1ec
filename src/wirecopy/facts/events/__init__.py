"""Who did what to whom: events of PLOVER types from our own frames, each once per story."""

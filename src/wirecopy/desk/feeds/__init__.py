"""Lists of stories as feeds that readers of news take: Atom, RSS and JSON Feed."""

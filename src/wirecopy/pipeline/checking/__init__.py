"""How many origins stand behind a list of sources: any list, with a base or none."""

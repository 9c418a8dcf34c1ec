"""Finding stories, and the people, places and outlets they are about: an index beside the layout for reading."""

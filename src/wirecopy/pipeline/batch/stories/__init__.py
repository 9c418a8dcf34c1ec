"""From texts to stories: which texts report one event, what the story is called, and the origins behind it."""

"""The formats of news agencies and feeds: what an item says, and what it says of itself."""

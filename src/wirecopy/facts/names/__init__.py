"""Names of a text, learned: which words name a person, an organisation or a place, and how surely."""

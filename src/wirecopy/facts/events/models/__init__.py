"""Linear models of acts: what they see of an act and its sides. Their weights lie in the language pack."""

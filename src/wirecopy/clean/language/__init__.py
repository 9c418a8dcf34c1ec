"""The patterns of a language pack, compiled for the rules."""

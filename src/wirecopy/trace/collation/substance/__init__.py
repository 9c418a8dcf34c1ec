"""Whether a difference changes what is said: its features, and the odds learned from them."""

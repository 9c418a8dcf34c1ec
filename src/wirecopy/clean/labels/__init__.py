"""What each line of a page is: a learned labeller over its form, its words, its markup and what the rules say of it."""

"""The commands that look after a base: what it kept, what became of its stories, what is to go or to be put right."""

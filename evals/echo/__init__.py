"""Cases of our own writing: how many origins stand behind a handful of sources?"""

"""New pages from feeds and folders, one at a time: the only part of wirecopy that asks other hosts for anything."""

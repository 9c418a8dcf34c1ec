"""What pages say of themselves, against gold: credits, titles, edges, times, names and bodies. `python -m pages`."""

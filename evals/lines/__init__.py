"""The line labeller: how it is trained, and how it does on outlets it has not seen."""

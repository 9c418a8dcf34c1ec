"""The pages for readers, and how they are made."""

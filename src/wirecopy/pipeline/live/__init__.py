"""Single pages: added, compared and placed in front of the settled base."""

"""Every difference between an article and the canonical one, typed and placed."""

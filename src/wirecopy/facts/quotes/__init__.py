"""Quotations and indirect speech, and who speaks."""

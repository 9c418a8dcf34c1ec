"""Answers of extractors from outside, brought into the tables."""

from wirecopy.facts.plugins.claims import (
    CLAIM_SCHEMA,
    CheckedClaims,
    Claim,
    Plugin,
    checked_claims,
    parsed_claims,
)

__all__ = ["CLAIM_SCHEMA", "CheckedClaims", "Claim", "Plugin", "checked_claims", "parsed_claims"]

"""Tests of `pipeline/checking`."""

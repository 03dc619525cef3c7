"""Whole workings: each line against the one before, the first broken link, and its cause."""

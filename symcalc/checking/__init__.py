"""Checking: numbers that bear a formula out, from ways that share nothing with it."""

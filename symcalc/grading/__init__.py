"""Grading: is an answer right, and if not, why."""

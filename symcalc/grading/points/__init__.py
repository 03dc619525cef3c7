"""Answers about points: what a learner says of them in words, and whether it is so."""

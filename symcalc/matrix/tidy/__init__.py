"""Tidying: the form of a matrix formula that a book prints, with what is known of its symbols."""

from symcalc.matrix.tidy.facts import FACTS, ORTHOGONAL, SIGNS, SUMS_TO_1, SYMMETRIC, Facts
from symcalc.matrix.tidy.walk import tidy

__all__ = ["FACTS", "ORTHOGONAL", "SIGNS", "SUMS_TO_1", "SYMMETRIC", "Facts", "tidy"]

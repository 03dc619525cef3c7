"""Descent: the methods as a table of formulas, runs of them, and what a run shows."""

from symcalc.tutor.descent import compare, convergence, landscape, lesson, origins

LESSONS = (compare, convergence, landscape, lesson, origins)  # imported, they are entered

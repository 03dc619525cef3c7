"""A class: many answers of many students, graded in killable workers and written row by row."""

from __future__ import annotations

from symcalc.grading.classes.run import ClassRun
from symcalc.grading.classes.summary import Summary

__all__ = ["ClassRun", "Summary"]

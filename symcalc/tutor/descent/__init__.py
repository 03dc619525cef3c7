"""Descent: the methods as a table of formulas, runs of them, and what a run shows."""

from symcalc.tutor.descent import (
    asides,
    compare,
    convergence,
    corrected,
    known_spectra,
    landscape,
    lesson,
    origins,
    timetable,
    wanted,
)

LESSONS = (
    asides,
    compare,
    convergence,
    corrected,
    known_spectra,
    landscape,
    lesson,
    origins,
    timetable,
    wanted,
)  # imported, they are entered

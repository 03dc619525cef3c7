"""The lesson: a run of descent that a sentence asks for."""

from __future__ import annotations

import numpy as np

from symcalc.derivation import Derivation
from symcalc.tutor.descent.ask import Request, setup_of
from symcalc.tutor.descent.asked_as import SPOKEN
from symcalc.tutor.descent.methods import method_of
from symcalc.tutor.descent.roots import of_equation
from symcalc.tutor.descent.run import Progress, ignored
from symcalc.tutor.descent.sentence import SENTENCE, request_of, tidied
from symcalc.tutor.descent.spoken import understood
from symcalc.tutor.descent.trace import Trace
from symcalc.tutor.descent.worked import traced
from symcalc.tutor.lessons import lesson


@lesson("descent", SENTENCE)
def descent_in_words(**parts: str) -> Trace:
    """Run what a sentence asks for."""
    return descent(Request(**request_of(tidied(parts))))


@lesson("minimise", *SPOKEN)
def minimised(**parts: str) -> Derivation:
    """The same, as people put it; of an equation Newton's method for its root."""
    found = understood(parts)
    if "=" in str(found.get("f")) and method_of(found["method"]).name == "newton":
        return of_equation(found)
    return descent(Request(**found))


def descent(asked: Request, progress: Progress = ignored) -> Trace:
    """Run what is asked for, and tell what happened."""
    with np.errstate(all="ignore"):  # what is too large for a double is told, not warned of
        return traced(setup_of(asked), progress)

"""What a lesson comes to at its point."""

from __future__ import annotations

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build

SINGLE, SEVERAL = "evaluate", "values"  # the rules of steps that put numbers in


def value_of_lesson(found: Derivation) -> Notation | None:
    """The number that a lesson ends with at its point, or a vector of several; None without one."""
    rules = {step.rule for step in found.steps}
    if isinstance(found.value, tuple) and SEVERAL in rules:
        return build("vector", *map(arrange, found.value))
    if SINGLE not in rules or not isinstance(found.value, sp.Expr):
        return None
    return arrange(found.value, like=found.result)

"""What can be asked. Each verb is one function: its signature is the interface, in Python and on
the command line; its docstring is the help; its result is what the command line prints.
"""

from __future__ import annotations

from symcalc.verbs import (
    areas,
    backprop,
    calculus,
    catalogue,
    checking,
    classes,
    compiling,
    curves,
    defining,
    extrema,
    fields,
    formulas,
    grading,
    integrals,
    limits,
    matrices,
    practising,
    quadrature,
    several,
    taylor,
    working,
)
from symcalc.verbs.registry import VERBS, Verb

__all__ = [
    "VERBS",
    "Verb",
    "areas",
    "backprop",
    "calculus",
    "catalogue",
    "checking",
    "classes",
    "compiling",
    "curves",
    "defining",
    "extrema",
    "fields",
    "formulas",
    "grading",
    "integrals",
    "limits",
    "matrices",
    "practising",
    "quadrature",
    "several",
    "taylor",
    "working",
]

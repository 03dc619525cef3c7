"""What can be asked. Each verb is one function: its signature is the interface, in Python and on
the command line; its docstring is the help; its result is what the command line prints.
"""

from __future__ import annotations

from symcalc.verbs.calculus import diff, explain, gradient
from symcalc.verbs.compiling import check, compile
from symcalc.verbs.formulas import parse, read
from symcalc.verbs.grading import grade
from symcalc.verbs.registry import VERBS, Verb

__all__ = [
    "VERBS",
    "Verb",
    "check",
    "compile",
    "diff",
    "explain",
    "grade",
    "gradient",
    "parse",
    "read",
]

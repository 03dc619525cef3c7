"""symcalc: calculus that proves itself.

One formula goes in, as text, LaTeX or SymPy. Out come a worked derivation, compiled functions and a
verdict on a learner's answer, all from one table of rules, each checked against the others.

>>> import symcalc as sc
>>> sc.diff("x^2 sin(3x)").answer
3*x**2*cos(3*x) + 2*x*sin(3*x)

Importing symcalc imports neither SymPy nor Numba; the first verb does.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from symcalc.errors import (
    BackendError,
    ReadingError,
    ShapeError,
    SymcalcError,
    TimedOut,
    TooLargeError,
    UnsupportedError,
)

if TYPE_CHECKING:
    from symcalc.checking.report import CheckReport
    from symcalc.compiler.kernel import Kernel
    from symcalc.derivation import Derivation
    from symcalc.grading.verdict import Verdict
    from symcalc.notation import Notation
    from symcalc.steps import Step
    from symcalc.verbs import check, compile, diff, explain, grade, gradient, parse, read

# Where each lazy name lives.
_LAZY = {
    **dict.fromkeys(
        ("check", "compile", "diff", "explain", "grade", "gradient", "parse", "read"),
        "symcalc.verbs",
    ),
    "CheckReport": "symcalc.checking.report",
    "Derivation": "symcalc.derivation",
    "Kernel": "symcalc.compiler.kernel",
    "Notation": "symcalc.notation",
    "Step": "symcalc.steps",
    "Verdict": "symcalc.grading.verdict",
}

__all__ = [
    "BackendError",
    "CheckReport",
    "Derivation",
    "Kernel",
    "Notation",
    "ReadingError",
    "ShapeError",
    "Step",
    "SymcalcError",
    "TimedOut",
    "TooLargeError",
    "UnsupportedError",
    "Verdict",
    "check",
    "compile",
    "diff",
    "explain",
    "grade",
    "gradient",
    "parse",
    "read",
]


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'symcalc' has no attribute {name!r}")
    return getattr(import_module(_LAZY[name]), name)


def __dir__() -> list[str]:
    return __all__

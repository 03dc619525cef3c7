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
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from symcalc.errors import (
    BackendError,
    NotFoundError,
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
    from symcalc.grading.working.report import WorkingReport
    from symcalc.notation import Notation
    from symcalc.steps import Step
    from symcalc.tutor.descent.trace import Trace
    from symcalc.verbs.areas import *
    from symcalc.verbs.calculus import *
    from symcalc.verbs.checking import *
    from symcalc.verbs.classes import *
    from symcalc.verbs.compiling import *
    from symcalc.verbs.curves import *
    from symcalc.verbs.defining import *
    from symcalc.verbs.descent import *
    from symcalc.verbs.events import *
    from symcalc.verbs.formulas import *
    from symcalc.verbs.grading import *
    from symcalc.verbs.information import *
    from symcalc.verbs.integrals import *
    from symcalc.verbs.linear import *
    from symcalc.verbs.optimisers import *
    from symcalc.verbs.practising import *
    from symcalc.verbs.probability import *
    from symcalc.verbs.quadrature import *
    from symcalc.verbs.spectra import *
    from symcalc.verbs.statistics import *
    from symcalc.verbs.taylor import *
    from symcalc.verbs.working import *

# Where the types live; every other lazy name is a verb.
_TYPES = {
    "CheckReport": "symcalc.checking.report",
    "Derivation": "symcalc.derivation",
    "Described": "symcalc.tutor.probability.described",
    "Kernel": "symcalc.compiler.kernel",
    "Notation": "symcalc.notation",
    "Step": "symcalc.steps",
    "Trace": "symcalc.tutor.descent.trace",
    "Verdict": "symcalc.grading.verdict",
    "WorkingReport": "symcalc.grading.working.report",
}
_ERRORS = (
    *(BackendError, NotFoundError, ReadingError, ShapeError, SymcalcError, TimedOut, TooLargeError),
    UnsupportedError,
)


def __getattr__(name: str) -> Any:
    if name in _TYPES:
        return getattr(import_module(_TYPES[name]), name)
    missing = AttributeError(f"module 'symcalc' has no attribute {name!r}")
    if name.startswith("_") or find_spec(f"symcalc.{name}"):
        raise missing  # `from symcalc import notation` then imports the module
    verbs = import_module("symcalc.verbs").VERBS
    if name not in verbs:
        raise missing
    return verbs[name].function


def __dir__() -> list[str]:
    errors = (error.__name__ for error in _ERRORS)
    return sorted([*errors, *_TYPES, *import_module("symcalc.verbs").VERBS])

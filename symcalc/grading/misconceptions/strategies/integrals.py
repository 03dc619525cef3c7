"""Antiderivatives, with a wrong rule of integration or a slip of algebra."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.ground import antiderivatives
from symcalc.grading.misconceptions.integrals import integrated
from symcalc.grading.misconceptions.outcomes import Wrong
from symcalc.grading.misconceptions.strategy import strategy


@strategy("integral")
def antiderivative(asked: Asked) -> Iterator[Wrong]:
    """An indefinite integral by one variable."""
    if antiderivatives(asked):
        found = integrated(asked.body.parts[0], asked.wrt[0], without_constant(asked))
        yield from found.wrong if found else ()


def without_constant(asked: Asked) -> sp.Expr:
    """The right antiderivative, its constant left out."""
    constants = asked.right.symbols - asked.letters
    return sp.expand(asked.right.expr).subs(dict.fromkeys(constants, 0))

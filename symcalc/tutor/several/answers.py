"""The kinds of question about several variables, for the table of all kinds."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.tutor.diff import Points
from symcalc.tutor.several.chain import chain
from symcalc.tutor.several.directional import directional
from symcalc.tutor.several.fields import coordinates, curl, divergence, laplacian
from symcalc.tutor.several.matrices import hessian, jacobian, jacobian_determinant

Symbols = tuple[sp.Symbol, ...]
Given = Sequence[tuple[sp.Symbol, Notation]]


def _all(_body: Notation, free: Symbols) -> Symbols:
    return free


def _directional(body: Notation, wrt: Symbols, points: Points, given: Given) -> Derivation:
    return directional(body, wrt, [component.expr for _, component in given], points)


def _chain(body: Notation, wrt: Symbols, points: Points, given: Given, sign: str) -> Derivation:
    return chain(body, dict(given), wrt, points, sign=sign)


# By the kind: what works it out, given the variables.
WORK: dict[str, Callable[..., Derivation]] = {
    "jacobian": jacobian,
    "jacobian-determinant": jacobian_determinant,
    "hessian": hessian,
    "divergence": divergence,
    "curl": curl,
    "laplacian": laplacian,
}
# The same, where more is given than the variables.
GIVING: dict[str, Callable[..., Derivation]] = {
    "directional-derivative": _directional,
}
KINDS = (*WORK, *GIVING, "total-derivative")
# By the kind: the variables, of those that are written, where the question names none.
TOGETHER: dict[str, Callable[[Notation, Symbols], Symbols]] = {
    **dict.fromkeys(("gradient", "jacobian", "jacobian-determinant", "hessian", "laplacian"), _all),
    **dict.fromkeys(("divergence", "curl"), coordinates),
}


def several(question: Question, wrt: Symbols, points: Points) -> Derivation:
    """Work out a question of one of these kinds."""
    if question.kind == "total-derivative":
        return _chain(question.body, wrt, points, question.given, question.sign)
    if question.kind in GIVING:
        return GIVING[question.kind](question.body, wrt, points, question.given)
    return WORK[question.kind](question.body, wrt, points)

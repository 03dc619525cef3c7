"""Answer a question, whatever it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.tutor.diff import derivative, gradient
from symcalc.writing.text import text

USUAL = ("x", "t", "y", "z", "w", "theta")  # names of variables rather than of constants

Points = Sequence[Mapping[sp.Symbol, sp.Expr]]


def _derivative(question: Question, points: Points) -> Derivation:
    wrt, sign = _by(question), question.sign
    return derivative(question.body, wrt, points, sign=sign)


def _gradient(question: Question, points: Points) -> Derivation:
    return gradient(question.body, _by(question), points)


# By the kind of a question: what works it out.
KINDS: dict[str, Callable[[Question, Points], Derivation]] = {
    "derivative": _derivative,
    "gradient": _gradient,
}
LATER = {
    "integral": "integrals cannot be worked out yet",
    "limit": "limits cannot be worked out yet",
    "sum": "sums over an index cannot be worked out yet",
    "product": "products over an index cannot be worked out yet",
    "jacobian": "Jacobian matrices cannot be worked out yet",
    "hessian": "Hessian matrices cannot be worked out yet",
}


def answer(question: Question, points: Points = ()) -> Derivation:
    """Work a question out, step by step, at the points given or at its own.

    Raises
    ------
    UnsupportedError
        If nothing is asked, or it is not said by which variable.
    """
    if question.kind in LATER:
        hint = "derivatives and gradients can be: d/dx x^2"
        raise UnsupportedError(LATER[question.kind], where=question.text, hint=hint)
    work_out = KINDS.get(question.kind)
    if work_out is None:
        raise UnsupportedError(
            "this is a formula, and nothing is asked about it",
            where=question.text,
            hint=f"ask for something, as in d/dx {question.text}",
        )
    return work_out(question, points or question.points)


def _by(question: Question) -> tuple[sp.Symbol, ...]:
    """The variables of a question about a formula that is known."""
    body = question.body
    wrt = question.wrt or variables(body, question.kind)
    if body.head in ("name", "apply") and body.expr not in wrt:
        raise UnsupportedError(
            f"it is not said what {text(body)} is",
            where=question.text,
            hint=f"write the formula itself, as in d/d{wrt[0].name} {wrt[0].name}^2",
        )
    return wrt


def variables(body: Notation, kind: str) -> tuple[sp.Symbol, ...]:
    """The variables of a question that does not name them.

    Raises
    ------
    UnsupportedError
        If a derivative has several to choose from.
    """
    free = natural_order(body.symbols)
    if len(free) == 1 or (free and kind == "gradient"):
        return free
    if not free:
        return (sp.Symbol("x"),)
    usual = [s for name in USUAL for s in free if s.name == name]
    first, written = (usual or free)[0].name, text(body)
    raise UnsupportedError(
        "the formula has several variables: " + ", ".join(s.name for s in free),
        where=written,
        hint=f'say by which: diff("{written}", "{first}"), or on the command line --wrt {first}',
    )

"""Answer a question, whatever it asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import Question, natural_order
from symcalc.notation import Notation
from symcalc.tutor.alternatives import by_logarithms, derived
from symcalc.tutor.areas import KINDS as OF_AREAS
from symcalc.tutor.areas import measured
from symcalc.tutor.backprop.ask import WORK as OF_NETWORKS
from symcalc.tutor.backprop.ask import about_networks
from symcalc.tutor.catalogue import looked_up
from symcalc.tutor.continuity import continuity
from symcalc.tutor.curves import inverse, parametric
from symcalc.tutor.definition import first_principles
from symcalc.tutor.diff import gradient
from symcalc.tutor.extrema import bent, optimised
from symcalc.tutor.implicit import asked_implicitly
from symcalc.tutor.integrals import integrated
from symcalc.tutor.lessons import is_lesson
from symcalc.tutor.limits import answered
from symcalc.tutor.linear.equations import solve_equations
from symcalc.tutor.linear.evaluate import evaluate
from symcalc.tutor.numeric import numeric
from symcalc.tutor.quadrature import quadrature
from symcalc.tutor.several.answers import KINDS as OF_SEVERAL
from symcalc.tutor.several.answers import TOGETHER, several
from symcalc.tutor.several.rates import related_rates
from symcalc.tutor.tangents import touching
from symcalc.tutor.taught import taught
from symcalc.tutor.taylor import expanded
from symcalc.writing.text import text

USUAL = ("x", "t", "y", "z", "w", "theta")  # names of variables rather than of constants

Points = Sequence[Mapping[sp.Symbol, sp.Expr]]


# How a derivative is worked out, where that is said.
METHODS: dict[str, Callable[..., Derivation]] = {
    "definition": first_principles,
    "numeric": numeric,
    "logarithmic": by_logarithms,
}


def _derivative(question: Question, points: Points) -> Derivation:
    wrt, sign = _by(question), question.sign
    if question.method in METHODS:
        return METHODS[question.method](question.body, wrt, points)
    return derived(question.body, wrt, points, sign=sign)


def _gradient(question: Question, points: Points) -> Derivation:
    return gradient(question.body, _by(question), points)


def _parametric(question: Question, points: Points) -> Derivation:
    (x, y), by = question.body.parts, question.wrt
    return parametric(x, y, by[0], points, len(by))


def _inverse(question: Question, points: Points) -> Derivation:
    (x,) = question.wrt
    return inverse(question.body, x, points[0][x])


# By the kind of a question: what works it out.
KINDS: dict[str, Callable[[Question, Points], Derivation]] = {
    "derivative": _derivative,
    "gradient": _gradient,
    "implicit": asked_implicitly,
    "taylor": expanded,
    "extrema": optimised,
    "convexity": bent,
    "limit": answered,
    "integral": integrated,
    "quadrature": lambda question, _points: quadrature(question),
    "continuity": lambda question, _points: continuity(question.body, _by(question)[0]),
    "tangent": touching,
    **dict.fromkeys(OF_AREAS, measured),
    "parametric": _parametric,
    "related-rates": related_rates,
    "inverse": _inverse,
    "equation": lambda question, _points: solve_equations(question),
    **dict.fromkeys(OF_NETWORKS, lambda question, _points: about_networks(question)),
    "catalogue": lambda question, _points: looked_up(question),
    **dict.fromkeys(OF_SEVERAL, lambda question, points: several(question, _by(question), points)),
}
# How the variable of a question is named in a call, where this is not diff("…", "x").
CALLS = {
    "limit": 'limit("{f}", "{x}", 0), or on the command line --x {x}',
    "continuity": 'continuity("{f}", "{x}"), or on the command line --x {x}',
    "check": 'check("{f}", derivative="…", wrt="{x}"), or on the command line --wrt {x}',
}
CALL = '{verb}("{f}", "{x}"), or on the command line --wrt {x}'
VERBS = {
    "derivative": "diff",
    "integral": "integrate",
    "total-derivative": "chain",
    "directional-derivative": "directional",
}
LATER = {
    "sum": "sums over an index cannot be worked out yet",
    "product": "products over an index cannot be worked out yet",
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
    if is_lesson(question.kind):
        return taught(question)
    work_out = KINDS.get(question.kind)
    if work_out is None and of_numbers(question.body):
        return evaluate(question.body)
    if work_out is None:
        raise UnsupportedError(
            "this is a formula, and nothing is asked about it",
            where=question.text,
            hint=f"ask for something, as in d/dx {question.text}",
        )
    return work_out(question, points or question.points)


def of_numbers(body: Notation) -> bool:
    """Whether a formula by itself can be worked out: it has operations, and no letters."""
    return bool(body.parts) and isinstance(body.expr, sp.Expr) and bool(body.expr.is_number)


def _by(question: Question) -> tuple[sp.Symbol, ...]:
    """The variables of a question about a formula that is known."""
    body = question.body
    wrt = question.wrt or variables(body, question.kind)
    if body.head == "name" and body.expr not in wrt and not question.given:
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
    together = TOGETHER[kind](body, free) if kind in TOGETHER else ()
    if together:
        return together
    if len(free) == 1:
        return free
    if not free:
        return (sp.Symbol("x"),)
    usual = [s for name in USUAL for s in free if s.name == name]
    first, written = (usual or free)[0].name, text(body)
    call = CALLS.get(kind, CALL)
    raise UnsupportedError(
        "the formula has several variables: " + ", ".join(s.name for s in free),
        where=written,
        hint="say by which: " + call.format(verb=VERBS.get(kind, kind), f=written, x=first),
    )

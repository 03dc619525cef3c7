"""What SymPy's integrator finds, in the killable process, and the proof of it.

Only text crosses: the integrand goes in and an antiderivative comes back as symcalc writes them,
and both sides read. What comes back counts once it is real, in functions of the table, and borne
out by numbers on every interval; the proof is its derivative, worked out step by step.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import sympy as sp

from symcalc.checking.antiderivatives import check_antiderivative
from symcalc.checking.relations import check_equal
from symcalc.errors import SymcalcError
from symcalc.formula import unevaluated
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.scope import need_slope
from symcalc.steps import Step
from symcalc.tutor.diff import differentiated
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rational.reach import is_out_of_reach
from symcalc.tutor.integrate.rule import integral_step
from symcalc.tutor.integrate.search import Solution
from symcalc.tutor.worded import worded
from symcalc.tutor.words.integrals import WORDS
from symcalc.tutor.words.integrals_honest import WORDS as HONEST
from symcalc.worker import Worker
from symcalc.writing.text import text

SECONDS = 4.0
LARGEST = 250  # operations of what is found, and of what is asked
REFUSED = (sp.Integral, sp.hyper, sp.meijerg, sp.RootSum, sp.Piecewise, sp.Order, sp.sign)


def respond(request: dict[str, Any]) -> str | None:
    """Integrate inside the worker; None where nothing usable is found."""
    body = read(request["integrand"], names=request["names"]).expr
    real = {s: sp.Symbol(s.name, real=True) for s in body.free_symbols}
    x = sp.Symbol(request["x"])
    told = sp.integrate(body.xreplace(real), real.get(x, x))
    told = sp.gammasimp(told) if told.has(sp.gamma) else told
    told = told.xreplace({dummy: symbol for symbol, dummy in real.items()})
    if told.has(sp.I, *REFUSED) or sp.count_ops(told) > LARGEST:
        return None
    told = told.replace(sp.log, logarithm)
    try:
        return text(arrange(told))
    except SymcalcError:  # a function that the table does not have
        return None


def logarithm(inside: sp.Expr) -> sp.Expr:
    """Ln|u|, without the bars where u is positive for all real letters.

    >>> x = sp.Symbol("x")
    >>> logarithm(x - 1), logarithm(x**2 + 1)
    (log(Abs(x - 1)), log(x**2 + 1))
    """
    real = {s: sp.Dummy(s.name, real=True) for s in inside.free_symbols}
    known = inside.is_number or inside.xreplace(real).is_positive
    return sp.log(inside) if known else sp.log(sp.Abs(inside))


@cache
def integrator() -> Worker:
    """The process, started when something is first looked up."""
    return Worker("symcalc.tutor.integrate.lookup:respond")


def looked_up(question: Integral, seconds: float = SECONDS) -> Solution | None:
    """An antiderivative that SymPy finds and numbers bear out, with the proof of it."""
    if sp.count_ops(question.integrand) > LARGEST or unevaluated(question.integrand):
        return None
    if is_out_of_reach(question):
        return None
    found = _asked(question, seconds)
    if found is None or not _usable(question, found):
        return None
    step = integral_step(question, WORDS, "looked-up", found)
    below = _proof(question, step.after)
    if below is None:
        return None
    told = replace(step, status="looked-up", substeps=below)
    return Solution((told,), told.after.expr)


def _asked(question: Integral, seconds: float) -> sp.Expr | None:
    names = sorted(s.name for s in question.body.symbols | {question.x})
    request = {"integrand": text(question.body), "x": question.x.name, "names": names}
    try:
        answer = integrator().ask(request, seconds)
        return None if answer is None else read(answer, names=names).expr
    except SymcalcError:  # it took too long, or too much memory, or cannot be read
        return None


def _usable(question: Integral, found: sp.Expr) -> bool:
    """Whether this is an antiderivative, on every interval of the integrand's domain."""
    if found.has(sp.I, *REFUSED) or not found.free_symbols <= question.body.symbols | {question.x}:
        return False
    return check_antiderivative(question.integrand, found, question.x) == "borne out"


def _proof(question: Integral, found: Notation) -> tuple[Step, ...] | None:
    """The derivative of what was found, step by step, up to the integrand."""
    try:
        need_slope(found, {question.x})
        steps = differentiated(found, question.x, "d").steps
    except SymcalcError:
        return None
    last = steps[-1].after
    if text(last) == text(question.body):
        return steps
    report = check_equal(last.expr, question.integrand)
    if report.status != "agrees":
        return None
    fields = {"f": text(question.body), "points": report.points}
    return (*steps, worded(HONEST, "agrees-with-integrand", last, question.body, fields))

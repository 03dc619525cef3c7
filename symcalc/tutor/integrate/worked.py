"""From a question about an integral to a Derivation."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.antiderivatives import Antiderivative
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.conditions import domain, simplified
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.rule import all_rules
from symcalc.tutor.integrate.search import Search, Solution
from symcalc.tutor.tidy import written_out
from symcalc.writing.text import text


def antiderivative(body: Notation, x: sp.Symbol, without: Collection[str] = ()) -> Derivation:
    """Work out an indefinite integral, every step named, explained and checked.

    Parameters
    ----------
    body : Notation
        The integrand as written.
    x : sympy.Symbol
        The variable.
    without : collection of str
        Rules that are not to be the first.

    Raises
    ------
    NotFoundError
        If no method that is known here leads to an antiderivative.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> antiderivative(arrange(x * sp.exp(-(x**2))), x).answer
    C - exp(-x**2)/2
    """
    need_value(body)
    asked = Integral(body, x)
    plain = Integral(written_out(body), x)
    found = Search(all_rules(), without).find(plain)
    if found is None:
        raise NotFoundError("I did not find an antiderivative", where=text(body))
    steps = with_constant(found, constant_of(asked))
    result = steps[-1].after
    return Derivation(
        Question("integral", asked.whole, (x,), text(asked.whole)),
        asked.whole,
        result,
        steps,
        conditions=simplified(domain(body, x)),
        remarks=body.remarks,
        claims=(Antiderivative(body.expr, x, result.expr),),
        ways=lambda: _others(body, x, (*without, steps[0].rule)),
    )


def constant_of(question: Integral) -> sp.Symbol:
    """C, or C_1 … where it is taken."""
    taken = {s.name for s in question.body.symbols | {question.x}}
    names = ("C", *(f"C_{k}" for k in range(1, 100)))
    return sp.Symbol(next(name for name in names if name not in taken))


def with_constant(found: Solution, constant: sp.Symbol) -> tuple[Step, ...]:
    """The steps, the last of which adds the constant of integration."""
    *before, last = found.steps
    after = notation.add(last.after, notation.name(constant))
    return (*before, replace(last, after=after))


def _others(body: Notation, x: sp.Symbol, without: Sequence[str]) -> tuple[Derivation, ...]:
    """Another usual way, if there is one."""
    try:
        return (antiderivative(body, x, without),)
    except NotFoundError:
        return ()

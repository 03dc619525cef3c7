"""From a question about an integral to a Derivation."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import sympy as sp

from symcalc import notation
from symcalc.checking.antiderivatives import Antiderivative
from symcalc.checking.sampling import compare
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.formula import Question, over_reals
from symcalc.notation import Notation
from symcalc.scope import need_value
from symcalc.steps import Step
from symcalc.tutor.conditions import simplified
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.domains import apart, domain_of, in_words
from symcalc.tutor.integrate.exceptions import exceptions
from symcalc.tutor.integrate.letters import follows
from symcalc.tutor.integrate.liouville import reason
from symcalc.tutor.integrate.lookup import looked_up
from symcalc.tutor.integrate.matching import matched
from symcalc.tutor.integrate.rational.reach import open_factor
from symcalc.tutor.integrate.rule import all_rules
from symcalc.tutor.integrate.search import Search, Solution
from symcalc.tutor.integrate.special import DEFINED
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.integrals_honest import (
    DIFFERENT_CONSTANT,
    NO_NUMBER,
    NO_VALUES,
    NOT_FOUND,
    TRIED,
)
from symcalc.tutor.words.integrals_rational import OPEN_FACTOR
from symcalc.writing.text import text

MOST_WAYS = 2  # besides the first
MOST_TRIED = 5  # ways that are looked for, of which some are the same
SECONDS = 2.0  # for each
PREPARING = ("constant-multiple", "sum", "together")  # steps that are no way of their own


def antiderivative(body: Notation, x: sp.Symbol) -> Derivation:
    """Work out an indefinite integral, every step named, explained and checked.

    Parameters
    ----------
    body : Notation
        The integrand as written.
    x : sympy.Symbol
        The variable.

    Raises
    ------
    NotFoundError
        If no method that is known here leads to an antiderivative, nor SymPy's integrator; the
        message says so where there is known to be no elementary one.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x = sp.Symbol("x")
    >>> antiderivative(arrange(x * sp.exp(-(x**2))), x).answer
    C - exp(-x**2)/2
    """
    need_value(body)
    if any(node.expr.is_finite is False for node in body.walk() if node.head == "constant"):
        raise UnsupportedError(NO_NUMBER.format(f=text(body)), where=text(body))
    if over_reals(lambda real: real.is_extended_real, body.expr) is False:
        raise UnsupportedError(NO_VALUES.format(f=text(body)), where=text(body))
    plain = Integral(written_out(body), x)
    found = Search(all_rules()).find(plain) or looked_up(plain)
    if found is None:
        raise _not_found(plain)
    told = _told(Integral(body, x), plain, found)
    if told.check.status == "undecided" and not told.check.points:
        raise UnsupportedError(NO_VALUES.format(f=text(body)), where=text(body))
    return replace(told, ways=partial(other_ways, told, plain, found))


def _told(asked: Integral, plain: Integral, found: Solution) -> Derivation:
    """The derivation: the constant, where the answer holds, and what is to be said of it."""
    body, x, constant = asked.body, asked.x, constant_of(asked)
    found = matched(plain, found)
    but = exceptions(plain, found, all_rules(), constant)
    steps = with_constant(found, constant)
    result = steps[-1].after
    domain = domain_of(plain.body, x)
    places, jumps = apart(plain.body, found.antiderivative, x, but.conditions)
    conditions = simplified([*domain, *places, *but.conditions])
    conditions = tuple(c for c in conditions if not follows(c, but.conditions, x))
    remarks = (*body.remarks, *but.remarks, jumps, _known(plain, found))
    claim = Antiderivative(
        body.expr,
        x,
        result.expr,
        text(body),
        but.conditions,
        in_words(plain.integrand, conditions, x, jumps),
    )
    return Derivation(
        Question("integral", asked.whole, (x,), text(asked.whole)),
        asked.whole,
        result,
        steps,
        conditions=conditions,
        remarks=tuple(remark for remark in remarks if remark),
        claims=(claim,),
    )


def _known(question: Integral, found: Solution) -> str:
    """That there is no elementary antiderivative, where the answer is none and that is known."""
    return reason(question.integrand, question.x) if found.antiderivative.has(*DEFINED) else ""


def _not_found(question: Integral) -> NotFoundError:
    """What to say where nothing was found: a theorem, or what was tried."""
    factor = open_factor(question)
    if factor is not None:
        told = OPEN_FACTOR.format(factor=text(question.written(factor)))
        return NotFoundError(told, where=text(question.body))
    tried = f"{NOT_FOUND}. {TRIED}"
    why = reason(question.integrand, question.x)
    return NotFoundError(why.rstrip(".") or tried, where=text(question.body))


def other_ways(told: Derivation, question: Integral, found: Solution) -> tuple[Derivation, ...]:
    """The other usual ways to the same antiderivative, up to a constant: the cheapest first."""
    without, ways = leading(found), list[Derivation]()
    seen = {_rules(found), _lines(found)}
    for _ in range(MOST_TRIED):
        other = Search(all_rules(), without, seconds=SECONDS).find(question)
        if other is None or len(ways) == MOST_WAYS or leading(other) <= without:
            break
        without |= leading(other)
        if seen & {_rules(other), _lines(other)}:
            continue  # the same way under another name
        seen |= {_rules(other), _lines(other)}
        asked = Integral(told.question.body.parts[0], question.x)
        ways.append(_compared(_told(asked, question, other), told))
    return tuple(ways)


def leading(found: Solution) -> frozenset[str]:
    """The rule that a way begins with, a constant factor apart."""
    first = next((s for s in found.steps if s.rule not in PREPARING), found.steps[0])
    names = {first.rule, found.steps[0].rule} - {"sum"}
    return frozenset(r.name for r in all_rules() for n in names if n.startswith(r.name))


def _rules(found: Solution) -> tuple[str, ...]:
    return tuple(step.rule for step in found.steps if step.rule not in PREPARING)


def _lines(found: Solution) -> tuple[str, ...]:
    """What is written at each step, whatever the rule is called."""
    return tuple(text(step.after) for step in found.steps if step.rule not in PREPARING)


def _compared(other: Derivation, told: Derivation) -> Derivation:
    """With the remark that its answer differs by a constant, where it does."""
    if compare(other.result.expr, told.result.expr).status == "equal":
        return other
    said = DIFFERENT_CONSTANT.format(other=text(told.result))
    return replace(other, remarks=(*other.remarks, said))


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

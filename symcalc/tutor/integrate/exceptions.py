"""Parameters: the conditions under which the generic answer holds, and what holds otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import monotonic
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.antiderivatives import check_antiderivative
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import unequal
from symcalc.tutor.integrate.rule import IntegrationRule
from symcalc.tutor.integrate.search import Search, Solution
from symcalc.tutor.words.integrals_rational import EXCEPTION, PROVIDED
from symcalc.writing.text import text

MOST = 6  # exceptions that are worked out
SECONDS = 1.0  # for one of them
ALTOGETHER = 2.5
LOOKED = 120  # integrals that are looked at for one of them
BAD = (sp.nan, sp.zoo, sp.oo, -sp.oo)

Rules = Sequence[IntegrationRule]


class Case(NamedTuple):
    """An exception: what it is called, what is put in, and what must not be assumed."""

    told: sp.Basic
    values: dict[sp.Symbol, sp.Expr]
    without: sp.Basic | None = None


class Exceptions(NamedTuple):
    """The conditions of the generic answer, and the sentences about the other cases."""

    conditions: tuple[sp.Basic, ...] = ()
    remarks: tuple[str, ...] = ()


def exceptions(asked: Integral, found: Solution, rules: Rules, constant: sp.Symbol) -> Exceptions:
    """Where the steps do not hold, and the special integrals for these cases.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> from symcalc.tutor.integrate.rule import all_rules
    >>> x, n = sp.symbols("x n")
    >>> asked = Integral(arrange(x**n), x)
    >>> found = Search(all_rules()).find(asked)
    >>> exceptions(asked, found, all_rules(), sp.Symbol("C"))
    Exceptions(conditions=(Ne(n, -1),), remarks=('For n = −1: ln(|x|) + C.',))
    """
    known = asked.body.symbols
    given = [c for c in found.conditions if c.free_symbols and c.free_symbols <= known]
    about = [c for c in given if asked.x not in c.free_symbols]
    letters = list(dict.fromkeys(part for c in about for part in _parts(c)))
    until = monotonic() + ALTOGETHER
    kept, remarks = [], []
    for condition in letters:
        needed, said = _looked_at(asked, found, condition, rules, constant, until)
        kept += [condition] if needed else []
        remarks += said
    signs = [c for c in kept if isinstance(c, sp.StrictGreaterThan)]
    implied = {one for c in signs for one in unequal(c.lhs - c.rhs)}  # a ≠ 0 by ab > 0
    moving = [c for c in given if c not in about]
    conditions = dict.fromkeys(c for c in (*kept, *moving) if c not in implied)
    return Exceptions(tuple(conditions), tuple(dict.fromkeys(remarks))[:MOST])


def _parts(condition: sp.Basic) -> tuple[sp.Basic, ...]:
    """A ≠ 0 factor by factor."""
    if isinstance(condition, sp.Ne):
        return unequal(condition.lhs - condition.rhs)
    return (condition,)


def _looked_at(
    asked: Integral,
    found: Solution,
    condition: sp.Basic,
    rules: Rules,
    constant: sp.Symbol,
    until: float,
) -> tuple[bool, list[str]]:
    """Whether a condition is needed, and what holds in its exceptions."""
    remarks, needed = [], isinstance(condition, sp.StrictGreaterThan)
    for case in _cases(condition):
        special = sp.powsimp(asked.integrand.subs(case.values))
        if case.without is None and _covered(special, found, case, asked.x):
            continue
        needed = True
        if special.has(*BAD) or monotonic() > until:
            continue
        answer = _special(asked, special, _without(rules, case.without))
        if answer is not None:
            remarks.append(_said(asked, case, answer, constant))
    return needed or not list(_cases(condition)), remarks


def _cases(condition: sp.Basic) -> Iterator[Case]:
    """What may be put in: n = -1, a = b, c = b²/(4a), and for a sign the other sign."""
    if isinstance(condition, sp.Ne):
        yield from _zero(condition.lhs - condition.rhs, condition)
    elif isinstance(condition, sp.StrictGreaterThan):
        gap = condition.lhs - condition.rhs
        yield Case(sp.Lt(condition.lhs, condition.rhs), {}, condition)
        for relation in unequal(gap):
            yield from _zero(relation.lhs - relation.rhs, relation)


def _zero(gap: sp.Expr, condition: sp.Basic) -> Iterator[Case]:
    told = sp.Eq(condition.lhs, condition.rhs, evaluate=False)
    if condition.lhs.is_Symbol:
        yield Case(told, {condition.lhs: condition.rhs})
        return
    for letter in sorted(gap.free_symbols, key=str, reverse=True):
        if gap.is_polynomial(letter) and sp.degree(gap, letter) == 1:
            slope, start = sp.Poly(gap, letter).all_coeffs()
            yield Case(told, {letter: sp.cancel(-start / slope)})
            return


def _covered(special: sp.Expr, found: Solution, case: Case, x: sp.Symbol) -> bool:
    """Whether the generic answer holds in the exception, too."""
    below = (p.base for p in found.antiderivative.atoms(sp.Pow) if p.exp.could_extract_minus_sign())
    if special.has(*BAD) or any(sp.expand(base.subs(case.values)) == 0 for base in below):
        return False
    value = found.antiderivative.subs(case.values)
    if value.has(*BAD):
        return False
    return check_antiderivative(special, value, x) == "borne out"


def _without(rules: Rules, condition: sp.Basic | None) -> Rules:
    """The rules, without the steps that assume a condition."""
    if condition is None:
        return rules

    def limited(rule: IntegrationRule) -> IntegrationRule:
        def method(question: Integral) -> list[Step]:
            steps = rule.steps(question)
            return [s for s in steps if condition not in [c.expr for c in s.conditions]]

        return rule._replace(method=method)

    return [limited(rule) for rule in rules]


def _special(asked: Integral, special: sp.Expr, rules: Rules) -> Solution | None:
    question = Integral(arrange(special, like=asked.body), asked.x)
    return Search(rules, most=LOOKED, seconds=SECONDS).find(question)


def _said(asked: Integral, case: Case, answer: Solution, constant: sp.Symbol) -> str:
    whole = notation.add(answer.steps[-1].after, notation.name(constant))
    fields = {"case": text(arrange(case.told)), "answer": text(whole), "provided": ""}
    more = [c for c in answer.conditions if asked.x not in c.free_symbols and c.free_symbols]
    if more and case.without is None:
        listed = ", ".join(text(arrange(c)) for c in more)
        fields["provided"] = PROVIDED.format(conditions=listed)
    return EXCEPTION.format(**fields)

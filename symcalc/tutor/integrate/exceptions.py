"""Parameters: the conditions under which the generic answer holds, and what holds otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from time import thread_time
from typing import NamedTuple

import sympy as sp

from symcalc import notation
from symcalc.checking.antiderivatives import check_antiderivative
from symcalc.primitives import arrange
from symcalc.steps import Step, walk
from symcalc.tutor.integrate.ask import Integral
from symcalc.tutor.integrate.letters import divisors, implied, unequal, upright
from symcalc.tutor.integrate.rule import IntegrationRule
from symcalc.tutor.integrate.search import Search, Solution
from symcalc.tutor.words.integrals_rational import EXCEPTION, PROVIDED, STILL
from symcalc.writing.text import text

MOST = 6  # exceptions that are worked out
SECONDS = 2.0  # for one of them
ALTOGETHER = 5.0
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
    about += divided_by(asked, found, about)
    letters = sorted({part for c in about for part in _parts(c)}, key=_simplest)
    until = thread_time() + ALTOGETHER
    kept, remarks = [], []
    for condition in letters:
        needed, said = _looked_at(asked, found, condition, rules, constant, until)
        kept += [condition] if needed else []
        remarks += said
    moving = [c for c in given if c not in about]
    follow = implied(kept)
    conditions = dict.fromkeys(c for c in (*kept, *moving) if c not in follow)
    shown = dict.fromkeys(upright(c) for c in conditions)
    return Exceptions(tuple(shown), tuple(dict.fromkeys(remarks))[:MOST])


def divided_by(asked: Integral, found: Solution, told: Sequence[sp.Basic]) -> list[sp.Basic]:
    """Letters that a step divides by, which the integrand and the conditions do not tell of."""
    letters = asked.body.symbols - {asked.x}
    if not letters:
        return []
    known = {*divisors(asked.integrand, letters), *implied(told), *told}
    lines = [s.after.expr for s in walk(found.steps)]
    below = (c for line in (found.antiderivative, *lines) for c in divisors(line, letters))
    return [c for c in dict.fromkeys(below) if c not in known]


def _simplest(condition: sp.Basic) -> tuple[bool, int, str]:
    """N ≠ −1 before a ≠ 0, and short ones first."""
    return condition.args[1] == 0, int(condition.count_ops()), str(condition)


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
            remarks += _still(case, found, condition, asked)
            continue
        needed = True
        if special.has(*BAD) or thread_time() > until:
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


def _still(case: Case, found: Solution, condition: sp.Basic, asked: Integral) -> list[str]:
    """That the steps divide by 0 where the answer holds."""
    letters = asked.body.symbols - {asked.x}
    lines = (s.after.expr for s in walk(found.steps))
    if not any(condition in divisors(line, letters) for line in lines):
        return []
    divisor = text(arrange(sp.factor(condition.lhs - condition.rhs)))
    return [STILL.format(case=text(arrange(case.told)), divisor=divisor)]


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
    fields = {"case": text(arrange(upright(case.told))), "answer": text(whole), "provided": ""}
    letters = asked.body.symbols - {asked.x}
    more = [c for c in answer.conditions if c.free_symbols and c.free_symbols <= letters]
    special = asked.integrand.subs(case.values)
    for expr in (special, answer.antiderivative):
        more += divisors(expr, letters)
    turned = [sp.Gt(case.told.rhs - case.told.lhs, 0)] if case.without is not None else []
    signs = [c for c in more if isinstance(c, sp.StrictGreaterThan)]
    follow = {*implied([*turned, *signs]), *turned}
    told = [
        text(arrange(upright(c)))
        for c in dict.fromkeys(more)
        if c not in follow and not _is(case, c)
    ]
    if told:
        fields["provided"] = PROVIDED.format(conditions=" and ".join(told))
    return EXCEPTION.format(**fields)


def _is(case: Case, condition: sp.Basic) -> bool:
    """Whether a sign is what the case says: b² - 4ac > 0 where 4ac - b² < 0."""
    if case.without is None or not isinstance(condition, sp.StrictGreaterThan):
        return False
    gap = case.told.rhs - case.told.lhs
    ratio = sp.cancel((condition.lhs - condition.rhs) / gap)
    return bool(ratio.is_positive)

"""The density of a law at a point: inside the support its value, outside of it 0."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.reading import read
from symcalc.reading.arrays import pairs
from symcalc.reading.numbers import number
from symcalc.steps import Step
from symcalc.tutor.conditions import broken
from symcalc.tutor.diff import at_points
from symcalc.tutor.lessons import asked
from symcalc.tutor.probability.described import Described
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.words.distributions import FAILS, SAYS
from symcalc.writing.text import text

HINT = 'write at={"x": 2}'
Values = dict[sp.Symbol, sp.Expr]


def placed(told: Described, law: Distribution, point: str) -> Described:
    """The density at a value of x and of its letters.

    Raises
    ------
    UnsupportedError
        If a value is no number, the law does not admit it, or the density is infinite there.
    """
    if not point:
        return told
    values = values_at(law, point)
    question = asked("distribution", law.density, (law.x,), law=law.name, point=point)
    told = replace(told, question=question)
    why = _outside(law, values)
    if why:
        return _set(told, values, notation.number(0), why)
    chosen = _chosen(law, values)
    if chosen is not None:
        fields = {"value": text(arrange(values[law.x])), "chance": text(chosen)}
        return _set(told, values, chosen, SAYS["listed"].format(**fields))
    _need_value(law, values)
    moved = at_points(told, [values])
    assert isinstance(moved, Described)
    return moved


def values_at(law: Distribution, point: str) -> Values:
    """Values for the variable of a law and for its letters, which the law admits."""
    values: Values = {}
    for name, given in pairs(point, HINT).items():
        letter = read(name).expr
        if letter not in (law.x, *law.letters):
            known = ", ".join(text(notation.name(s)) for s in (law.x, *law.letters))
            raise UnsupportedError(f"{letter} is no letter of {law.name}", hint=f"it has {known}")
        shown = text(notation.name(letter))
        values[letter] = number(given, FAILS["no-number"], HINT, letter=shown)
    failing = broken((c for c in law.conditions if c.free_symbols <= values.keys()), values)
    if failing:
        needs = ", ".join(text(arrange(c)) for c in failing)
        what = FAILS["not-admitted"].format(law=law.name, needs=needs, place=_place(law, values))
        raise UnsupportedError(what, hint="change the parameter")
    return values


def _place(law: Distribution, values: Mapping[sp.Symbol, sp.Expr]) -> str:
    own = {s: v for s, v in values.items() if s != law.x} or values
    return ", ".join(f"{text(notation.name(s))} = {text(arrange(v))}" for s, v in own.items())


def _outside(law: Distribution, values: Values) -> str:
    """Why the density is 0 at a value of x; "" where it is not, or is not decided."""
    if law.x not in values:
        return ""
    at = values[law.x]
    low, high = (end.xreplace(values) for end in law.ends)
    ends = {"low": text(arrange(low)), "high": text(arrange(high))}
    shown = {"x": text(notation.name(law.x)), "value": text(arrange(at)), **ends}
    below = low.is_number and at < low
    above = high.is_number and high < at
    if law.discrete and (below or above or at.is_integer is False):
        return SAYS["not-a-value"].format(**shown)
    return SAYS["outside"].format(**shown) if below or above else ""


def _chosen(law: Distribution, values: Values) -> Notation | None:
    """The probability of a value, where each is listed."""
    if law.law is None or law.law.parameters or law.x not in values:
        return None
    known = {value.expr: p for value, p in law.weights}
    chance = put(known[values[law.x]], {s: arrange(v) for s, v in values.items()})
    return None if chance.symbols else arrange(chance.expr, like=chance)


def _set(told: Described, values: Values, after: Notation, why: str) -> Described:
    """A value that is told without putting numbers into the density."""
    place = ", ".join(f"{text(notation.name(s))} = {text(arrange(v))}" for s, v in values.items())
    bindings = {s.name: arrange(v) for s, v in values.items()}
    told_of = "evaluate", f"At {place}", told.result, after, why
    step = Step(*told_of, relation="definition", bindings=bindings)
    return replace(told, steps=(*told.steps, step), value=after.expr)


def _need_value(law: Distribution, values: Values) -> None:
    """Refuse a pole at the edge of the support."""
    if law.x not in values:
        return
    found = law.density.expr.subs(values)
    if found.has(sp.zoo, sp.oo, sp.nan):
        shown = f"{text(notation.name(law.x))} = {text(arrange(values[law.x]))}"
        what = FAILS["pole"].format(law=law.name, place=shown)
        raise UnsupportedError(what, hint="take a point inside the support")

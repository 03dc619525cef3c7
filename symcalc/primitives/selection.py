"""Rows of the table: absolute value, sign, extremes, steps and pieces.

`stable` carries the convention that compiled code follows at a kink. A partial of the form
Piecewise((p, condition), (0, True)) is compiled as a mask: where the condition fails the derivative
is dropped, never multiplied by zero.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import combinations

import sympy as sp

from symcalc.formula import over_reals
from symcalc.notation import Notation
from symcalc.primitives.row import Derive, Primitive
from symcalc.structures import structure

ONE, ZERO = sp.Integer(1), sp.Integer(0)


def where(condition: sp.Basic, value: sp.Expr) -> sp.Expr:
    """`value` where the condition holds, and 0 elsewhere."""
    return sp.Piecewise((value, condition), (ZERO, True))


def nested(spelling: str) -> Callable[[int], str]:
    """Spell n arguments through a two-argument function: f(f(a, b), c)."""

    def spell(count: int) -> str:
        return reduce(lambda left, i: spelling.format(left, f"{{{i}}}"), range(1, count), "{0}")

    return spell


def chosen(u: tuple[sp.Expr, ...], extreme: type, compare: type) -> list[sp.Expr]:
    """As a textbook has it: 1 for the argument that is the extreme, 0 for the others."""
    partials = []
    for i, value in enumerate(u):
        others = [v for j, v in enumerate(u) if j != i]
        wins = sp.And(*(compare(value, v) for v in others))
        loses = compare(extreme(*others), value)
        partials.append(sp.Piecewise((ONE, wins), (ZERO, loses)))
    return partials


def extreme_line(d: Derive, u: tuple[Notation, ...], sign: str) -> Notation:
    """{u' if u > v; v' if v > u}: the derivative of the argument that is the extreme."""
    pieces = []
    for i, value in enumerate(u):
        others = [v for j, v in enumerate(u) if j != i]
        wins = [structure("relation", value, v, text=sign) for v in others]
        holds = wins[0] if len(wins) == 1 else structure("and", *wins)
        pieces.append(structure("piece", d(value), holds))
    return structure("cases", *pieces)


def shared(u: tuple[sp.Expr, ...], extreme: type) -> list[sp.Expr]:
    """The compiled convention: k equal arguments that are the extreme get 1/k each."""
    top = extreme(*u)
    count = sp.Add(*(where(sp.Eq(v, top), ONE) for v in u))
    return [where(sp.Eq(v, top), 1 / count) for v in u]


def differences(*u: sp.Expr) -> tuple[sp.Expr, ...]:
    """Zero where two arguments are equal."""
    return tuple(v - w for v, w in combinations(u, 2))


def without(u: tuple[sp.Expr, ...], extreme: type) -> tuple[tuple[sp.Expr, sp.Expr], ...]:
    """Where uᵢ - uⱼ is negative uᵢ is not the maximum, where positive uⱼ is not."""
    sides = []
    for v, w in combinations(u, 2):
        others = [t for t in u if t not in (v, w)]
        low, high = extreme(w, *others), extreme(v, *others)
        sides.append((low, high) if extreme is sp.Max else (high, low))
    return tuple(sides)


def piecewise(*args: sp.Basic) -> sp.Expr:
    """Value and condition in turn."""
    return sp.Piecewise(*zip(args[::2], args[1::2], strict=True))


def piecewise_partials(*args: sp.Basic) -> list[sp.Basic]:
    """Each value counts on its branch: where its condition is the first that holds."""
    partials: list[sp.Basic] = []
    earlier: list[sp.Basic] = []
    for condition in args[1::2]:
        here = sp.And(condition, *(sp.Not(c) for c in earlier))
        partials += [where(here, ONE), ZERO]
        earlier.append(condition)
    return partials


def spell_piecewise(count: int) -> str:
    """Nested conditional expressions; NaN where no condition holds."""
    tail = "math.nan"
    for i in range(count - 2, -1, -2):
        tail = f"({{{i}}} if {{{i + 1}}} else {tail})"
    return tail


ROWS = (
    Primitive(
        name="abs",
        title="derivative of the absolute value",
        formula=lambda u: over_reals(sp.Abs, u),  # |e^x| would be e^re(x)
        kind=sp.Abs,
        partials=lambda u: [u / sp.Abs(u)],
        stable=lambda u: [where(sp.Ne(u, 0), sp.sign(u))],
        says="|{u}| is {u} where {u} is positive and −{u} where negative: the slope is 1 or −1.",
        spelling="abs({0})",
        kinks=lambda u: (u,),
        branches=lambda u: ((-u, u),),
        convention="Compiled functions return 0 there, a convention that optimisers use.",
        names=("abs",),
    ),
    Primitive(
        name="sign",
        title="derivative of the sign",
        formula=sp.sign,
        partials=lambda _u: [ZERO],
        says="The sign is constant on either side of 0.",
        spelling="sign({0})",
        kinks=lambda u: (u,),
        branches=lambda _u: ((-ONE, ONE),),
        convention="Compiled functions return 0 there.",
        names=("sign", "sgn"),
    ),
    Primitive(
        name="relu",
        title="derivative of ReLU",
        formula=lambda u: sp.Max(0, u),
        partials=lambda u: [sp.Piecewise((ONE, u > 0), (ZERO, u < 0))],
        stable=lambda u: [where(sp.Gt(u, 0), ONE)],
        says="ReLU is 0 where its argument is negative, and its argument where that is positive.",
        spelling="relu({0})",
        kinks=lambda u: (u,),
        branches=lambda u: ((ZERO, u),),
        convention="Compiled functions return 0 there, as neural-network libraries do.",
        names=("relu", "ReLU"),
    ),
    Primitive(
        name="max",
        title="derivative of the maximum",
        formula=sp.Max,
        line=lambda d, *u: extreme_line(d, u, ">"),
        partials=lambda *u: chosen(u, sp.Max, sp.StrictGreaterThan),
        stable=lambda *u: shared(u, sp.Max),
        says="The maximum changes as its largest argument does.",
        spelling=nested("maximum({0}, {1})"),
        arity=None,
        kinks=differences,
        branches=lambda *u: without(u, sp.Max),
        convention="Compiled functions share the derivative equally among equal arguments.",
        names=("max", "maximum"),
        latex="\\max",
    ),
    Primitive(
        name="min",
        title="derivative of the minimum",
        formula=sp.Min,
        line=lambda d, *u: extreme_line(d, u, "<"),
        partials=lambda *u: chosen(u, sp.Min, sp.StrictLessThan),
        stable=lambda *u: shared(u, sp.Min),
        says="The minimum changes as its smallest argument does.",
        spelling=nested("minimum({0}, {1})"),
        arity=None,
        kinks=differences,
        branches=lambda *u: without(u, sp.Min),
        convention="Compiled functions share the derivative equally among equal arguments.",
        names=("min", "minimum"),
        latex="\\min",
    ),
    Primitive(
        name="heaviside",
        title="derivative of the step function",
        formula=lambda u: sp.Heaviside(u),
        partials=lambda _u: [ZERO],
        says="The step function is constant on either side of 0.",
        spelling="heaviside({0})",
        kinks=lambda u: (u,),
        branches=lambda _u: ((ZERO, ONE),),
        convention="Compiled functions return 0 there.",
        names=("Heaviside", "heaviside", "step"),
    ),
    Primitive(
        name="floor",
        title="derivative of the floor",
        formula=sp.floor,
        partials=lambda _u: [ZERO],
        says="The floor is constant between whole numbers.",
        spelling="floor({0})",
        kinks=lambda u: (u - sp.floor(u),),
        convention="Compiled functions return 0 there.",
        names=("floor",),
    ),
    Primitive(
        name="ceil",
        title="derivative of the ceiling",
        formula=sp.ceiling,
        partials=lambda _u: [ZERO],
        says="The ceiling is constant between whole numbers.",
        spelling="ceil({0})",
        kinks=lambda u: (u - sp.floor(u),),
        convention="Compiled functions return 0 there.",
        names=("ceil", "ceiling"),
    ),
    Primitive(
        name="piecewise",
        title="piece by piece",
        formula=piecewise,
        partials=piecewise_partials,
        says="Each piece is differentiated where it holds.",
        spelling=spell_piecewise,
        arity=None,
        convention="Compiled functions take the branch that holds at the point.",
    ),
)

"""Conditions on letters: comparisons with zero, joined, and whether they hold at a point."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

import sympy as sp
from sympy.core.relational import Relational

from symcalc.tutor.extrema.numbers import decimals, sign_of

Point = Mapping[sp.Symbol, sp.Expr]

SIGNS: dict[str, Callable[[int], bool]] = {
    "=": lambda s: s == 0,
    "!=": lambda s: s != 0,
    "<": lambda s: s < 0,
    "<=": lambda s: s <= 0,
    ">": lambda s: s > 0,
    ">=": lambda s: s >= 0,
}


@dataclass(frozen=True)
class Compare:
    """left − right against zero. Where a side, or a denominator as written, fails, it is false."""

    left: sp.Expr
    right: sp.Expr
    sign: str
    below: tuple[sp.Expr, ...] = ()

    @property
    def gap(self) -> sp.Expr:
        """What is compared with zero."""
        return self.left - self.right


@dataclass(frozen=True)
class Whole:
    """A formula is a whole number: x = π/2 + 2kπ."""

    count: sp.Expr


@dataclass(frozen=True)
class All:
    """Every part holds; without parts, always."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Any:
    """One part holds; without parts, never."""

    parts: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Not:
    """The part does not hold."""

    part: Condition


Condition = Compare | Whole | All | Any | Not

ALWAYS, NEVER = All(), Any()


def atoms(condition: Condition) -> Iterator[Compare | Whole]:
    """Its comparisons."""
    if isinstance(condition, Compare | Whole):
        yield condition
        return
    parts = (condition.part,) if isinstance(condition, Not) else condition.parts
    for part in parts:
        yield from atoms(part)


def letters(condition: Condition) -> set[sp.Symbol]:
    """The letters that it depends on."""
    found: set[sp.Symbol] = set()
    for atom in atoms(condition):
        sides = (atom.count,) if isinstance(atom, Whole) else (atom.left, atom.right, *atom.below)
        found |= {s for side in sides for s in side.free_symbols}
    return found


def put(condition: Condition, point: Point) -> Condition:
    """With values for some of its letters."""
    if isinstance(condition, Whole):
        return Whole(condition.count.subs(point))
    if isinstance(condition, Compare):
        left, right, *below = (
            side.subs(point, simultaneous=True)
            for side in (condition.left, condition.right, *condition.below)
        )
        return Compare(left, right, condition.sign, tuple(below))
    if isinstance(condition, Not):
        return Not(put(condition.part, point))
    return type(condition)(tuple(put(part, point) for part in condition.parts))


def holds(condition: Condition, point: Point) -> bool | None:
    """Whether it holds at a point; None where that cannot be told."""
    if isinstance(condition, Not):
        inner = holds(condition.part, point)
        return None if inner is None else not inner
    if isinstance(condition, All | Any):
        found = {holds(part, point) for part in condition.parts}
        decisive = isinstance(condition, Any)
        return decisive if decisive in found else None if None in found else not decisive
    if isinstance(condition, Whole):
        return _is_whole(condition.count.subs(point))
    return _compares(condition, tuple(point.items()))


@lru_cache(maxsize=8192)
def _compares(condition: Compare, point: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> bool | None:
    here = dict(point)
    below = [sign_here(part, here) for part in condition.below]
    sides = [value_here(side, here) for side in (condition.left, condition.right)]
    if None in sides or None in below or 0 in below:
        return False
    left, right = sides
    assert left is not None
    assert right is not None
    sign = sign_of(left - right)
    if sign is None:
        return None
    return SIGNS[condition.sign](sign)


def _is_whole(count: sp.Expr) -> bool | None:
    if count.free_symbols:
        return None
    near = decimals(count)
    return near is not None and sign_of(count - round(near)) == 0


def sign_here(formula: sp.Expr, point: Point) -> int | None:
    """The sign of a formula at a point, None where it has no real value."""
    value = value_here(formula, point)
    return None if value is None else sign_of(value)


def _is_real(formula: sp.Basic, point: Point) -> bool:
    """Whether no part is a root of a negative number, or the like; i·i is not looked at."""
    if isinstance(formula, sp.Piecewise):
        for value, condition in formula.args:
            if not all(
                _is_real(side, point) for r in condition.atoms(Relational) for side in r.args
            ):
                return False
            if condition.subs(list(point.items()), simultaneous=True) == True:  # noqa: E712
                return _is_real(value, point)
        return False
    if not all(_is_real(part, point) for part in formula.args):
        return False
    if formula.is_Pow and not formula.exp.is_Integer and not formula.base.is_positive:
        sign = sign_here(formula.base, point)
        return sign is not None and (sign > 0 or (sign == 0 and formula.exp.is_positive is True))
    bounds = LIMITS.get(formula.func)
    if bounds is None:
        return True
    return all((sign_here(b, point) or 0) >= least for b, least in bounds(formula.args[0]))


# Of functions that have a value only somewhere: what must be positive (1), or not negative (0).
LIMITS: dict[type, Callable[[sp.Expr], tuple[tuple[sp.Expr, int], ...]]] = {
    sp.log: lambda u: ((u, 1),),
    sp.asin: lambda u: ((1 - u, 0), (1 + u, 0)),
    sp.acos: lambda u: ((1 - u, 0), (1 + u, 0)),
    sp.atanh: lambda u: ((1 - u, 1), (1 + u, 1)),
    sp.acosh: lambda u: ((u - 1, 0),),
}


@lru_cache(maxsize=8192)
def _value(formula: sp.Expr, point: tuple[tuple[sp.Symbol, sp.Expr], ...]) -> sp.Expr | None:
    if not _is_real(formula, dict(point)):
        return None
    try:
        value = formula.subs(list(point), simultaneous=True)
    except (TypeError, ValueError):  # SymPy's Max and relations refuse what is not real
        return None
    if value.free_symbols or value.has(sp.nan, sp.zoo, sp.oo, -sp.oo):
        return None
    value = value.replace(_is_root, _settled)
    if value.has(sp.nan, sp.zoo) or decimals(value) is None:
        return None
    return value


def value_here(formula: sp.Expr, point: Point) -> sp.Expr | None:
    """The exact value of a formula at a point, None where it has no real one."""
    return _value(formula, tuple(point.items()))


def _is_root(part: sp.Basic) -> bool:
    fraction = part.is_Pow and part.exp.is_Rational and not part.exp.is_Integer
    return bool(fraction and part.base.is_number and not part.base.is_Rational)


def _settled(root: sp.Pow) -> sp.Expr:
    """√(2 − √2·√2) is 0, and not the root of what rounding leaves."""
    return sp.S.Zero if sign_of(root.base) == 0 and root.exp > 0 else root

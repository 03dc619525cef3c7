"""A density with a free constant: for which value of it the total mass is one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.checking.definite import number
from symcalc.errors import NotFoundError, UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange, put
from symcalc.steps import Step
from symcalc.tutor.areas.parts import integral
from symcalc.tutor.conditions import simplified
from symcalc.tutor.probability.distributed import Distribution
from symcalc.tutor.words.distributions import CONSTANT
from symcalc.writing.text import text

CLOSE = 1e-8
PLACES = ((0.4, 0.75, 1.6, 2.2), (1.3, 2.1, 2.8, 3.3))  # values of letters that are tried
SAMPLES = (1, 4, 6, 9)  # tenths of an interval, where a density is looked at
WIDE = 3  # how far an interval without an end is looked at


@dataclass(frozen=True)
class Total:
    """The integral of a density over its support, piece by piece between kinks."""

    value: sp.Expr
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    conditions: tuple[sp.Basic, ...]
    ending: str = ""


def total(law: Distribution) -> Total:
    """The total mass.

    Raises
    ------
    NotFoundError, UnsupportedError
        If an integral is not found.
    """
    try:
        return _added(law, law.ends, law.density)
    except (NotFoundError, UnsupportedError):
        places = _kinks(law)
        if not places:
            raise
    low, high = law.ends
    parts = [_piece(law, ends) for ends in pairwise((low, *places, high))]
    return Total(
        sp.Add(*(part.value for part in parts)),
        tuple(step for part in parts for step in part.steps),
        tuple(claim for part in parts for claim in part.claims),
        tuple(dict.fromkeys(c for part in parts for c in part.conditions)),
        next((part.ending for part in parts if part.ending), ""),
    )


def _added(law: Distribution, ends: tuple[sp.Expr, sp.Expr], density: Notation) -> Total:
    found = integral(density, law.x, *ends)
    return Total(found.after.expr, found.steps, found.claims, found.conditions, found.ending)


def _kinks(law: Distribution) -> list[sp.Expr]:
    """Where what stands between bars changes its sign inside the support."""
    inner = {size.args[0] for size in law.density.expr.atoms(sp.Abs) if size.has(law.x)}
    if not all(u.is_polynomial(law.x) and sp.degree(u, law.x) == 1 for u in inner):
        return []
    places = {sp.solve(u, law.x)[0] for u in inner}
    low, high = law.ends
    known = all(p.is_number for p in (*places, low, high))
    return sorted(p for p in places if low < p < high) if known else []


def _piece(law: Distribution, ends: tuple[sp.Expr, sp.Expr]) -> Total:
    """The integral between two kinks, where each size is what stands between its bars, or minus."""
    at = _inside(ends, 5)
    sizes = [size for size in law.density.expr.atoms(sp.Abs) if size.has(law.x)]
    signed = {size: size.args[0] * sp.sign(size.args[0].subs(law.x, at)) for size in sizes}
    return _added(law, ends, arrange(law.density.expr.xreplace(signed), like=law.density))


def _inside(ends: tuple[sp.Expr, sp.Expr], tenths: int) -> sp.Expr:
    low, high = ends
    if low.is_infinite and high.is_infinite:
        low, high = sp.Integer(-WIDE), sp.Integer(WIDE)
    low = high - 2 * WIDE if low.is_infinite else low
    high = low + 2 * WIDE if high.is_infinite else high
    return low + (high - low) * sp.Rational(tenths, 10)


def settled(law: Distribution) -> Distribution:
    """A density with its free constant worked out, and a remark that says so.

    The same where there is no letter, or the mass is one whatever the letters are.

    Raises
    ------
    UnsupportedError
        If no value of one letter makes it a density.
    """
    if law.law is not None or not law.letters or is_one(law):
        return law
    try:
        mass = total(law)
    except (NotFoundError, UnsupportedError) as error:
        what = CONSTANT["unknown"]
        raise UnsupportedError(what, where=law.name, hint=CONSTANT["values"]) from error
    found = None if mass.ending else constant_of(law, mass.value)
    if found is None:
        what = CONSTANT["none"].format(mass=text(arrange(mass.value)))
        raise UnsupportedError(what, where=law.name, hint=CONSTANT["values"])
    letter, value = found
    fields = {"letter": text(notation.name(letter)), "value": text(arrange(value))}
    said = CONSTANT["solved"].format(mass=text(arrange(mass.value)), **fields)
    told = with_value(law, letter, value)
    asked = [c.xreplace({letter: value}) for c in mass.conditions]
    kept = simplified((*law.conditions, *(c for c in asked if c.free_symbols)))
    return replace(told, conditions=kept, remarks=(*law.remarks, said))


def is_one(law: Distribution) -> bool:
    """Whether the mass is one for some values of all letters, far from each other."""
    return all(_near_one(law, values) for values in PLACES)


def _near_one(law: Distribution, values: Iterable[float]) -> bool:
    chosen = dict(zip(law.letters, map(sp.Rational, map(str, values)), strict=False))
    if len(chosen) < len(law.letters):
        return False
    low, high = (end.xreplace(chosen) for end in law.ends)
    if not (low.is_extended_real and high.is_extended_real and low < high):
        return False
    mass = number(sp.Integral(law.density.expr.xreplace(chosen), (law.x, low, high)), {})
    return mass is not None and abs(mass - 1) < CLOSE


def constant_of(law: Distribution, mass: sp.Expr) -> tuple[sp.Symbol, sp.Expr] | None:
    """The letter that can be chosen so that the mass is one, and its value; None where none can.

    A letter that is a factor goes first; of several it is not told which.
    """
    within = {s for end in law.ends for s in end.free_symbols}
    factor, _ = law.density.expr.as_independent(law.x, as_Add=False)
    factors = [s for s in law.letters if s in factor.free_symbols - within]
    alone = [s for s in factors if s not in (law.density.expr / factor).free_symbols]
    among = alone or list(law.letters)
    if len(among) != 1:
        return None
    letter = among[0]
    real = {s: sp.Symbol(s.name, real=True) for s in mass.free_symbols}
    back = {r: s for s, r in real.items()}
    equation = mass.xreplace(real) - 1
    try:
        roots = sp.solve(equation, real.get(letter, letter))
    except NotImplementedError:
        return None
    good = [r for r in (root.xreplace(back) for root in roots) if _admitted(law, letter, r)]
    return (letter, good[0]) if len(good) == 1 else None


def _admitted(law: Distribution, letter: sp.Symbol, value: sp.Expr) -> bool:
    """Whether a letter of this value leaves an interval, and nothing negative on it."""
    rest = [s for s in law.letters if s != letter]
    place = dict(zip(rest, map(sp.Rational, map(str, PLACES[0])), strict=False))
    at = {letter: value.xreplace(place), **place}
    low, high = (end.xreplace(at) for end in law.ends)
    if not (low.is_extended_real and high.is_extended_real and low < high):
        return False
    points = [_inside((low, high), tenths) for tenths in SAMPLES]
    heights = [law.density.expr.xreplace({**at, law.x: point}) for point in points]
    return all(h.is_extended_nonnegative for h in heights)


def with_value(law: Distribution, letter: sp.Symbol, value: sp.Expr) -> Distribution:
    """The law with a value for one of its letters."""
    chosen: dict[sp.Basic, Notation] = {letter: arrange(value)}
    low, high = (put(end, chosen) for end in law.support)
    density = arrange(put(law.density, chosen).expr, like=law.density)
    return replace(law, density=density, support=(low, high))

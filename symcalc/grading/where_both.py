"""Where two formulas both have a value as they are written, also what SymPy cancels: x/x at 0."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc.checking.stations import holds
from symcalc.formula import natural_order
from symcalc.grading.solutions.conditions import All, Compare, Condition
from symcalc.grading.solutions.ranges import written
from symcalc.notation import Notation
from symcalc.tutor.conditions import domain_of_values

SIGNS: dict[type[sp.Basic], str] = {
    sp.StrictGreaterThan: ">",
    sp.GreaterThan: ">=",
    sp.StrictLessThan: "<",
    sp.LessThan: "<=",
    sp.Unequality: "!=",
}
BOTH = "where both sides are defined"
NUMBERS = [sp.Rational(*p) for p in ((11, 7), (-9, 7), (43, 13), (-37, 11), (150, 7), (-2, 9))]
PIECES = ("cases", "tuple", "set")  # what they ask is asked on a part only


def where_both(told: Notation, wanted: Notation, given: Sequence[sp.Basic] = ()) -> str:
    """Where both have a value, if only one of them has one somewhere; "" if they go together.

    Parameters
    ----------
    told, wanted : Notation
        Two formulas as they are written.
    given : sequence of relations
        Under which the wanted one holds; they are told with the rest.

    Examples
    --------
    >>> import symcalc as sc
    >>> where_both(sc.read("x"), sc.read("sqrt(x)^2")), where_both(sc.read("2x"), sc.read("x + x"))
    ('x ≥ 0', '')
    """
    mine, theirs = _needs(told), _needs(wanted)
    if mine is None or theirs is None or set(mine) == set(theirs):
        return ""
    first, second = _said(mine), _said(theirs)
    if "" in (first, second):
        return BOTH if _apart(mine, theirs) else ""
    return "" if first == second else _said([*mine, *theirs, *given]) or BOTH


def _apart(mine: Sequence[sp.Basic], theirs: Sequence[sp.Basic]) -> bool:
    """Whether at one of some points the needs of only one side are met."""
    free = natural_order(set().union(*(c.free_symbols for c in (*mine, *theirs))))
    return any(_met(mine, point) != _met(theirs, point) for point in probes(free))


def _met(needs: Sequence[sp.Basic], point: dict[sp.Symbol, sp.Rational]) -> bool:
    return all(holds(need, point) for need in needs)


def probes(free: Sequence[sp.Symbol]) -> Iterator[dict[sp.Symbol, sp.Rational]]:
    """Points that no formula expects, of both signs."""
    for k in range(len(NUMBERS)):
        yield {s: NUMBERS[(k + j * (k + 1)) % len(NUMBERS)] for j, s in enumerate(free)}


def where_of(*formulas: Notation, given: Sequence[sp.Basic] = ()) -> str:
    """Where all of these have a value as they are written; "" where that is not known."""
    found = [_needs(formula) for formula in formulas]
    parts = [part for needs in found for part in needs or ()]
    return "" if None in found else _said([*parts, *given])


def _needs(formula: Notation) -> list[sp.Basic] | None:
    """What it asks of its letters; None where that is not a list of comparisons."""
    if not isinstance(formula.expr, sp.Expr) or any(n.head in PIECES for n in formula.walk()):
        return None
    needs = [c for c in domain_of_values(formula) if c.free_symbols]
    return needs if all(type(c) in SIGNS for c in needs) else None


def _said(needs: Sequence[sp.Basic]) -> str:
    letters = set().union(*(c.free_symbols for c in needs)) if needs else {sp.Symbol("x")}
    if len(letters) != 1 or any(type(c) not in SIGNS for c in needs):
        return ""
    (x,) = letters
    parts: list[Condition] = [Compare(c.args[0], c.args[1], SIGNS[type(c)]) for c in needs]
    return written(All(tuple(dict.fromkeys(parts))), x)

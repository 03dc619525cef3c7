"""Solutions with letters of the learner's own: x = t, y = 1 − t."""

from __future__ import annotations

import sympy as sp

from symcalc.grading.solutions.conditions import All, Compare, Condition, letters
from symcalc.grading.solutions.scope import COUNTERS, Scope, Unlike, solved_by


def without_parameters(told: Condition, scope: Scope) -> Condition:
    """The same points without the letters that run through all numbers.

    Each letter is worked out from an unknown that it makes a straight line of, and put into the
    others. What is no such list is left as it is.

    >>> x, y, t = sp.symbols("x y t")
    >>> told = All((Compare(x, t, "="), Compare(y, 1 - t, "=")))
    >>> without_parameters(told, Scope((x, y), frozenset((x, y)))).parts[0].right
    1 - x
    """
    own = letters(told) - scope.known
    rows = _rows(told, scope)
    if not own or rows is None or len(scope.unknowns) < 2:
        return told
    counted = _counted(rows, own, scope)
    own -= {t for x in counted for t in rows.pop(x).free_symbols}
    for t in sorted(own, key=str):
        found = next((x for x, value in rows.items() if _is_line(value, t, own)), None)
        if found is None:
            return told
        value = rows.pop(found)
        slope = value.coeff(t)
        back = {t: sp.expand((found - value) / slope + t)}
        rows = {x: sp.expand(v.subs(back)) for x, v in rows.items()}
    return All((*counted.values(), *(Compare(x, value, "=") for x, value in rows.items())))


def _counted(
    rows: dict[sp.Symbol, sp.Expr], own: set[sp.Symbol], scope: Scope
) -> dict[sp.Symbol, Condition]:
    """x = k·π, where k only counts: a letter of its own, or a step that is no fraction."""
    found: dict[sp.Symbol, Condition] = {}
    for x, value in rows.items():
        counters = [s for s in value.free_symbols & own if s.name in COUNTERS]
        if not counters:
            continue
        shared = [v for v in rows.values() if v.has(*counters)]
        if len(shared) == 1 and len(counters) == 1:
            found[x] = solved_by(x, value, scope)
        elif any(sp.expand(v).coeff(k).has(sp.pi) for v in shared for k in counters):
            raise Unlike
    return found


def _rows(told: Condition, scope: Scope) -> dict[sp.Symbol, sp.Expr] | None:
    """Every unknown with what it is."""
    found: dict[sp.Symbol, sp.Expr] = {}
    for part in told.parts if isinstance(told, All) else (told,):
        if part == All():
            continue
        if not isinstance(part, Compare) or part.sign != "=" or part.below:
            return None
        x, value = part.left, part.right
        if x not in scope.unknowns or x in found or value.free_symbols & scope.known:
            return None
        found[x] = value
    return found if set(found) == set(scope.unknowns) else None


def _is_line(value: sp.Expr, t: sp.Symbol, own: set[sp.Symbol]) -> bool:
    """Whether t stands in it alone or beside others, with a number before it."""
    plain = sp.expand(value)
    if not plain.is_polynomial(*own) or sp.degree(plain, t) != 1:
        return False
    return bool(plain.coeff(t).is_number)

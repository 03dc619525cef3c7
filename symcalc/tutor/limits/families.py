"""Families of places, such as x = πn: whether a formula does the same at all of their members."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc.checking.tendency import close, tendency
from symcalc.notation import Notation
from symcalc.tutor.limits.domains import value_of
from symcalc.tutor.limits.places import N, Place

MEMBERS = (1, 2, 3, 0, -1, -2)  # of a family, at which it is looked


def sorted_out(
    body: Notation, x: sp.Symbol, places: Sequence[Place]
) -> tuple[list[Place], list[Place]]:
    """Places to look at, and families whose members do not all do the same.

    A member that does something else, and has n = 0, is a place of its own.
    """
    found: list[Place] = []
    mixed: list[Place] = []
    known = {place.expr for place in places}
    for place in places:
        odd = _odd_members(body, x, place, known) if place.family else []
        if odd == [0]:
            found += [Place(place.expr.subs(N, 0)), replace(place, not_zero=True)]
        else:
            (mixed if odd else found).append(place)
    return found, mixed


def _odd_members(body: Notation, x: sp.Symbol, place: Place, known: set[sp.Expr]) -> list[int]:
    """For which n a formula does not do what it does for the others, seen from its values."""
    kinds: dict[int, tuple[object, ...]] = {}
    for n in MEMBERS if body.symbols == {x} else ():
        at = place.expr.subs(N, n)
        left, right = (tendency(body.expr, x, at, side, {}) for side in "-+")
        if at in known or left.kind == right.kind == "undefined":
            continue
        one = value_of(body, x, at)
        value = float(one) if one is not None and one.is_number else None
        stays = value is not None and left.kind == "finite" and close(value, left.number)
        same = left.kind == "infinite" or left == right
        kinds[n] = left.kind, right.kind, same, value is None, stays
    usual = max(kinds.values(), key=list(kinds.values()).count, default=())
    return [n for n, kind in kinds.items() if kind != usual]

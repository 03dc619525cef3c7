"""The words of a misconception, with the names of this formula."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Slip
from symcalc.notation import Notation
from symcalc.primitives import TABLE, arrange
from symcalc.writing.text import text

U = sp.Symbol("u")
# Derivatives that are known in two forms; ·u′ follows.
KNOWN = {"tan": "sec²(u)·u′, that is (1 + tan²(u))"}


def filled(template: str, asked: Asked, slip: Slip) -> str:
    """A template with the place, the variable, what is inside, and what came out.

    {f} is the formula that was worked on, {u} what is inside it, {x} the variable, {got} what came
    out, {name} the function and {partial} its right derivative at u. Other braces stay.
    """
    x = slip.x or next(iter(asked.wrt[-1:]), sp.Symbol("x"))
    fields: dict[str, Callable[[], str]] = {
        "f": lambda: text(slip.place),
        "u": lambda: text(_inside(slip.place, x)),
        "x": lambda: x.name,
        "got": lambda: text(arrange(slip.got)),
        "name": lambda: _name(slip.place),
        "partial": lambda: _partial(slip.place.head),
    }
    for field, value in fields.items():
        token = f"{{{field}}}"
        if token in template:
            template = template.replace(token, value())
    return template


def _inside(place: Notation, x: sp.Symbol) -> Notation:
    """The part that moves, the first of several."""
    moving = [part for part in place.parts if x in part.symbols]
    return next(iter(moving or place.parts), place)


def _name(place: Notation) -> str:
    """A function by the name that books print: arcsin."""
    if place.head in TABLE and place.head.startswith("a"):
        return TABLE[place.head].names[0]
    return place.text or place.head


def _partial(head: str) -> str:
    """As a factor: a sum in brackets."""
    if head in KNOWN:
        return KNOWN[head]
    slope = arrange(sp.sympify(TABLE[head].partials(U)[0], strict=True))
    return f"({text(slope)})" if slope.head in ("sum", "difference") else text(slope)

"""What a picture is of: a formula, its variables, and the points that were asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.plotting.paper import number
from symcalc.plotting.sampled import Function, function
from symcalc.writing.document import Document, placed
from symcalc.writing.text import text

Place = Mapping[str, float]  # coordinates by name
ONE = 1.0  # what a letter is drawn for that no point gives a value


class Pictured(Document, Protocol):
    """What a derivation offers to those who draw it."""

    @property
    def told(self) -> Any:
        """The answer where it is no formula."""

    @property
    def value(self) -> Any:
        """The answer at the points that were asked about."""

    @property
    def picture(self) -> Callable[[], Any] | None:
        """What draws it, where the kind of question does not say."""


@dataclass(frozen=True)
class Drawn:
    """A formula with the variables along the axes; every other letter has a value."""

    body: Notation
    axes: tuple[sp.Symbol, ...]
    fixed: Mapping[sp.Symbol, float]
    places: tuple[Place, ...]

    def function(self, expr: sp.Basic) -> Function:
        """An expression in the same letters, as a function of what stands along the axes."""
        others = tuple(self.fixed)
        of = function(expr, (*self.axes, *others))
        values = tuple(self.fixed.values())
        return lambda *columns: of(*columns, *(np.full_like(columns[0], v) for v in values))

    def points(self, *axes: int) -> list[tuple[float, ...]]:
        """The coordinates of the places that have them."""
        names = [self.axes[k].name for k in axes]
        return [tuple(p[n] for n in names) for p in self.places if all(n in p for n in names)]

    @property
    def said(self) -> str:
        """For which values of the other letters it is drawn."""
        told = ", ".join(f"{s.name} = {number(v)}" for s, v in self.fixed.items())
        return f"for {told}" if told else ""


def axes_of(d: Pictured) -> tuple[sp.Symbol, ...]:
    """The variables that a question is about, each once."""
    running = RUNNING.get(d.question.body.head)
    if running is not None:
        return running(d.question.body)
    return tuple(dict.fromkeys(d.question.wrt)) or natural_order(d.question.body.symbols)


def integrated_by(body: Notation) -> tuple[sp.Symbol, ...]:
    """The variables of integrals inside one another, the innermost first."""
    inner = integrated_by(body.parts[0]) if body.parts[0].head == "integral" else ()
    return (*inner, body.parts[1].expr)


# By the head of a question's formula: where it says itself by which variables it is drawn.
RUNNING: dict[str, Callable[[Notation], tuple[sp.Symbol, ...]]] = {
    "limit": lambda body: tuple(sorted(body.parts[1].symbols, key=str)),
    "relation": lambda body: natural_order(body.symbols),
    "integral": integrated_by,
}


def drawn(d: Pictured, body: Notation) -> Drawn:
    """A formula over the variables of a question.

    Raises
    ------
    UnsupportedError
        If it is a vector.
    """
    if body.expr.is_Matrix:
        raise UnsupportedError("a vector cannot be drawn", where=text(body))
    axes, found = axes_of(d), places(d)
    others = [s for s in natural_order(body.symbols) if s not in axes]
    first = found[0] if found else {}
    fixed = {s: first.get(s.name, ONE) for s in others}
    return Drawn(body, axes, fixed, tuple(found))


def places(d: Pictured) -> list[Place]:
    """The points at which the answer was asked for."""
    bound = [{k: real(v.expr) for k, v in step.bindings.items()} for step in placed(d)]
    asked = [{s.name: real(v) for s, v in d.question.at}] if d.question.at else []
    known = [{k: v for k, v in p.items() if v is not None} for p in (*bound, *asked)]
    return [place for place in known if place]


def real(expr: sp.Basic) -> float | None:
    """A finite number as a float; None where it is none."""
    if not expr.is_number:
        return None
    value = complex(expr.evalf())
    return value.real if value.imag == 0 and np.isfinite(value.real) else None


def excluded(d: Pictured, x: sp.Symbol) -> list[float]:
    """The values of x that the conditions leave out, one by one."""
    sides = [c.args for c in d.conditions if isinstance(c, sp.Ne) and x in c.args]
    found = [real(b if a == x else a) for a, b in sides]
    return [value for value in found if value is not None]

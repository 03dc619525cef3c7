"""The table of values beside a derivation."""

from __future__ import annotations

import mpmath
import sympy as sp

from symcalc.checking.nearby import value_beside
from symcalc.primitives import arrange
from symcalc.steps import Table
from symcalc.tutor.limits.ask import Ask
from symcalc.writing.text import text

DIGITS = 7
ROWS = 4


def table(ask: Ask) -> Table | None:
    """Values closer and closer to the point, of both sides; None with other letters in it."""
    if (ask.body.symbols | ask.to.free_symbols) - {ask.x}:
        return None
    f = text(ask.body)
    if ask.to.is_infinite:
        sign = 1 if ask.to == sp.oo else -1
        places = [sp.Integer(sign * 10**k) for k in range(1, ROWS + 1)]
        far = tuple((shown(p), value(ask, 1 / p)) for p in places)
        return _kept(Table((ask.x.name, f), far))
    gaps = [sp.Rational(1, 10**k) for k in range(1, ROWS + 1)]
    sides = [ask.side] if ask.side else ["-", "+"]
    head = tuple(word for _ in sides for word in (ask.x.name, f))
    signs = [1 if side == "+" else -1 for side in sides]
    rows = [
        tuple(cell for s in signs for cell in (place(ask, s * h), value(ask, s * h))) for h in gaps
    ]
    return _kept(Table(head, tuple(rows)))


def _kept(made: Table) -> Table | None:
    """None where there is hardly a value to show."""
    told = sum(cell != "–" for row in made.rows for cell in row[1::2])
    return made if told >= ROWS // 2 else None


def place(ask: Ask, gap: sp.Rational) -> str:
    """1.9 for 2 − 0.1; the distance is written out where the point is irrational."""
    if ask.to.is_Rational:
        return shown(ask.to + gap)
    sign = "+" if gap > 0 else "−"
    return f"{text(arrange(ask.to))} {sign} {float(abs(gap)):g}"


def value(ask: Ask, gap: sp.Rational) -> str:
    """The value at a distance from the point, as decimals."""
    found = value_beside(ask.expr, ask.x, ask.to, gap)
    return "–" if found is None else mpmath.nstr(found, DIGITS).replace("-", "−").removesuffix(".0")


def shown(number: sp.Expr) -> str:
    """A rational number as decimals."""
    return f"{float(number):.10g}".replace("-", "−")

"""The table of values beside a derivation."""

from __future__ import annotations

from collections.abc import Sequence

import mpmath
import sympy as sp

from symcalc.checking.evaluate import Number
from symcalc.checking.nearby import value_beside
from symcalc.figures import in_figures
from symcalc.primitives import arrange
from symcalc.steps import Table
from symcalc.tutor.limits.ask import Ask
from symcalc.writing.text import text

SHOWN = 10  # figures of a place
DIGITS = 7
EXACT = 45  # digits in which a value is compared with what is shown of it
ROWS = 4


def table(ask: Ask) -> Table | None:
    """Values closer and closer to the point, of both sides; None with other letters in it."""
    if (ask.body.symbols | ask.to.free_symbols) - {ask.x}:
        return None
    f = text(ask.body)
    if ask.to.is_infinite:
        sign = 1 if ask.to == sp.oo else -1
        places = [sp.Integer(sign * 10**k) for k in range(1, ROWS + 1)]
        values = column([value(ask, 1 / p) for p in places])
        far = zip((in_figures(p, SHOWN) for p in places), values, strict=True)
        return _kept(Table((ask.x.name, f), tuple(far)))
    gaps = [sp.Rational(1, 10**k) for k in range(1, ROWS + 1)]
    sides = [ask.side] if ask.side else ["-", "+"]
    head = tuple(word for _ in sides for word in (ask.x.name, f))
    columns: list[list[str]] = []
    for side in sides:
        steps = [h if side == "+" else -h for h in gaps]
        columns += [[place(ask, h) for h in steps], column([value(ask, h) for h in steps])]
    return _kept(Table(head, tuple(zip(*columns, strict=True))))


def _kept(made: Table) -> Table | None:
    """None where there is hardly a value to show."""
    told = sum(cell != "–" for row in made.rows for cell in row[1::2])
    return made if told >= ROWS // 2 else None


def place(ask: Ask, gap: sp.Rational) -> str:
    """1.9 for 2 − 0.1; the distance is written out where the point is irrational."""
    if ask.to.is_Rational:
        return in_figures(ask.to + gap, SHOWN)
    sign = "+" if gap > 0 else "−"
    return f"{text(arrange(ask.to))} {sign} {in_figures(abs(gap))}"


def value(ask: Ask, gap: sp.Rational) -> Number | None:
    """The value at a distance from the point, to more digits than are shown."""
    with mpmath.workdps(EXACT):
        return value_beside(ask.expr, ask.x, ask.to, gap)


def column(values: Sequence[Number | None]) -> list[str]:
    """Values as decimals; one that is only close to a short number keeps its zeros.

    >>> column([mpmath.mpf("0.5"), mpmath.mpf("0.49999999")])
    ['0.5', '0.5000000']
    """
    cells: list[str] = []
    for found in values:
        if found is None:
            cells.append("–")
            continue
        cell = mpmath.nstr(found, DIGITS)
        long = mpmath.nstr(found, DIGITS, strip_zeros=False)
        exact = long not in cells and _exact(found, cell)
        cell = cell.removesuffix(".0").replace(".0e", "e") if exact else long
        cells.append(cell.removesuffix("."))
    return [cell.replace("-", "−") for cell in cells]


def _exact(value: Number, cell: str) -> bool:
    """Whether a number is what is shown of it."""
    with mpmath.workdps(EXACT):
        return bool(abs(value - mpmath.mpf(cell)) <= abs(value) * mpmath.mpf(10) ** (10 - EXACT))

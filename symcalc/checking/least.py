"""A claim that a formula is least at a point, for every choice of its letters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

import numpy as np
import sympy as sp

from symcalc.checking.feasible import values
from symcalc.checking.report import CheckReport, Worst
from symcalc.formula import natural_order
from symcalc.notation import name
from symcalc.writing.text import text

CHOICES = 12  # of the letters
TRIED = 300  # other points, for each
SLACK = 1e-9


@dataclass(frozen=True)
class Least:
    """No point that is tried has a smaller value than the one that is told.

    `positive` are the letters that are only chosen positive.

    Examples
    --------
    >>> w, a = sp.symbols("w a")
    >>> Least((w - a) ** 2 + w**2, (w,), (a / 2,)).check().status
    'agrees'
    >>> Least((w - a) ** 2 + w**2, (w,), (a,)).check().status
    'disagrees'
    """

    formula: sp.Expr
    wrt: tuple[sp.Symbol, ...]
    told: tuple[sp.Expr, ...]
    positive: tuple[sp.Symbol, ...] = ()

    def check(self) -> CheckReport:
        """Points near the one that is told and far from it, for random letters."""
        letters = self._letters()
        draw = np.random.default_rng(2)
        count = CHOICES if letters else 1
        chosen = draw.normal(size=(count, len(letters))) * 2
        for k, letter in enumerate(letters):
            if letter in self.positive:
                chosen[:, k] = np.abs(chosen[:, k]) + 0.05
        reports = [self._worst(letters, row, draw) for row in chosen]
        gap, at = min(reports, key=lambda pair: pair[0], default=(nan, {}))
        method = "values at other points"
        if np.isnan(gap):
            return CheckReport("undecided", 0, nan, SLACK, None, method)
        error = max(0.0, -gap)
        status = "agrees" if error <= SLACK else "disagrees"
        told = (
            f"Checked: none of {TRIED} points"
            + (f", for {CHOICES} choices of {self._named(letters)}," if letters else "")
            + " has a smaller value."
        )
        worst = Worst(at, -error, 0.0)
        return CheckReport(status, TRIED * count, error, SLACK, worst, method, told=told)

    def _letters(self) -> tuple[sp.Symbol, ...]:
        free = self.formula.free_symbols.union(*(t.free_symbols for t in self.told))
        return natural_order(free - set(self.wrt))

    @staticmethod
    def _named(letters: Sequence[sp.Symbol]) -> str:
        *first, last = (text(name(s)) for s in letters)
        return f"{', '.join(first)} and {last}" if first else last

    def _worst(
        self, letters: Sequence[sp.Symbol], row: np.ndarray, draw: np.random.Generator
    ) -> tuple[float, dict[str, float]]:
        """How far another point gets below the one that is told, relative to its value."""
        own = np.array([_value(t, letters, row) for t in self.told])
        sizes = np.repeat([1e-3, 0.1, 1.0, 10.0], TRIED // 4)[:, None]
        others = own + sizes * draw.normal(size=(len(sizes), len(own)))
        others[::3] = np.where(draw.random(others[::3].shape) < 0.5, 0.0, others[::3])
        points = np.concatenate([own[None, :], others])
        full = np.concatenate([points, np.repeat(row[None, :], len(points), axis=0)], axis=1)
        found = values(self.formula, (*self.wrt, *letters), full)
        here = dict(zip((s.name for s in letters), map(float, row), strict=True))
        gap = float(np.min(found[1:] - found[0]) / max(1.0, abs(float(found[0]))))
        return gap, here


def _value(told: sp.Expr, letters: Sequence[sp.Symbol], row: np.ndarray) -> float:
    """What is told, for one choice of the letters."""
    found = values(told, letters, row[None, :]) if told.free_symbols else float(told)
    return float(np.ravel(found)[0])

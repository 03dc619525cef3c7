"""An interval on which a function is not defined everywhere: what it does beside the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc.notation import Notation
from symcalc.tutor.extrema.answering import bracketed
from symcalc.tutor.extrema.ends import tends_to
from symcalc.tutor.extrema.numbers import shown, sign_of
from symcalc.tutor.extrema.one_variable import named_places
from symcalc.tutor.extrema.records import Extremum, listed
from symcalc.tutor.extrema.study import Study
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text


@dataclass(frozen=True)
class Gaps:
    """Where a function has no value on an interval, and its limits beside these places."""

    study: Study

    @cached_property
    def empty(self) -> list[tuple[sp.Expr, sp.Expr]]:
        """Whole intervals without values, neighbours joined."""
        found: list[tuple[sp.Expr, sp.Expr]] = []
        for i in self.study.intervals:
            if i.slope is None and found and found[-1][1] == i.low and self._missing(i.low):
                found[-1] = (found[-1][0], i.high)
            elif i.slope is None:
                found.append((i.low, i.high))
        return found

    @cached_property
    def places(self) -> list[sp.Expr]:
        """Single places without a value."""
        low, high = self.study.line.range
        within = {end for pair in self.empty for end in pair}
        every = dict.fromkeys([low, *self.study.edges, high])
        return [p for p in every if self._missing(p) and p not in within]

    @property
    def everywhere(self) -> bool:
        """Whether there is no value at all."""
        return all(i.slope is None for i in self.study.intervals)

    @cached_property
    def limits(self) -> list[sp.Expr | None]:
        """Towards every end of an interval with values where the function has none."""
        ends = []
        for i in self.study.intervals:
            if i.slope is not None:
                ends += [(i.low, "+"), (i.high, "-")]
        formula, x = self.study.named.expr, self.study.x
        return [tends_to(formula, x, e, side) for e, side in ends if self._missing(e)]

    def bounds(self, found: list[Extremum]) -> tuple[sp.Expr | None, sp.Expr | None]:
        """The least and the greatest value; None where there is none, or it is not known."""
        known = [v for v in self.limits if v is not None]
        if not found or self.study.jumps or len(known) < len(self.limits):
            return None, None
        if not self.study.flat.exact:
            return None, None
        least = min((e.value for e in found), key=float)
        greatest = max((e.value for e in found), key=float)
        below = any(v is -sp.oo or (v.is_finite and sign_of(v - least) == -1) for v in known)
        above = any(v is sp.oo or (v.is_finite and sign_of(v - greatest) == 1) for v in known)
        return None if below else least, None if above else greatest

    def sentences(self, interval: Notation, *, least: bool, greatest: bool) -> list[str]:
        """Where the function is not defined, and which extremes it does not have."""
        whole, f = bracketed(interval), self.study.named.name
        if self.everywhere:
            return [SAYS["on-nowhere"].format(f=f, interval=whole)]
        where = [SAYS["on-part"].format(interval=self._range(*pair)) for pair in self.empty]
        where += [f"at {named_places(self.study.x, self.places)}"] if self.places else []
        told = [SAYS["on-outside"].format(f=f, where=listed(where))] if where else []
        up, down = sp.oo in self.limits, -sp.oo in self.limits
        if up or down:
            row = "both" if up and down else "above" if up else "below"
            told.append(SAYS[f"unbounded-{row}"].format(interval=whole))
        if not ((least or down) and (greatest or up)):
            open_ = (("least", least or down), ("greatest", greatest or up))
            missing = [word for word, settled in open_ if not settled]
            told.append(SAYS["on-open"].format(which=listed(missing, "or a"), interval=whole))
        return told

    def _missing(self, place: sp.Expr) -> bool:
        return self.study.value(place) is None

    def _range(self, low: sp.Expr, high: sp.Expr) -> str:
        """−1 ≤ x ≤ 0, with < where there is a value at the end."""
        signs = ["≤" if self._missing(e) else "<" for e in (low, high)]
        left, right = (text(shown(e)) for e in (low, high))
        return f"{left} {signs[0]} {self.study.x.name} {signs[1]} {right}"

"""A working of a run of descent: gradients, steps and points beside those of the run itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
import sympy as sp

from symcalc.checking.sampling import compare
from symcalc.grading.asked import Asked
from symcalc.grading.finding import Finding
from symcalc.grading.points.numbers import digits_of
from symcalc.grading.policy import Policy
from symcalc.grading.shapes import as_vector
from symcalc.grading.told import Told
from symcalc.grading.working import words
from symcalc.grading.working.ending import ending
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.statements import Line, chain, statements
from symcalc.grading.working.summary import End
from symcalc.grading.working.values import EQUAL, compared
from symcalc.notation import Notation
from symcalc.primitives import build
from symcalc.tutor.descent.trace import Trace
from symcalc.writing.text import text

NEAR = 1e-9  # relative
INDEXED = re.compile(r"(?P<name>.+?)_?\{?\(?(?P<step>\d+)\)?\}?$")
NO_POINT = "The run has no point with {name} = {value}."
BESIDE = Outcome("undecided", "undecided", "aside", counted=False)
GOOD = Outcome("equal", "correct", seen=EQUAL)


class RunWalk:
    """Walks through the lines; what is no point and no gradient of the run stays open.

    Attributes
    ----------
    asked : Asked
        The question.
    trace : Trace
        The run.
    """

    wants = "formula"
    variable = ""

    def __init__(self, asked: Asked, trace: Trace) -> None:
        self.asked, self.trace = asked, trace
        self.last: dict[str, Notation] = {}
        self.slopes = [trace.asked.expr.diff(x) for x in trace.question.wrt]

    def line(self, line: Line) -> Outcome:
        """What a line is of the run."""
        assert line.whole is not None
        parts = [p for s in statements(line.whole) for p in self._listed(s)]
        self.last = {}
        return worst([self._statement(part) for part in parts])

    def _listed(self, node: Notation) -> Iterator[Notation]:
        """x = 1, y = 2 one by one; a vector as it is."""
        named = node.head == "tuple" and all(p.head in ("relation", "and") for p in node.parts)
        yield from node.parts if named else (node,)

    def _statement(self, node: Notation) -> Outcome:
        parts = chain(node)
        name = text(parts[0]) if len(parts) > 1 and parts[0].head == "name" else ""
        told = [as_vector(part) for part in (parts[1:] if name else parts)]
        numbers = [part for part in told if not part.expr.free_symbols]
        for left, right in pairwise(numbers):
            seen = compared(left.expr, right.expr)
            if seen.status == "different":
                return Outcome("wrong", "incorrect", "aside", seen, left, right)
        if not numbers:
            return self._formula(told[-1])
        if name:
            return self._named(name, numbers[-1])
        self.last = {"": numbers[-1]}
        return self._numbers(numbers[-1])

    def _formula(self, node: Notation) -> Outcome:
        """The gradient in general."""
        mine = list(node.expr) if isinstance(node.expr, sp.MatrixBase) else [node.expr]
        if len(mine) != len(self.slopes) or not all(isinstance(e, sp.Expr) for e in mine):
            return BESIDE
        same = all(compare(a, b).status == "equal" for a, b in zip(self.slopes, mine, strict=True))
        return GOOD if same else BESIDE

    def _named(self, name: str, node: Notation) -> Outcome:
        """x = 0.8, x_1 = 0.8: a coordinate of a point."""
        found = INDEXED.match(name)
        names = list(self.trace.names)
        step = None
        if name not in names and found is not None and found["name"] in names:
            name, step = found["name"], int(found["step"])
        if name not in names:
            return BESIDE
        self.last[name] = node
        column = self.trace.points[:, names.index(name)]
        if step is not None:
            column = column[step : step + 1]
        value, off = _number(node)
        if value is None or not len(column):
            return BESIDE
        if any(_is_near(value, v, off) for v in column):
            return GOOD
        said = NO_POINT.format(name=name, value=text(node))
        return Outcome("wrong", "incorrect", said=(said,))

    def _numbers(self, node: Notation) -> Outcome:
        """A vector, or the one number: a point, a gradient, or the rate times one."""
        parts = node.parts if node.head == "vector" else (node,)
        values = [_number(part) for part in parts]
        if any(v is None for v, _ in values) or len(parts) != len(self.trace.names):
            return BESIDE
        mine = np.array([v for v, _ in values], dtype=float)
        off = np.array([o for _, o in values])
        for row in self._rows():
            if all(_is_near(a, b, c) for a, b, c in zip(mine, row, off, strict=True)):
                return GOOD
        return BESIDE

    def _rows(self) -> Iterator[Sequence[float]]:
        """Points, gradients, and what is taken from a point in a step."""
        trace = self.trace
        yield from trace.points
        for k, gradient in enumerate(trace.gradients):
            yield gradient
            yield -gradient
            if k < len(trace.rates):
                yield trace.rates[k] * gradient
                yield -trace.rates[k] * gradient

    def noted(self, line: Line, beside: Line) -> None:
        """A note in the margin changes nothing here."""

    def skipped(self) -> None:
        """Nothing is kept of a line that was not followed."""
        self.last = {}

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """The last line has to be the answer, where it is a number."""
        found = self._answered(Policy()) if outcomes[-1] is BESIDE else None
        if found is None or found.status != "incorrect":
            return outcomes
        return [*outcomes[:-1], Outcome("wrong", "incorrect", said=(found.seen,))]

    def end(self, policy: Policy) -> End:
        """The last line as an answer; an earlier point of the run is none yet."""
        found = self._answered(policy)
        if found is None:
            return End("unfinished", "", (words.NO_ANSWER,))
        return End.of(found, true=True)

    def _answered(self, policy: Policy) -> Finding | None:
        whole = self.last.get("")
        if whole is None and set(self.last) == set(self.trace.names):
            parts = [self.last[name] for name in self.trace.names]
            whole = parts[0] if len(parts) == 1 else build("vector", *parts)
        if whole is None:
            return None
        return ending(self.asked, Told(text(whole), whole), policy)


def _number(node: Notation) -> tuple[float | None, float]:
    """A number and half a unit of its last decimal."""
    if not isinstance(node.expr, sp.Expr) or not node.expr.is_real:
        return None, 0.0
    digits = digits_of(node)
    return float(node.expr), 0.51 * float(digits.unit) if digits is not None else 0.0


def _is_near(mine: float, right: float, off: float) -> bool:
    return bool(abs(mine - right) <= max(off, NEAR * max(1.0, abs(right))))


def run_walk(asked: Asked) -> RunWalk | None:
    """The way through a run of a formula; None of any other."""
    found = asked.derivation
    if not isinstance(found, Trace) or not found.question.wrt:
        return None
    return RunWalk(asked, found) if isinstance(found.asked.expr, sp.Expr) else None

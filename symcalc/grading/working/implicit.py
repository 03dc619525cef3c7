"""A working along a curve: y is a function of x, and each line says something of its slope."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import islice

import sympy as sp
from sympy.core.function import AppliedUndef

from symcalc.checking.curves import Slopes, points_on
from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.grading.asked import Asked
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.grading.working import words
from symcalc.grading.working.ending import ending
from symcalc.grading.working.equation_slips import proportional
from symcalc.grading.working.letters import slope_of
from symcalc.grading.working.outcomes import Outcome, worst
from symcalc.grading.working.statements import Line, chain, is_equation, statements
from symcalc.grading.working.summary import End
from symcalc.grading.working.values import EQUAL, OTHER, UNDECIDED, Seen, compared, of_worst
from symcalc.notation import Notation
from symcalc.writing.text import text

WANTED = 5  # points of the curve at which an equation is tried
DIGITS = 40
NEAR = 1e-15


@dataclass(frozen=True)
class Along:
    """A line: the slope that it says, or the equation without one."""

    slope: sp.Expr | None
    gap: sp.Expr
    node: Notation
    solved: bool
    true: bool | None = True
    number: int = 0


class ImplicitWalk:
    """Walks through lines such as 2x + 2y·y′ = 0.

    Attributes
    ----------
    asked : Asked
        The question.
    curve : Slopes
        The curve, and what is right.
    stand : Along
        The last line.
    """

    wants = "formula"

    def __init__(self, asked: Asked, curve: Slopes) -> None:
        self.asked = asked
        self.curve = curve
        self.x, self.y = curve.x, curve.y
        self.variable = curve.x.name
        self.p = sp.Dummy("p")
        self.stand = self.question = Along(None, curve.gap, asked.body, solved=False)

    def line(self, line: Line) -> Outcome:
        """What a line is to those before it."""
        assert line.whole is not None
        return worst([self._statement(line, node) for node in statements(line.whole)])

    def noted(self, line: Line, beside: Line) -> None:
        """A note in the margin changes nothing here."""

    def skipped(self) -> None:
        """Nothing is kept of a line that was not followed."""

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Nothing that comes later changes what a line is."""
        return outcomes

    def _statement(self, line: Line, node: Notation) -> Outcome:
        parts = chain(node)
        if len(parts) == 1 or line.row.goes_on:
            outcomes = [self._followed(self._says(part.expr, part, line)) for part in parts]
            return worst(outcomes)
        last = parts[-1]
        told = self._reads(parts[0], last, node, line)
        if len(parts) > 2:  # dy/dx = … = …
            first = self._followed(self._reads(parts[0], parts[1], node, line))
            return worst([first, self._followed(told)])
        return self._followed(told)

    def _reads(self, left: Notation, right: Notation, node: Notation, line: Line) -> Along:
        named = self._total(left.expr) == self.p
        if named and not self._total(right.expr).has(self.p):
            return self._says(right.expr, right, line)
        whole = node if is_equation(node) else right
        found = self._total(left.expr) - self._total(right.expr)
        return self._along(found, whole, line, solved=False)

    def _says(self, expr: sp.Basic, node: Notation, line: Line) -> Along:
        """y′ = expr."""
        found = self._total(expr)
        return self._along(self.p - found, node, line, solved=True)

    def _along(self, found: sp.Expr, node: Notation, line: Line, *, solved: bool) -> Along:
        number = line.row.number
        if not found.has(self.p):
            return Along(None, found, node, solved, None, number)
        expanded = sp.expand(found)
        rate = expanded.coeff(self.p, 1)
        rest = expanded.subs(self.p, 0)
        linear = sp.expand(expanded - rate * self.p - rest) == 0 and rate != 0
        slope = -rest / rate if linear else None
        return Along(slope, found, node, solved, None, number)

    def _total(self, expr: sp.Basic) -> sp.Expr:
        """An expression with p for y′; d/dx of what has y in it by the chain rule."""
        x, y, p = self.x, self.y, self.p
        names = {sp.Symbol(f"{y.name}{mark}"): p for mark in ("'", "′")}
        dx, dy = (sp.Symbol(f"d{letter.name}") for letter in (x, y))

        def change(e: sp.Basic) -> sp.Basic:
            if isinstance(e, AppliedUndef):
                return y
            if e.expr in (y, *names) and e.variables == (x,):
                return p
            body = e.expr
            for v in e.variables:
                body = slope_of(body, v) + (p * slope_of(body, y) if v == x else 0)
            return body

        kinds = (sp.Derivative, AppliedUndef)
        opened = expr.replace(
            lambda e: (
                isinstance(e, kinds) and (isinstance(e, sp.Derivative) or e.func.__name__ == y.name)
            ),
            change,
        )
        opened = opened.xreplace(names)
        if {dx, dy} & opened.free_symbols:
            opened = sp.expand(opened.xreplace({dy: p * dx})) / dx
        return sp.expand(opened) if {dx} & opened.free_symbols else opened

    def _followed(self, now: Along) -> Outcome:
        before = self.stand
        outcome = Outcome("", "correct", "", EQUAL, before.node, now.node, before.number)
        truth = self._truth(now)
        link = self._link(before, now, truth)
        true = True if truth.status == "equal" else False if truth.status == "different" else None
        self.stand = replace(now, true=true)
        further = before.slope is None and now.slope is not None
        relation = "differentiated" if further else "equivalent"
        outcome = replace(outcome, relation=relation, seen=link, further=further)
        if true and before.true is not False:
            return outcome
        if true:
            return outcome if link else replace(outcome, note="right-by-luck")
        if before.true is False and link:
            return replace(outcome, status="follow-through")
        if true is None:
            return replace(outcome, relation="undecided", status="undecided", seen=UNDECIDED)
        causes = self._causes(before, now)
        return replace(
            outcome,
            relation="wrong",
            status="incorrect",
            seen=truth,
            slugs=tuple(slug for slug, _ in causes),
            causes=tuple(said for _, said in causes),
        )

    def _causes(self, before: Along, now: Along) -> list[tuple[str, str]]:
        """y² differentiated as if y were x."""
        if before.slope is not None or not isinstance(self.curve.gap, sp.Expr):
            return []
        fx, fy = slope_of(self.curve.gap, self.x), slope_of(self.curve.gap, self.y)
        if now.slope is None and compared(fx + fy, now.gap).status == "equal":
            return [("inner-derivative-of-y", words.Y_PRIME.format(x=self.x, y=self.y))]
        return []

    def _link(self, before: Along, now: Along, truth: Seen) -> Seen:
        """Whether a line follows from the one before, whether that is right or not."""
        if before.slope is None and now.slope is None and proportional(before.gap, now.gap):
            return EQUAL
        if before.slope is None or now.slope is None:
            return truth
        point = dict(self.asked.question.at)
        seen = compared(before.slope, now.slope)
        if not seen and point and not now.slope.free_symbols:
            return compared(before.slope.subs(point), now.slope)
        return seen

    def _truth(self, now: Along) -> Seen:
        """Whether a line holds on the curve."""
        point = dict(self.asked.question.at)
        if now.slope is None:
            return self._holds(now)
        right = self.curve.told[0]
        if point and not now.slope.free_symbols & {self.x, self.y}:
            return compared(right.subs(point), now.slope)
        plain = compared(right, now.slope)
        if plain.status != "different":
            return plain
        report = replace(self.curve, told=(now.slope,)).check()
        if report.status == "agrees":
            return EQUAL
        if report.status == "undecided" or report.worst is None:
            return UNDECIDED
        return replace(of_worst(report.worst), what=words.SLOPE)

    def _holds(self, now: Along) -> Seen:
        """Whether an equation without y′ holds at points of the curve."""
        if now.gap.has(self.p):
            return UNDECIDED
        places = list(islice(points_on(self.curve.gap, self.x, self.y), WANTED))
        heights = []
        for place in places:
            try:
                heights.append(abs(Precise(DIGITS).at(now.gap, place)))
            except Undefined:
                continue
        if len(heights) < WANTED - 1:
            return UNDECIDED
        return EQUAL if max(heights) < NEAR else OTHER

    def end(self, policy: Policy) -> End:
        """The last slope as an answer."""
        stand = self.stand
        if stand is self.question or not stand.solved:
            return End("unfinished" if stand.true else "incorrect")
        found = ending(self.asked, Told(text(stand.node), stand.node), policy)
        return End.of(found, true=stand.true)


def implicit_walk(asked: Asked) -> ImplicitWalk | None:
    """The way along a curve; None where a second derivative is asked for."""
    claims: Iterable[object] = asked.derivation.claims if asked.derivation else ()
    curve = next((c for c in claims if isinstance(c, Slopes)), None)
    if curve is None or len(curve.told) != 1:
        return None
    return ImplicitWalk(asked, curve)

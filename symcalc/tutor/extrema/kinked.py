"""Extrema of a function with kinks: every choice of kinks is a case, every point is tested."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import sympy as sp

from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import claims_of, derivation, unbeaten
from symcalc.tutor.extrema.branches import Stuck
from symcalc.tutor.extrema.composition import Shape, shape
from symcalc.tutor.extrema.far_out import bent_reach, far_reach, sign_reach
from symcalc.tutor.extrema.kink_tests import Tested, corner_step, stretch_step
from symcalc.tutor.extrema.one_variable import ending_of
from symcalc.tutor.extrema.pieces import Piece, edges_of, has_kinks
from symcalc.tutor.extrema.records import (
    Extremum,
    Function,
    equal,
    joined,
    listed,
    place_said,
    table,
)
from symcalc.tutor.extrema.several import Surface, gradient_step
from symcalc.tutor.extrema.stretches import Case, Stretch, cases
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.kinked import KINKED, SAYS
from symcalc.writing.text import text

ROWS = 27  # cases that are shown; of more only those with a point


@dataclass(frozen=True)
class Kinks:
    """A function with kinks, its cases, and what is found at each of their points."""

    named: Function
    cases: tuple[Case, ...]

    @property
    def exact(self) -> bool:
        """Whether every case is solved."""
        return all(c.exact for c in self.cases)

    @cached_property
    def shape(self) -> Shape:
        """Whether the function is convex or concave."""
        return shape(written_out(self.named.body).expr, self.named.wrt)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The smooth pieces."""
        return tuple(c.piece for c in self.cases)

    @cached_property
    def stretches(self) -> list[Stretch]:
        """Every point and curve once; none that is part of a larger one."""
        every = sorted((s for c in self.cases for s in c.inside), key=lambda s: -len(s.free))
        kept: list[Stretch] = []
        for one in every:
            seen = place_said(one.point)
            known = any(place_said(o.point) == seen and o.sides == one.sides for o in kept)
            if not known and not any(_covers(o, one) for o in kept if o.free):
                kept.append(one)
        return sorted(kept, key=lambda s: [_number(v) for v in s.point.values()])

    @cached_property
    def tested(self) -> list[Tested]:
        """What kind of point each is, with the step that tells why."""
        return [
            (stretch_step if s.free else corner_step)(self.named, s, self.pieces, self.shape)
            for s in self.stretches
        ]


def of_kinked(named: Function) -> Derivation | None:
    """Cases, slopes, kinds; None where the kinks cannot be taken apart."""
    plain = written_out(named.body).expr
    if named.body.symbols - set(named.wrt) or not has_kinks(plain):
        return None
    try:
        kinks = Kinks(named, tuple(cases(plain, named.wrt)))
    except Stuck:
        return None
    surface = Surface(named)
    found = [t.found for t in kinks.tested if t.found is not None]
    found, why = _compared(kinks, found)
    steps = [gradient_step(surface), _cases_step(kinks), *(t.step for t in kinks.tested), *why]
    smooth = [t.found.point for t in kinks.tested if t.found is not None and t.smooth]
    stationary = [(named.expr, e) for e in found if e.point in smooth]
    claims: list[Claim] = claims_of(named, found, stationary, best=False)
    claims += unbeaten(named, found, None, ())
    claims = claims or [Equal(p.steps[0].before.expr, p.after.expr) for p in surface.partials]
    remarks = [r for p in surface.partials for r in p.remarks]
    open_ = "" if kinks.exact else SAYS["open"]
    none = SAYS["none-open"] if open_ and not found else ending_of(named, found)
    ending = joined([none, open_])
    return derivation(named, steps, found, ending, claims, remarks=remarks, open_=bool(open_))


def _covers(whole: Stretch, part: Stretch) -> bool:
    """Whether a point, or what was tried of a curve, lies in a larger stretch."""
    if not part.free:
        return whole.holds(part.point)
    if len(part.free) >= len(whole.free):
        return False
    put = [{t: sp.Rational(k, 7) for t in part.free} for k in (-30, -1, 2, 30)]
    points = [{x: v.subs(p) for x, v in part.point.items()} for p in put]
    here = [p for p in points if Stretch(p, part.sides).holds(p)]
    return bool(here) and all(whole.holds(p) for p in here)


def _number(value: sp.Expr) -> float:
    return 0.0 if value.free_symbols else float(value)


def _compared(kinks: Kinks, found: list[Extremum]) -> tuple[list[Extremum], list[Step]]:
    """Which of the extrema are absolute, and why."""
    asked = kinks.named.equation()
    marked, told = bent_reach(kinks.named, found, kinks.shape)
    if not told:
        marked, told = sign_reach(kinks.named, found)
    if not told and kinks.exact:
        formulas = [p.formula for p in kinks.pieces if not p.zero]
        marked, told = far_reach(kinks.named, found, formulas)
    return marked, [step_of("whole-range", asked, asked, told)] if told else []


def step_of(rule: str, before: Notation, after: Notation, told: str) -> Step:
    """A step whose sentence is made elsewhere."""
    row = KINKED[rule]
    hints = (row.hint,) if row.hint else ()
    return Step(rule, row.title, before, after, told, row.statement, "implies", hints=hints)


def _cases_step(kinks: Kinks) -> Step:
    """Every case with its formula and its points."""
    row, named = KINKED["kink-cases"], kinks.named
    zero = arrange(sp.S.Zero)
    edges = [text(equal(arrange(e), zero)) for e in edges_of(kinks.pieces)]
    roots = dict.fromkeys(n for p in kinks.pieces for n in p.norms)
    edges += [text(equal(arrange(n), zero)) for n in roots]
    fields = {"f": named.name, "edges": listed(list(dict.fromkeys(edges)), "or")}
    told = row.explanation.format(count=len(kinks.cases), **fields)
    shown = kinks.cases if len(kinks.cases) <= ROWS else [c for c in kinks.cases if c.inside]
    if len(shown) < len(kinks.cases):
        told += SAYS["more"].format(count=len(kinks.cases) - len(shown))
    head = [SAYS["case-head"], SAYS["function-head"], SAYS["found-head"]]
    rows = [(_case_said(c.piece), arrange(c.piece.formula), _points_said(c)) for c in shown]
    status = "proved" if kinks.exact else "numeric"
    asked = named.equation()
    return replace(
        step_of("kink-cases", asked, asked, told), status=status, table=table(head, rows)
    )


def _case_said(piece: Piece) -> str:
    zero = arrange(sp.S.Zero)
    signs = {1: ">", -1: "<"}
    lines = [text(equal(arrange(e), zero)) for e in piece.zero]
    lines += [text(equal(arrange(e), zero, signs[side])) for e, side in piece.sides]
    lines += [text(equal(arrange(n), zero, ">")) for n in piece.norms]
    return ", ".join(lines) or SAYS["whole"]


def _points_said(case: Case) -> str:
    inside = [
        SAYS["with"].format(place=place_said(s.point), where=s.where)
        if s.where
        else place_said(s.point)
        for s in case.inside
    ]
    outside = [place_said(p) for p in case.outside] if not inside else []
    told = [listed(inside)] if inside else []
    told += [SAYS["outside"].format(places=listed(outside))] if outside else []
    nothing = SAYS["nowhere" if case.exact else "numeric"]
    return "; ".join(told) or nothing

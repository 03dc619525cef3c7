"""Is a function convex? A proof by its curvature, or a counterexample with numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.extrema import Above, Midpoints
from symcalc.checking.feasible import values
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.extrema.answering import question_of
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.lines import Line
from symcalc.tutor.extrema.numbers import said, sign_of, value_at
from symcalc.tutor.extrema.one_variable import named_places, second_step
from symcalc.tutor.extrema.records import Function, equal, listed, place_said, step
from symcalc.tutor.extrema.several import Surface, gradient_step, hessian_step
from symcalc.tutor.extrema.sign_table import interval_said, table_step
from symcalc.tutor.extrema.signs import nonnegative
from symcalc.tutor.extrema.study import Study
from symcalc.tutor.kinks import kink_at
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

CONVEX, CONCAVE, AFFINE, NEITHER, UNDECIDED = "convex", "concave", "affine", "neither", "undecided"
PAIRS = 3000
COORDINATES = (0, 1, -1, 2, -2, 3, -3)  # of a counterexample that can be checked by hand
MOST = 3  # variables up to which all principal minors are looked at

Point = Mapping[sp.Symbol, sp.Expr]


@dataclass(frozen=True)
class Finding:
    """What is found: the kind, the steps that show it, what is claimed, and the last sentence."""

    kind: str
    steps: tuple[Step, ...]
    claims: tuple[Claim, ...]
    ending: str


def convexity(named: Function) -> Derivation:
    """Convex, concave, affine, neither, or undecided; `.answer` is that word."""
    found = in_one(named) if len(named.wrt) == 1 else in_several(named)
    return Derivation(
        question_of(named, kind="convexity"),
        named.equation(),
        named.body,
        found.steps,
        remarks=named.body.remarks,
        claims=found.claims,
        told=found.kind,
        ending=found.ending,
    )


def in_one(named: Function) -> Finding:
    """By the sign of f″, and by the slopes at kinks."""
    study = Study(named, Line(named.body, named.wrt[0]))
    if set(named.body.symbols) - set(named.wrt):
        return in_several(named)
    steps = [second_step(study)]
    bends = {i.bend for i in study.intervals if i.slope is not None}
    gaps = [p for p in study.edges if study.value(p) is None or None in _slopes(study, p)]
    inner = [p for p in gaps if _is_inside(study, p)]
    if inner:
        return _in_parts(study, steps, inner)
    kinks = [p for p in study.kinks if None not in _slopes(study, p)]
    signs = {*bends, *(_turn(study, p) for p in kinks)}
    steps.append(table_step(study))
    if not study.line.flat.exact or not study.line.bends.exact or None in signs:
        return searched(named, steps)
    if signs <= {0}:
        return proved(named, AFFINE, steps)
    if signs <= {0, 1}:
        return proved(named, CONVEX, steps)
    if signs <= {0, -1}:
        return proved(named, CONCAVE, steps)
    return searched(named, steps)


def _slopes(study: Study, place: sp.Expr) -> tuple[int | None, int | None]:
    left, right = study.sides(place)
    return left.slope, right.slope


def _is_inside(study: Study, place: sp.Expr) -> bool:
    """Whether the function goes on, on both sides of a place where it has a gap."""
    k = study.places.index(place)
    before = any(i.slope is not None for i in study.intervals[: k + 1])
    after = any(i.slope is not None for i in study.intervals[k + 1 :])
    return before and after


def _turn(study: Study, place: sp.Expr) -> int | None:
    """1 where the slope jumps up at a kink, -1 where it jumps down."""
    kink = kink_at(study.line.plain, study.x, place)
    if kink.jumps or not kink.settled or kink.left is None or kink.right is None:
        return None
    return sign_of(kink.right - kink.left)


def _in_parts(study: Study, steps: list[Step], gaps: Sequence[sp.Expr]) -> Finding:
    """A domain with gaps is no interval: each part has a word of its own."""
    x = text(notation.name(study.x))
    words = {1: CONVEX, -1: CONCAVE, 0: AFFINE}
    parts = [
        SAYS["part"].format(kind=words[i.bend], interval=interval_said(x, i))
        for i in study.intervals
        if i.slope is not None and i.bend is not None
    ]
    told = SAYS["domain-broken"].format(
        f=study.named.name, places=named_places(study.x, gaps), parts=listed(parts)
    )
    part = study.line.slope
    claims = (Equal(part.steps[0].before.expr, part.after.expr),)
    return Finding(NEITHER, (*steps, table_step(study)), claims, told)


def proved(named: Function, kind: str, steps: Sequence[Step]) -> Finding:
    """A kind that the steps prove, borne out at random pairs of points."""
    words = SAYS["affine"] if kind == AFFINE else kind
    ending = SAYS["convex-of"].format(f=named.name, kind=words, where=SAYS["everywhere"])
    return Finding(kind, tuple(steps), (Midpoints(named.expr, named.wrt, kind),), ending)


def in_several(named: Function) -> Finding:
    """By the Hessian: its eigenvalues where it is constant, its principal minors else."""
    surface = Surface(named)
    steps = [gradient_step(surface), hessian_step(surface)]
    matrix = surface.hessian
    if not matrix.free_symbols:
        return _constant(named, steps, matrix)
    if named.body.symbols - set(named.wrt):
        ending = SAYS["undecided-of"].format(f=named.name, count=0)
        claims = tuple(Equal(p.steps[0].before.expr, p.after.expr) for p in surface.partials)
        return Finding(UNDECIDED, tuple(steps), claims, ending)
    for kind, sign in ((CONVEX, 1), (CONCAVE, -1)) if matrix.rows <= MOST else ():
        minors = _semidefinite(sign * matrix)
        if minors is not None:
            return proved(named, kind, [*steps, _minors_step(minors, sign)])
    return searched(named, steps)


def _constant(named: Function, steps: list[Step], matrix: sp.Matrix) -> Finding:
    form = Form(matrix)
    signs = {sign_of(v) for v in form.eigenvalues}
    if signs == {0}:
        return proved(named, AFFINE, steps)
    kind = CONVEX if -1 not in signs else CONCAVE if 1 not in signs else None
    if kind is None:
        return searched(named, steps)
    lead = "semidefinite" if 0 in signs else "strict"
    told = SAYS["constant-hessian"].format(
        values=listed([said(v) for v in form.eigenvalues]), sign=SAYS[f"{lead}-{kind}"]
    )
    h = equal(notation.name(sp.Symbol("H")), arrange(matrix.as_immutable()))
    return proved(named, kind, [*steps, step("curvature", h, h, explanation=told)])


def _semidefinite(matrix: sp.Matrix) -> list[sp.Expr] | None:
    """The principal minors, if all are proved to be at least zero."""
    n, minors = matrix.rows, []
    for size in range(1, n + 1):
        for rows in combinations(range(n), size):
            minor = matrix.extract(list(rows), list(rows)).det()
            minor = sp.factor(sp.expand(minor)) if size > 1 else minor
            if not nonnegative(minor):
                return None
            minors.append(minor)
    return minors


def _minors_step(minors: Sequence[sp.Expr], sign: int) -> Step:
    """Each principal minor, with why its sign is clear from its form."""
    shown_as = [equal(arrange(m), notation.number(0), ">=") for m in minors]
    told = [text(line) for line in shown_as]
    lead = SAYS["minors-plain" if sign > 0 else "minors-negated"]
    matrix = notation.name(sp.Symbol("H"))
    return step("minors", matrix, shown_as[-1], explanation=f"{lead} {listed(told)}.")


def searched(named: Function, steps: Sequence[Step]) -> Finding:
    """Counterexamples to convexity and concavity, as far as there are."""
    above, below = counterexample(named, 1), counterexample(named, -1)
    told = list(steps)
    claims: list[Claim] = []
    for pair, sign, row in ((above, 1, "not-convex"), (below, -1, "not-concave")):
        if pair is not None:
            first, second, t = pair
            told.append(_counter_step(named, first, second, t, row))
            claims.append(Above(sign * named.expr, first, second, t))
    if above and below:
        return Finding(NEITHER, tuple(told), tuple(claims), SAYS["neither-of"].format(f=named.name))
    claims = claims or [Midpoints(named.expr, named.wrt, CONVEX)]
    row = "some-concave" if above else "some-convex" if below else "undecided-of"
    ending = SAYS[row].format(f=named.name, count=PAIRS)
    return Finding(UNDECIDED, tuple(told), tuple(claims), ending)


def counterexample(named: Function, sign: int) -> tuple[Point, Point, sp.Expr] | None:
    """Two points and t with the value above (sign 1) or below (-1) the chord, in few digits."""
    draw, n = np.random.default_rng(0), len(named.wrt)
    pool = np.array(COORDINATES, dtype=float)
    for scale in (1.0, 0.5, 5.0, 0.1):
        first, second = (scale * draw.choice(pool, (PAIRS, n)) for _ in range(2))
        middle = (first + second) / 2
        a, b, c = (values(named.expr, named.wrt, p) for p in (first, second, middle))
        gaps = sign * (c - (a + b) / 2)
        gaps = np.where(np.isfinite(gaps), gaps, -np.inf)
        sizes = np.abs(first).sum(axis=1) + np.abs(second).sum(axis=1)
        good = gaps > 1e-6 * (1 + np.abs(c))
        if good.any():
            k = int(np.argmin(np.where(good, sizes, np.inf)))
            return _point(named, first[k]), _point(named, second[k]), sp.Rational(1, 2)
    return None


def _point(named: Function, place: Sequence[float]) -> Point:
    exact = [sp.Rational(float(v)).limit_denominator(100) for v in place]
    return dict(zip(named.wrt, exact, strict=True))


def _counter_step(named: Function, first: Point, second: Point, t: sp.Expr, row: str) -> Step:
    between = {x: t * v + (1 - t) * second[x] for x, v in first.items()}
    a, b, c = (value_at(named.expr, p) for p in (first, second, between))
    assert a is not None
    assert b is not None
    assert c is not None
    fields = {
        "first": place_said(first),
        "second": place_said(second),
        "t": text(arrange(t)),
        "value": said(c),
        "chord": said(sp.nsimplify(t * a + (1 - t) * b)),
    }
    after = named.at(*(arrange(v) for v in between.values()))
    return step(
        "counterexample",
        named.equation(),
        _compared(after, row, t, first, second, named),
        words=row,
        fields=fields,
    )


def _compared(
    middle: Notation, row: str, t: sp.Expr, first: Point, second: Point, named: Function
) -> Notation:
    """f(0) > ½ f(−1) + ½ f(1)."""
    ends = [named.at(*(arrange(v) for v in p.values())) for p in (first, second)]
    chord = notation.add(
        notation.multiply(arrange(t), ends[0]), notation.multiply(arrange(1 - t), ends[1])
    )
    return equal(middle, chord, ">" if row == "not-convex" else "<")

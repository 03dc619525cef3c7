"""Is a function convex? A proof by its curvature, or a counterexample with numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.extrema import Above, Midpoints
from symcalc.derivation import Derivation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.diff import differentiated
from symcalc.tutor.extrema.answering import question_of
from symcalc.tutor.extrema.composition import MOST, is_smooth, shape
from symcalc.tutor.extrema.counterexamples import PAIRS, counter_steps, counterexample, gap_said
from symcalc.tutor.extrema.halves import beside, cut, kind_beside
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.lines import Line
from symcalc.tutor.extrema.numbers import said, shown, sign_of
from symcalc.tutor.extrema.one_variable import named_places, second_step
from symcalc.tutor.extrema.records import Function, equal, listed, place_said, step
from symcalc.tutor.extrema.several import Surface, gradient_step, hessian_step
from symcalc.tutor.extrema.sign_table import interval_said, table_step
from symcalc.tutor.extrema.signs import semidefinite
from symcalc.tutor.extrema.study import Study
from symcalc.tutor.kinks import kink_at
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.extrema import SAYS
from symcalc.writing.text import text

CONVEX, CONCAVE, AFFINE, NEITHER, UNDECIDED = "convex", "concave", "affine", "neither", "undecided"


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
    told = _told(named, found)
    return _told(named, _withdrawn(named)) if told.check.status == "disagrees" else told


def _told(named: Function, found: Finding) -> Derivation:
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
    if kinks and None not in signs:
        steps[0] = _except_at(study, steps[0], kinks)
        steps.append(_kinks_step(study, kinks, signs))
    known = study.line.bends.exact and (study.line.flat.exact or not kinks)
    if not known or None in signs:
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


def _except_at(study: Study, second: Step, kinks: Sequence[sp.Expr]) -> Step:
    """f″(x) = 0, for x ≠ 0."""
    x = notation.name(study.x)
    places = listed([text(equal(x, shown(k), "!=")) for k in kinks])
    return replace(second, explanation=SAYS["except-at"].format(places=places))


def _kinks_step(study: Study, kinks: Sequence[sp.Expr], signs: set[int | None]) -> Step:
    """How the slope jumps at each kink, and what follows where all goes one way."""
    told = []
    for place in kinks:
        kink = kink_at(study.line.plain, study.x, place)
        assert kink.left is not None
        assert kink.right is not None
        row = {1: "kink-up", 0: "kink-none"}.get(_turn(study, place) or 0, "kink-down")
        fields = {"left": said(kink.left), "right": said(kink.right)}
        told.append(SAYS[row].format(place=place_said({study.x: place}), **fields))
    if not {1, -1} <= signs:
        kind, less, falls = (
            (CONVEX, "less", "falls") if 1 in signs else (CONCAVE, "greater", "rises")
        )
        fields = {"f": study.named.name, "kind": kind, "less": less, "falls": falls}
        told.append(SAYS["slope-grows"].format(**fields))
    asked = study.named.equation()
    return step("curvature", asked, asked, explanation=" ".join(told))


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
    row = "everywhere-letters" if set(named.body.symbols) - set(named.wrt) else "everywhere"
    ending = SAYS["convex-of"].format(f=named.name, kind=words, where=SAYS[row])
    return Finding(kind, tuple(steps), (Midpoints(named.expr, named.wrt, kind),), ending)


def _withdrawn(named: Function) -> Finding:
    """Nothing is told where the numbers speak against it."""
    return _open(named, (), "refuted")


def in_several(named: Function) -> Finding:
    """By the Hessian of a smooth function, by rules of composition else."""
    plain = written_out(named.body).expr
    if is_smooth(plain, named.wrt):
        return _by_hessian(named)
    lettered = bool(named.body.symbols - set(named.wrt))
    plane = None if lettered else cut(plain, named.wrt)
    if plane is not None:
        return _in_halves(named, plane)
    found = shape(plain, named.wrt)
    if found.signs:
        kind = AFFINE if len(found.signs) == 2 else CONVEX if 1 in found.signs else CONCAVE
        asked = named.equation()
        return proved(
            named, kind, [step("curvature", asked, asked, explanation=" ".join(found.why))]
        )
    return _open(named, ()) if lettered else searched(named, ())


def _in_halves(named: Function, plane: sp.Expr) -> Finding:
    """A function that is not defined on a plane: each side has a word of its own."""
    surface = Surface(named)
    words = {1: CONVEX, -1: CONCAVE}
    steps = [gradient_step(surface), hessian_step(surface)]
    h, told = notation.name(sp.Symbol("H")), []
    for side in (1, -1):
        where = beside(plane, side)
        sign = kind_beside(surface.hessian, plane, named.wrt, side)
        found = words.get(sign, UNDECIDED)
        if sign:
            matrix = "H" if sign > 0 else "−H"
            why = SAYS["half-minors"].format(side=where, matrix=matrix)
            steps.append(step("minors", h, h, explanation=why))
        else:
            above, below = (counterexample(named, s, plane * side) for s in (1, -1))
            steps += counter_steps(named, above, below)
            found = NEITHER if above and below else UNDECIDED
        row = "half" if found != UNDECIDED else "half-undecided"
        kind = "neither convex nor concave" if found == NEITHER else found
        told.append(SAYS[row].format(f=named.name, kind=kind, side=where))
    ending = SAYS["halves"].format(f=named.name, u=text(arrange(plane)), parts=" and ".join(told))
    claims = [Equal(p.steps[0].before.expr, p.after.expr) for p in surface.partials]
    return Finding(NEITHER, tuple(steps), tuple(claims), ending)


def _by_hessian(named: Function) -> Finding:
    """Its eigenvalues where it is constant, its principal minors else."""
    surface = Surface(named)
    steps = [gradient_step(surface), hessian_step(surface)]
    matrix = surface.hessian
    if not matrix.free_symbols:
        return _constant(named, steps, matrix)
    for kind, sign in ((CONVEX, 1), (CONCAVE, -1)) if matrix.rows <= MOST else ():
        minors = semidefinite(sign * matrix, named.expr)
        if minors is not None:
            return proved(named, kind, [*steps, _minors_step(minors, sign)])
    if set(named.body.symbols) - set(named.wrt):
        return _by_letters(named, steps, matrix)
    return searched(named, steps)


def _by_letters(named: Function, steps: list[Step], matrix: sp.Matrix) -> Finding:
    """a x² is convex where 2a ≥ 0."""
    found = _open(named, steps)
    if matrix.rows > 1 or matrix[0].has(*named.wrt):
        return found
    fields = {"f": named.name, "x": text(notation.name(named.wrt[0]))}
    told = SAYS["by-letters"].format(second=text(arrange(matrix[0])), **fields)
    return replace(found, ending=told)


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


def _minors_step(minors: Sequence[sp.Expr], sign: int) -> Step:
    """Each principal minor, with why its sign is clear from its form."""
    shown_as = [equal(arrange(m), notation.number(0), ">=") for m in minors]
    told = [text(line) for line in shown_as]
    lead = SAYS["minors-plain" if sign > 0 else "minors-negated"]
    matrix = notation.name(sp.Symbol("H"))
    return step("minors", matrix, shown_as[-1], explanation=f"{lead} {listed(told)}.")


def searched(named: Function, steps: Sequence[Step]) -> Finding:
    """Counterexamples to convexity and concavity, as far as there are."""
    gap = gap_said(named)
    if gap:
        seen = step("counterexample", named.equation(), named.called(), explanation=gap)
        return replace(_open(named, [*steps, seen]), kind=NEITHER, ending=gap)
    above, below = counterexample(named, 1), counterexample(named, -1)
    told = [*steps, *counter_steps(named, above, below)]
    claims: list[Claim] = [
        Above(sign * named.expr, *pair) for pair, sign in ((above, 1), (below, -1)) if pair
    ]
    if above and below:
        return Finding(NEITHER, tuple(told), tuple(claims), SAYS["neither-of"].format(f=named.name))
    if not claims:
        return _open(named, steps)
    ending = SAYS["some-concave" if above else "some-convex"].format(f=named.name)
    return Finding(UNDECIDED, tuple(told), tuple(claims), ending)


def _open(named: Function, steps: Sequence[Step], row: str = "undecided-of") -> Finding:
    """Nothing is told of the kind; the slope stands for the claims."""
    lettered = row == "undecided-of" and named.body.symbols - set(named.wrt)
    row = "undecided-letters" if lettered else row
    ending = SAYS[row].format(f=named.name, count=PAIRS)
    part = differentiated(named.body, named.wrt[0], "∂" if len(named.wrt) > 1 else "d")
    claims = (Equal(part.steps[0].before.expr, part.after.expr),)
    return Finding(UNDECIDED, tuple(steps) or part.steps, claims, ending)

"""Extrema of a function of several variables: gradient, Hessian, definiteness."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.derivation import Derivation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.diff import Part, differentiated, partial
from symcalc.tutor.extrema.answering import claims_of, derivation, parameters
from symcalc.tutor.extrema.degenerate import judged, one_sign
from symcalc.tutor.extrema.far_out import far_reach
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.numbers import is_exact, said, shown, value_at
from symcalc.tutor.extrema.one_variable import ending_of
from symcalc.tutor.extrema.records import (
    INCONCLUSIVE,
    MAXIMUM,
    MINIMUM,
    SADDLE,
    Extremum,
    Function,
    equal,
    equation_said,
    joined,
    listed,
    place_said,
    step,
    with_article,
)
from symcalc.tutor.extrema.rough import missed_said, rough_places
from symcalc.tutor.extrema.solutions import Solved, how, points_of, solved, system, system_said
from symcalc.tutor.words.extrema import SAYS
from symcalc.tutor.words.kinked import SAYS as KINKED
from symcalc.writing.text import text

KINDS = {"positive": MINIMUM, "negative": MAXIMUM, "indefinite": SADDLE}


@dataclass(frozen=True)
class Surface:
    """A function of several variables with its first and second derivatives."""

    named: Function

    @cached_property
    def partials(self) -> list[Part]:
        """The partial derivatives, with their steps."""
        return [differentiated(self.named.body, x, "∂") for x in self.named.wrt]

    @cached_property
    def second(self) -> list[list[Part]]:
        """The upper half of the Hessian, row by row."""
        wrt = self.named.wrt
        return [
            [differentiated(p.after, y, "∂") for y in wrt[i:]] for i, p in enumerate(self.partials)
        ]

    @cached_property
    def hessian(self) -> sp.Matrix:
        """The matrix of second derivatives."""
        n = len(self.named.wrt)
        entry = [
            [self.second[min(i, j)][abs(j - i)].after.expr for j in range(n)] for i in range(n)
        ]
        return sp.Matrix(entry)

    @cached_property
    def gradient(self) -> list[sp.Expr]:
        """The partial derivatives."""
        return [p.after.expr for p in self.partials]

    @cached_property
    def critical(self) -> Solved:
        """Where the gradient vanishes."""
        return solved(self.gradient, self.named.wrt)

    def form(self, point: Mapping[sp.Symbol, sp.Expr]) -> Form | None:
        """The Hessian at a point, None where it has no value."""
        entries = [value_at(e, point) for e in self.hessian]
        if None in entries:
            return None
        n = len(self.named.wrt)
        return Form(sp.Matrix(n, n, entries))


def of_several(named: Function) -> Derivation:
    """Gradient, critical points, Hessian, and the kind of each point."""
    surface = Surface(named)
    steps = [gradient_step(surface), critical_step(surface)]
    found: list[Extremum] = []
    if surface.critical.solutions:
        steps.append(hessian_step(surface))
    for solution in surface.critical.solutions:
        point = {x: solution.values[x] for x in named.wrt}
        value = value_at(named.expr, point)
        if value is None:
            continue
        extremum, told = point_step(surface, point, value)
        found.append(extremum)
        steps.append(told)
    stationary = [(named.expr, e) for e in found]
    periodic = any(s.periods for s in surface.critical.solutions)
    rough = rough_places(named, surface.gradient)
    for place in rough.points:
        extremum, told = rough_step(named, place)
        found.append(extremum)
        steps.append(told)
    whole = surface.critical.exact and not rough.kinks
    if whole and not (rough.edges or periodic):
        found, why = far_reach(named, found, [named.expr])
        asked = named.equation()
        steps += [step("compare", asked, asked, explanation=why)] if why else []
    claims: list[Claim] = claims_of(named, found, stationary)
    claims = claims or [Equal(p.steps[0].before.expr, p.after.expr) for p in surface.partials]
    remarks = [r for p in surface.partials for r in p.remarks]
    edges = listed([f"{text(arrange(e))} = 0" for e in rough.edges])
    open_ = SAYS["rough-open"].format(edges=edges) if edges and not rough.points else ""
    missed = missed_said(named, surface.critical, rough)
    if open_ and not found:
        ending = joined([open_, missed])
    else:
        none = KINKED["none-open"] if missed and not found else ending_of(named, found)
        ending = joined([none, missed])
    return derivation(named, steps, found, ending, claims, remarks=remarks, open_=not whole)


def rough_step(named: Function, point: Mapping[sp.Symbol, sp.Expr]) -> tuple[Extremum, Step]:
    """What the values around a point without a gradient say."""
    value = value_at(named.expr, point)
    assert value is not None
    verdict = judged(named.expr, named.wrt, point)
    reach = _wide(verdict.kind, named.expr - value)
    found = Extremum(point, value, verdict.kind, reach, beside=verdict.beside)
    row = "undecided" if verdict.kind == INCONCLUSIVE else "judged"
    result, kind = equation_said(named, value), with_article(found.kind_said)
    told = SAYS["no-gradient"] + SAYS[row].format(why=verdict.why, kind=kind, result=result)
    fields = {"place": found.place()}
    after = named.called()
    if is_exact(value) and all(is_exact(v) for v in point.values()):
        after = equal(named.at(*(shown(v) for v in point.values())), shown(value))
    return found, step("degenerate", named.equation(), after, fields=fields, explanation=told)


def gradient_step(surface: Surface) -> Step:
    """∇f with the steps of each partial derivative below."""
    named = surface.named
    left = build("gradient", notation.name(sp.Symbol(named.name)))
    after = build("tuple", *(p.after for p in surface.partials))
    below = tuple(partial(p, named.wrt) for p in surface.partials)
    return step("gradient-of", left, after, substeps=below, relation="definition")


def critical_step(surface: Surface) -> Step:
    """The system ∇f = 0, its solutions, and each of them put in."""
    named, solved_ = surface.named, surface.critical
    asked = system([p.after for p in surface.partials])
    explanation = system_said([p.after for p in surface.partials], named.wrt, solved_)
    rows = [s for s in solved_.solutions if not s.free]
    exact = solved_.exact and rows and all(is_exact(v) for s in rows for v in s.values.values())
    after = asked
    if exact and len(rows) == len(solved_.solutions):
        after = points_of(named.wrt, rows)
    return step(
        "stationary",
        asked,
        after,
        explanation=explanation,
        status="proved" if solved_.exact else "numeric",
        table=how(solved_, named.wrt),
    )


def hessian_step(surface: Surface) -> Step:
    """The matrix of second derivatives, the mixed ones equal."""
    n = len(surface.named.wrt)
    rows = [[surface.second[min(i, j)][abs(j - i)].after for j in range(n)] for i in range(n)]
    after = build("matrix", *(build("vector", *row) for row in rows))
    below = tuple(partial(p, surface.named.wrt) for row in surface.second for p in row)
    left = notation.name(sp.Symbol("H"))
    return step("hessian-of", left, after, substeps=below, relation="definition")


def point_step(
    surface: Surface, point: Mapping[sp.Symbol, sp.Expr], value: sp.Expr
) -> tuple[Extremum, Step]:
    """What the Hessian tells at a point, or what else does."""
    named = surface.named
    form = surface.form(point)
    where = place_said(point)
    result = equation_said(named, value)
    fields = {"place": where}
    letters = any(v.free_symbols for v in point.values()) or bool(parameters(named))
    if form is None or letters:
        return _by_formula(surface, point, value, form)
    after = at_point(form, point)
    values = listed([said(v) for v in form.eigenvalues])
    if form.kind in KINDS:
        kind = KINDS[form.kind]
        reach = reach_of(surface, kind, value)
        found = Extremum(point, value, kind, reach)
        told = SAYS["definite"].format(
            values=values, signs=signs_said(form), kind=with_article(found.kind_said), result=result
        )
        told += measures(form)
        before = named.equation()
        return found, step("hessian-test", before, after, fields=fields, explanation=told)
    verdict = judged(named.expr, named.wrt, point)
    reach = _wide(verdict.kind, named.expr - value)
    found = Extremum(point, value, verdict.kind, reach, beside=verdict.beside)
    told = SAYS["zero-eigenvalue"].format(values=values)
    row = "undecided" if verdict.kind == INCONCLUSIVE else "judged"
    told += SAYS[row].format(why=verdict.why, kind=with_article(found.kind_said), result=result)
    return found, step("degenerate", named.equation(), after, fields=fields, explanation=told)


def _wide(kind: str, gap: sp.Expr) -> str:
    return "absolute" if kind in (MINIMUM, MAXIMUM) and one_sign(gap) is not None else "local"


def reach_of(surface: Surface, kind: str, value: sp.Expr) -> str:
    """Whether an extreme is absolute: the difference has one sign, or the function is convex."""
    if kind == SADDLE:
        return "local"
    if one_sign(surface.named.expr - value) == (1 if kind == MINIMUM else -1):
        return "absolute"
    if surface.hessian.free_symbols:
        return "local"
    whole = Form(surface.hessian)
    return "absolute" if whole.kind in ("positive", "negative") else "local"


def signs_said(form: Form) -> str:
    """Both positive; all negative; of both signs."""
    if form.kind == "indefinite":
        return SAYS[form.kind]
    lead = {1: "", 2: "both "}.get(form.matrix.rows, "all ")
    return lead + SAYS[form.kind]


def measures(form: Form) -> str:
    """The determinant of a 2×2 Hessian, and the condition number."""
    told = ""
    if form.matrix.rows == 2:
        told += SAYS["determinant"].format(determinant=said(form.determinant))
    condition = form.condition
    if condition is not None:
        told += SAYS["condition"].format(number=said(condition))
    return told


def at_point(form: Form, point: Mapping[sp.Symbol, sp.Expr]) -> Notation:
    """H = [6 0; 0 2], in decimals where the point is not exact."""
    rows = [build("vector", *(shown(e) for e in row)) for row in form.matrix.tolist()]
    del point
    return equal(notation.name(sp.Symbol("H")), build("matrix", *rows))


def _by_formula(
    surface: Surface,
    point: Mapping[sp.Symbol, sp.Expr],
    value: sp.Expr,
    form: Form | None,
) -> tuple[Extremum, Step]:
    """A curve of points, or a point that depends on letters: what a formula tells."""
    named = surface.named
    result = equation_said(named, value)
    verdict = judged(named.expr, named.wrt, point)
    found = Extremum(point, value, verdict.kind, _wide(verdict.kind, named.expr - value))
    if verdict.kind != INCONCLUSIVE:
        told = SAYS["judged"].format(
            why=verdict.why, kind=with_article(found.kind_said), result=result
        )
    elif form is not None and parameters(named):
        told = SAYS["letters"].format(result=result)
    else:
        told = SAYS["undecided"].format(why=verdict.why or SAYS["no-hessian"])
    after = named.equation() if form is None else at_point(form, point)
    fields = {"place": place_said(point)}
    return found, step("degenerate", named.equation(), after, fields=fields, explanation=told)

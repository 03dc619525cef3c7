"""Small questions about a Hessian, about one critical point, and about a Lagrangian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Equal
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.reading import arrays, read, right_side
from symcalc.steps import Step
from symcalc.tutor.extrema import extrema
from symcalc.tutor.extrema.constraints import constraints_of
from symcalc.tutor.extrema.hessians import Form
from symcalc.tutor.extrema.lagrange import lagrangian_steps
from symcalc.tutor.extrema.multipliers import Multipliers
from symcalc.tutor.extrema.multipliers import letters as multipliers
from symcalc.tutor.extrema.numbers import said, sign_at, sign_of, tidied
from symcalc.tutor.extrema.records import Function, equal, listed, place_said, with_article
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.places import placed
from symcalc.tutor.several.matrices import hessian
from symcalc.tutor.words.surfaces import FAILS, HINTS, SAYS, SURFACES
from symcalc.writing.text import text

Point = dict[sp.Symbol, sp.Expr]
MEASURES = "determinant|trace|largest eigenvalue|smallest eigenvalue"
SADDLE, NONE = "saddle point", "no critical point"
KINDS = {"saddle": SADDLE, "inflection": "inflection point"}


@lesson(
    "hessian-measure",
    f"{{what:{MEASURES}}} of the Hessian of {{f}}[ at {{point}}]",
    f"{{what:{MEASURES}}} of[ the] Hessian[ matrix] of {{f}}[ at {{point}}]",
    "Hessian {what:determinant|trace} of {f}[ at {point}]",
)
def hessian_measure(what: str, f: str, point: str = "") -> Derivation:
    """The determinant, the trace or an eigenvalue of the matrix of second derivatives.

    Examples
    --------
    >>> hessian_measure("determinant", "x^2 y", "(1, 2)").answer
    -4
    """
    told, matrix, at = _hessian(f, point)
    what = " ".join(what.lower().split())
    value, values = _measured(what, matrix, f)
    fields = {"value": text(arrange(value)), "values": values}
    parts = {"what": what, "f": f, **({"point": _spelled(at)} if at else {})}
    last = _step("hessian-measure", told.result, arrange(value), what=what)
    last = replace(last, explanation=SAYS[what].format(**fields), title=what.capitalize())
    return replace(
        told,
        question=asked("hessian-measure", told.question.body, **parts),
        result=arrange(value),
        steps=(*told.steps, last),
        value=None,
    )


@lesson(
    "hessian-definiteness",
    "definiteness of the Hessian of {f}[ at {point}]",
    "definiteness of[ the] Hessian[ matrix] of {f}[ at {point}]",
    "is[ the] Hessian[ matrix] of {f} at {point} {sign:positive definite|positive-definite|"
    "negative definite|negative-definite|positive semidefinite|negative semidefinite|indefinite}",
    "is[ the] Hessian[ matrix] of {f} {sign:positive definite|positive-definite|"
    "negative definite|negative-definite|positive semidefinite|negative semidefinite|indefinite}"
    "[ at {point}]",
)
def hessian_definiteness(f: str, point: str = "", **_: str) -> Derivation:
    """Whether the matrix of second derivatives is positive definite, as a word."""
    told, matrix, at = _hessian(f, point)
    if matrix.free_symbols:
        raise UnsupportedError(FAILS["letters"].format(f=f), hint=HINTS["letters"])
    form = Form(sp.Matrix(matrix))
    kind = _definite(form)
    where = f" at ({', '.join(text(arrange(v)) for v in at.values())})" if at else ""
    values = listed([said(v) for v in form.eigenvalues])
    ending = SAYS["definite"].format(where=where, values=values, kind=kind)
    word = notation.name(sp.Symbol(kind))
    last = _step("hessian-measure", told.result, told.result, what="definiteness")
    last = replace(last, explanation=ending, title="Definiteness")
    parts = {"f": f, **({"point": _spelled(at)} if at else {})}
    return replace(
        told,
        question=asked("hessian-definiteness", told.question.body, **parts),
        result=word,
        steps=(*told.steps, last),
        value=None,
        told=kind,
        ending=ending,
    )


@lesson(
    "kind-of-point",
    "nature of the critical point {point} of {f}",
    "nature of[ the] {noun:critical point|stationary point|point} {point} of {f}",
    "classify[ the] {noun:critical point|stationary point|point} {point} of {f}",
    "second derivative test for {f} at {point}",
    "is {point} {a:a|an}[ local] {kind:minimum|maximum|saddle point|critical point|saddle"
    "|stationary point|inflection point} of {f}",
)
def kind_of_point(point: str, f: str, **_: str) -> Derivation:
    """What kind of point a place is, as a word: "minimum", "saddle point", "no critical point".

    Examples
    --------
    >>> kind_of_point("(0, 0)", "x^2 - y^2").answer
    'saddle point'
    """
    body = right_side(read(f))
    wrt = natural_order(body.symbols)
    at = _point(body, point)
    told = extrema(body, wrt)
    kind = _kind_at(told, at)
    place = place_said(at)
    if kind is None and not _is_steep(body, at):
        raise UnsupportedError(FAILS["undecided"].format(place=place))
    row = "steep" if kind is None else "is"
    fields = {"place": place, "f": text(body), "kind": with_article(kind or NONE)}
    ending = SAYS[row].format(**fields)
    word = notation.name(sp.Symbol(kind or NONE))
    last = _step("kind-of-point", told.asked, told.asked, place=place, told=ending)
    parts = {"point": place, "f": text(body)}
    return replace(
        told,
        question=asked("kind-of-point", body, wrt, **parts),
        result=word,
        steps=(*told.steps, last),
        told=kind or NONE,
        ending=ending,
    )


@lesson(
    "lagrangian",
    "Lagrangian of {f} subject to {constraints}[ with respect to {letters}]",
    "Lagrangian {word:of|for}[ minimising][ minimizing][ maximising][ maximizing] {f} "
    "subject to {constraints}",
    "write down the Lagrangian {word:of|for}[ minimising][ minimizing][ maximising][ maximizing] "
    "{f} subject to {constraints}",
    "Lagrange function {word:of|for} {f} subject to {constraints}",
)
def lagrangian(f: str, constraints: str, letters: str = "", **_: str) -> Derivation:
    """L = f − λg + μh, and its slopes."""
    body = right_side(read(f))
    written = [read(c.strip()) for c in arrays.outside(constraints)]
    if not written:
        raise UnsupportedError(FAILS["constraints"], hint=HINTS["constraints"])
    free = body.symbols.union(*(node.symbols for node in written))
    wrt = tuple(read(x.strip()).expr for x in letters.split(",") if x) or natural_order(free)
    named = Function.of(body, wrt)
    problem = _problem(named, written)
    first, second, third = lagrangian_steps(problem)
    label = build("apply", *map(notation.name, (*wrt, *problem.letters)), text="L")
    parts = {"f": text(body), "constraints": ", ".join(map(text, written))}
    row = SURFACES["lagrangian-of"]
    step = replace(second, explanation=row.explanation, after=equal(label, problem.formula))
    claims = [Equal(p.steps[0].before.expr, p.after.expr) for p in problem.partials]
    return Derivation(
        asked("lagrangian", body, wrt, **parts),
        label,
        problem.formula,
        (first, step, third),
        remarks=body.remarks,
        claims=tuple(claims),
    )


def _problem(named: Function, written: Sequence[Notation]) -> Multipliers:
    """The equations with λ, the inequalities with μ."""
    constraints = constraints_of(written, named.wrt)
    equal_ = [c for c in constraints if c.equality]
    below = [c for c in constraints if not c.equality]
    names = (
        *(multipliers(named, len(equal_), "lambda") if equal_ else ()),
        *(multipliers(named, len(below), "mu") if below else ()),
    )
    return Multipliers(named, (*equal_, *below), names)


def _hessian(f: str, point: str) -> tuple[Derivation, sp.ImmutableMatrix, Point]:
    """The matrix, at the point if there is one."""
    body = right_side(read(f))
    at = _point(body, point) if point else {}
    told = hessian(body, tuple(at) or natural_order(body.symbols), [at] if at else [])
    return told, sp.ImmutableMatrix(told.value if at else told.answer), at


def _point(body: Notation, point: str) -> Point:
    """Every letter with its value."""
    wrt = natural_order(body.symbols)
    if "origin" in point:
        return dict.fromkeys(wrt, sp.S.Zero)
    found = placed(text(body), point)
    if len(found) != 1 or {str(x) for x in wrt} != set(found[0]):
        raise UnsupportedError(FAILS["place"].format(point=point), hint=HINTS["place"])
    return {x: sp.sympify(found[0][x.name], strict=True) for x in wrt}


def _spelled(at: Point) -> str:
    values = ", ".join(text(arrange(v)) for v in at.values())
    return f"({values})" if len(at) > 1 else values


def _measured(what: str, matrix: sp.ImmutableMatrix, f: str) -> tuple[sp.Expr, str]:
    """The number, and the eigenvalues in words where one of them is asked for."""
    if what == "determinant":
        return tidied(sp.expand(matrix.det())), ""
    if what == "trace":
        return tidied(sp.expand(matrix.trace())), ""
    if matrix.free_symbols:
        raise UnsupportedError(FAILS["letters"].format(f=f), hint=HINTS["letters"])
    values = Form(sp.Matrix(matrix)).eigenvalues
    chosen = values[0] if what.startswith("largest") else values[-1]
    return chosen, listed([said(v) for v in values])


def _definite(form: Form) -> str:
    """The word for the signs of the eigenvalues."""
    signs = {sign_of(v) for v in form.eigenvalues}
    if signs == {0}:
        return "zero"
    if {1, -1} <= signs:
        return "indefinite"
    side = "positive" if 1 in signs else "negative"
    return f"{side} {'semidefinite' if 0 in signs else 'definite'}"


def _kind_at(told: Derivation, at: Point) -> str | None:
    """The kind of the point in an answer about extrema; None where it is not among them."""
    for point, _, kind in told.answer:
        gaps = [sign_of(sp.sympify(v, strict=True) - at[x]) for x, v in point.items()]
        if set(gaps) == {0}:
            return None if kind == "inconclusive" else KINDS.get(kind, str(kind))
    return None


def _is_steep(body: Notation, at: Point) -> bool:
    """Whether some slope is not 0 at a point where all exist."""
    signs = [sign_at(body.expr.diff(x), at) for x in at]
    return None not in signs and set(signs) != {0}


def _step(rule: str, before: Notation, after: Notation, **fields: str) -> Step:
    row = SURFACES[rule]
    told = {"told": "", "place": "", "what": "", **fields}
    hints = (row.hint.format(**told),)
    return Step(
        rule,
        row.title.format(**told),
        before,
        after,
        row.explanation.format(**told),
        row.statement,
        "implies",
        hints=hints,
    )

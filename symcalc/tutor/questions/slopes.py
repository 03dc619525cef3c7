"""Where a function is steepest, and Jacobians and Hessians times a vector."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any

import sympy as sp

from symcalc import notation
from symcalc.checking.precise import Precise
from symcalc.checking.report import CheckReport, short
from symcalc.derivation import Derivation
from symcalc.errors import ShapeError, UnsupportedError
from symcalc.formula import natural_order
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read, right_side
from symcalc.reading.arrays import flat
from symcalc.steps import Step
from symcalc.tutor.diff import gradient
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import difference
from symcalc.tutor.linear.given import column, shown, written
from symcalc.tutor.linear.numbers import root_of, tidy
from symcalc.tutor.linear.places import placed
from symcalc.tutor.several.matrices import hessian, jacobian
from symcalc.tutor.words.slopes import CHECK, FAILS, HINTS, WORDS
from symcalc.writing.text import text

DIGITS = 30
NAME = re.compile(r"\s*[A-Za-z]\s*(?:\(\s*(?P<of>\w+(?:\s*,\s*\w+)*)\s*\)\s*)?=(?!=)\s*")
Point = dict[sp.Symbol, sp.Expr]


@lesson(
    "steepest",
    "direction of steepest {way:descent|ascent|increase|decrease} of {f} at {point}",
    "steepest {way:descent|ascent} direction of {f} at {point}",
)
def steepest(way: str, f: str, point: str) -> Derivation:
    """The gradient, or its opposite; any positive multiple points the same way."""
    body, at = _given(f, point)
    told = gradient(body, tuple(at), [at])
    down = way.lower() in ("descent", "decrease")
    slope = sp.ImmutableMatrix(told.value)
    if slope.is_zero_matrix:
        raise UnsupportedError(FAILS["flat"], where=f, hint=HINTS["flat"])
    vector = -slope if down else slope
    unit = sp.ImmutableMatrix((vector / _length(vector)).applyfunc(tidy))
    step = noted(
        "descent" if down else "ascent",
        told.result,
        shown(vector),
        unit=text(shown(unit)),
        point=_spelled(at),
        slope=text(shown(slope)),
    )
    parts = {"way": "descent" if down else "ascent", "f": text(body), "point": _spelled(at)}
    question = asked("steepest", body=body, **parts)
    return replace(
        told,
        question=question,
        result=shown(vector),
        steps=(*_before(told), step),
        value=None,
    )


@lesson(
    "steepness",
    "length of the gradient of {f} at {point}",
    "norm of the gradient of {f} at {point}",
    "{noun:length|magnitude|size|norm} of[ the] gradient of {f} at {point}",
    "gradient {noun:norm|magnitude} of {f} at {point}",
    "{noun:largest|maximum|maximal|greatest} directional derivative of {f} at {point}",
    "{noun:largest|maximum|maximal|greatest} rate of {other:change|increase} of {f} at {point}",
)
def steepness(f: str, point: str, **_: str) -> Derivation:
    """The length of the gradient, which is the largest directional derivative."""
    body, at = _given(f, point)
    told = gradient(body, tuple(at), [at])
    length = tidy(_length(sp.ImmutableMatrix(told.value)))
    norm = Notation("norm", (shown(sp.ImmutableMatrix(told.value)),), expr=length)
    slope = text(shown(sp.ImmutableMatrix(told.value)))
    step = noted("length", norm, arrange(length), point=_spelled(at), slope=slope)
    parts = {"f": text(body), "point": _spelled(at)}
    return replace(
        told,
        question=asked("steepness", body=body, **parts),
        result=arrange(length),
        steps=(*_before(told), step),
        value=length,
    )


@lesson(
    "hessian-vector",
    "Hessian-vector product of {f} with v = {v} at {point}",
    "Hessian vector product of {f} with[ v =] {v:list} at {point}",
    "Hessian-vector product of {f} at {point} with[ v =] {v:list}",
    "{name:hvp|Hessian-vector product|Hessian vector product} of {f} at {point} "
    "in[ the] direction[ of][ the][ vector][ v =] {v:list}",
)
def hessian_vector(f: str, v: str, point: str, **_: str) -> Derivation:
    """H v at a point."""
    return _product("hessian-vector", f, v, point)


@lesson(
    "jacobian-vector",
    "Jacobian-vector product of {f} with v = {v} at {point}",
    "{name:jvp|Jacobian-vector product|Jacobian vector product} of {f} with[ v =] {v:list} "
    "at {point}",
    "{name:jvp|Jacobian-vector product|Jacobian vector product} of {f} at {point} "
    "with[ v =] {v:list}",
    "{name:jvp|Jacobian-vector product|Jacobian vector product} of {f} at {point} "
    "in[ the] direction[ of][ the][ vector][ v =] {v:list}",
)
def jacobian_vector(f: str, v: str, point: str, **_: str) -> Derivation:
    """J v at a point: forward mode."""
    return _product("jacobian-vector", f, v, point)


@lesson(
    "vector-jacobian",
    "vector-Jacobian product of {f} with v = {v} at {point}",
    "{name:vjp|vector-Jacobian product|vector Jacobian product} of {f} "
    "with[ {letter:u|v|w} =] {v:list} at {point}",
    "{name:vjp|vector-Jacobian product|vector Jacobian product} of {f} at {point} "
    "with[ {letter:u|v|w} =] {v:list}",
)
def vector_jacobian(f: str, v: str, point: str, **_: str) -> Derivation:
    """Jᵀ v at a point: reverse mode."""
    return _product("vector-jacobian", f, v, point)


def _product(kind: str, f: str, v: str, point: str) -> Derivation:
    body, at = _given(f, point)
    return _times(kind, body, column(v), at)


def in_numbers(kind: str, body: Notation, v: Any, at: Point) -> Derivation:
    """The same for a formula and a list of numbers, at a point whose letters are in order.

    Raises
    ------
    UnsupportedError
        If the point does not give every letter a number.
    """
    if set(at) != body.symbols:
        raise UnsupportedError(FAILS["no-point"], hint=HINTS["no-point"])
    return _times(kind, body, column(v), at)


def _times(kind: str, body: Notation, vector: sp.ImmutableMatrix, at: Point) -> Derivation:
    """A Jacobian or a Hessian at a point, times a vector."""
    told = (hessian if kind == "hessian-vector" else jacobian)(body, tuple(at), [at])
    matrix = sp.ImmutableMatrix(told.value)
    left = matrix.T if kind == "vector-jacobian" else matrix
    if left.cols != vector.rows:
        raise ShapeError(FAILS["length"].format(mine=vector.rows, wanted=left.cols))
    answer = sp.ImmutableMatrix((left * vector).applyfunc(tidy))
    before = Notation("product", (shown(left), shown(vector)), expr=answer)
    parts = {"f": text(body), "v": written(list(vector)), "point": _spelled(at)}
    claims = told.claims
    if kind != "vector-jacobian":
        along = SlopeAlong(body.expr, tuple(at.items()), tuple(vector), answer, kind)
        claims = (*claims, along)
    return replace(
        told,
        question=asked(kind, body=body, **parts),
        result=shown(answer),
        steps=(*told.steps, noted(kind, before, shown(answer))),
        value=None,
        claims=claims,
    )


@dataclass(frozen=True)
class SlopeAlong:
    """J v is the derivative of f(x + t v) at t = 0, and H v that of its gradient: numerically."""

    expr: sp.Expr
    point: tuple[tuple[sp.Symbol, sp.Expr], ...]
    vector: tuple[sp.Expr, ...]
    answer: sp.ImmutableMatrix
    kind: str

    def check(self) -> CheckReport:
        """Compare with derivatives along the line, by mpmath."""
        t, at = sp.Dummy("t"), dict(self.point)
        pairs = zip(at.items(), self.vector, strict=True)
        line = {x: x + t * v for (x, _), v in pairs}
        outputs = list(self.expr) if isinstance(self.expr, sp.MatrixBase) else [self.expr]
        kind = Precise(DIGITS)
        found = []
        for f in outputs:
            moved, place = f.xreplace(line), {**at, t: sp.S.Zero}
            orders = [(x, t) for x in at] if self.kind == "hessian-vector" else [(t,)]
            found += [sp.Float(kind.slope(moved, order, place), DIGITS) for order in orders]
        error = difference(self.answer, sp.Matrix(found))
        status = "agrees" if error < TOLERANCE else "disagrees"
        told = CHECK.format(error=short(error))
        method = "numeric differentiation"
        return CheckReport(status, len(found), error, TOLERANCE, None, method, told=told)


TOLERANCE = 1e-12


def _given(f: str, point: str) -> tuple[Notation, Point]:
    """The formula, and a number for each of its letters in their order."""
    named = NAME.match(f)
    plain = f[named.end() :].strip() if named else f.strip()
    node = right_side(read(f))
    if node.head == "tuple":
        node = read(f"[{plain[1:-1]}]")
    letters = natural_order(node.symbols)
    order = [x.strip() for x in named["of"].split(",")] if named and named["of"] else []
    if order and {x.name for x in letters} == set(order):
        letters = tuple(sorted(letters, key=lambda x: order.index(x.name)))
    if order and point.strip()[:1] in ("(", "["):
        point = f"({', '.join(order)}) = {point.strip()}"
    places = placed(plain, point)
    if len(places) != 1 or {x.name for x in letters} != set(places[0]):
        raise UnsupportedError(FAILS["point"].format(point=point), hint=HINTS["point"])
    found = {x: places[0][x.name] for x in letters}
    if any(len(flat(value)) != 1 or isinstance(value, list) for value in found.values()):
        raise UnsupportedError(FAILS["point"].format(point=point), hint=HINTS["point"])
    return node, found


def _before(told: Derivation) -> list[Step]:
    """The steps to the gradient, without its value, which the next step says."""
    return [step for step in told.steps if step.rule != "evaluate"]


def _length(vector: sp.ImmutableMatrix) -> sp.Expr:
    return root_of(sp.Add(*(e**2 for e in vector)))


def _spelled(at: Point) -> str:
    return ", ".join(f"{text(notation.name(x))} = {text(arrange(v))}" for x, v in at.items())


def noted(kind: str, before: Notation, after: Notation, **fields: str) -> Step:
    """A step with its words from the table."""
    words = WORDS[kind]
    said = words.explanation.format(**fields)
    return Step(
        kind, words.title, before, after, said, words.statement, "definition", hints=(words.hint,)
    )

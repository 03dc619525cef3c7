"""One thing of all that eigenvalues tell: the polynomial, the largest one, vectors for one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.characteristic import begun, polynomial
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.eigen import eigen, listed
from symcalc.tutor.linear.given import Given, square, written
from symcalc.tutor.linear.numbers import arranged, decimals, is_zero, tidy
from symcalc.tutor.linear.own_vectors import vectors_told
from symcalc.tutor.linear.svd import svd
from symcalc.tutor.linear.told import Eigen
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words.linear_parts import CHECKS, ENDINGS, FAILS, HINTS, HOW
from symcalc.writing.text import text

LARGEST = "largest|maximum|maximal|max|greatest|biggest|top"
SMALLEST = "smallest|minimum|minimal|min|least"
DOMINANT = "dominant|leading|principal"
KINDS = {
    **dict.fromkeys(LARGEST.split("|"), "largest"),
    **dict.fromkeys(SMALLEST.split("|"), "smallest"),
    **dict.fromkeys(DOMINANT.split("|"), "dominant"),
}
TRIED = (sp.Rational(3, 2), sp.Rational(-7, 3), sp.Integer(5))
LIMIT = 1e-9  # of doubles


@lesson(
    "characteristic-polynomial",
    "characteristic polynomial of {matrix}",
    "characteristic equation of {matrix}",
    "charpoly[ of][ ]{matrix:matrix}",
    "det({matrix:matrix} - lambda I)",
)
def characteristic_polynomial(matrix: Given) -> Derivation:
    """det(A − λI), multiplied out.

    Raises
    ------
    ShapeError
        If the matrix is not square.
    """
    found = square(matrix)
    expr, unknown, steps = begun(found)
    label = letter("p")
    pairs = tuple(
        (expr.subs(unknown, k), (found - k * sp.eye(found.rows)).det(method="berkowitz"))
        for k in TRIED
    )
    return Derivation(
        asked("characteristic-polynomial", label, matrix=written(matrix)),
        label,
        polynomial(expr, unknown),
        steps,
        claims=(Same(pairs, "the determinant", CHECKS["polynomial"]),),
    )


@lesson(
    "chosen-eigenvalue",
    "{which} eigenvalue of {matrix}",
    f"{{which:{LARGEST}|{SMALLEST}|{DOMINANT}}} eigenvalue of {{matrix}}",
    r"{which:lambda_max|lambda_min|λ_max|λ_min}[ of][ ]{matrix:matrix}",
)
def chosen(matrix: Given, which: str = "largest") -> Derivation:
    """The largest eigenvalue, the smallest, or the one of the largest absolute value.

    Raises
    ------
    UnsupportedError
        If the eigenvalues are not real, and the largest is asked for.
    """
    word = " ".join(which.lower().split())
    kind = KINDS.get(word.removeprefix("lambda_").removeprefix("λ_"), "")
    if not kind:
        raise UnsupportedError(FAILS["which"].format(which=which), hint=HINTS["which"])
    found = eigen(matrix)
    values = _numbers(found)
    value = _picked(values, kind)
    own = [v for v in found.vectors if _is_own(found, v, value)] if _exact(found) else []
    about = _about(value)
    ending = ENDINGS["chosen"].format(
        which=kind,
        value=text(arranged(value)),
        about=about,
        vector=ENDINGS["with"].format(vectors=vectors_told(own)) if own else "",
    )
    how = HOW["only" if len(set(values)) == 1 else kind]
    said = _last("chosen-eigenvalue", values, value, which=kind, how=how)
    return _part("chosen-eigenvalue", found, value, said, ending, which=kind, matrix=matrix)


@lesson(
    "spectral-radius",
    "spectral radius of {matrix}",
    r"rho({matrix:matrix})",
    "ρ({matrix:matrix})",
)
def spectral_radius(matrix: Given) -> Derivation:
    """The largest absolute value of an eigenvalue."""
    found = eigen(matrix)
    values = _numbers(found)
    value = tidy(_size(_picked(values, "dominant")))
    ending = ENDINGS["radius"].format(value=text(arranged(value)), about=_about(value))
    said = _last("spectral-radius", values, value)
    return _part("spectral-radius", found, value, said, ending, matrix=matrix)


@lesson(
    "chosen-singular",
    "{which} singular value of {matrix}",
    f"{{which:{LARGEST}|{SMALLEST}}} singular value of {{matrix}}",
    r"{which:sigma_max|sigma_min|σ_max|σ_min}[ of][ ]{matrix:matrix}",
)
def chosen_singular(matrix: Given, which: str = "largest") -> Derivation:
    """The largest singular value, or the smallest."""
    kind = KINDS.get(re.sub(r"^(?:sigma|σ)_", "", which.lower().strip()), "largest")
    found = svd(matrix)
    middle = found.answer[1]
    diagonal = (
        [middle[i, i] for i in range(min(middle.shape))] if len(np.shape(middle)) == 2 else middle
    )
    values = [sp.sympify(v, strict=True) for v in _plain(diagonal)]
    value = max(values, key=float) if kind == "largest" else min(values, key=float)
    ending = ENDINGS["singular"].format(
        which=kind, value=text(arranged(value)), about=_about(value)
    )
    said = step("chosen-singular", equalities(letter("sigma"), arranged(value)), which=kind)
    return _part("chosen-singular", found, value, said, ending, which=kind, matrix=matrix)


def _plain(entries: Any) -> list[Any]:
    return [e.item() if isinstance(e, np.generic) else e for e in entries]


def _numbers(found: Eigen) -> list[sp.Expr]:
    return [sp.sympify(v, strict=True) for v in found.values]


def _exact(found: Eigen) -> bool:
    return all(isinstance(v, sp.MatrixBase) for v in found.vectors)


def _is_own(found: Eigen, vector: sp.MatrixBase, value: sp.Expr) -> bool:
    matrix = square(found.question.text.partition(" of ")[2])
    return all(map(is_zero, matrix * vector - value * vector))


def _size(value: sp.Expr) -> sp.Expr:
    return sp.Abs(value) if value.is_real else sp.sqrt(tidy(sp.expand(value * sp.conjugate(value))))


def _picked(values: Sequence[sp.Expr], kind: str) -> sp.Expr:
    """By order, or by absolute value."""
    if any(v.free_symbols for v in values):
        if len(set(values)) == 1:
            return values[0]
        raise UnsupportedError(FAILS["letters-order"], hint=HINTS["letters-order"])
    if kind == "dominant":
        return max(values, key=lambda v: round(float(abs(complex(v))), 12))
    if not all(_is_real(v) for v in values):
        told = text(listed(values))
        raise UnsupportedError(
            FAILS["not-real"].format(values=told, which=kind), hint=HINTS["not-real"]
        )
    ordered = sorted(values, key=lambda v: float(sp.re(v)))
    return ordered[-1] if kind == "largest" else ordered[0]


def _is_real(value: sp.Expr) -> bool:
    near = complex(value)
    return (
        abs(near.imag) <= LIMIT * max(1.0, abs(near))
        if value.has(sp.Float)
        else not value.has(sp.I)
    )


def _about(value: sp.Expr) -> str:
    near = decimals(value)
    return f" ≈ {text(near)}" if near is not None else ""


def _last(rule: str, values: Sequence[sp.Expr], value: sp.Expr, **fields: Any) -> Step:
    names = ", ".join(text(arranged(v)) for v in dict.fromkeys(values))
    put: dict[str, Any] = {
        k: v.format(values=names, value=text(arranged(value))) for k, v in fields.items()
    }
    name = letter("rho" if rule == "spectral-radius" else "lambda")
    return step(rule, equalities(name, arranged(value)), **put)


def _part(
    kind: str,
    whole: Derivation,
    value: sp.Expr,
    last: Step,
    ending: str,
    *,
    matrix: Given,
    which: str = "",
) -> Derivation:
    """One number of a derivation that finds all of them."""
    said = {"matrix": written(matrix), **({"which": which} if which else {})}
    label = letter("sigma" if "singular" in kind else "rho" if "radius" in kind else "lambda")
    return Derivation(
        asked(kind, label, **said),
        label,
        arranged(value),
        (*whole.steps, last),
        conditions=whole.conditions,
        remarks=whole.remarks,
        claims=whole.claims,
        told=value,
        ending=ending,
        picture=whole.picture,
    )

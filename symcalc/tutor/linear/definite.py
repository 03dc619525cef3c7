"""Definiteness: minors, eigenvalues, and vectors that show each sign."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.definite_letters import kinds
from symcalc.tutor.linear.elimination import nicely, reduced
from symcalc.tutor.linear.forms import form_of
from symcalc.tutor.linear.given import (
    Given,
    numeric,
    shape,
    shown,
    square,
    square_floats,
    written,
)
from symcalc.tutor.linear.large import has_long_numbers
from symcalc.tutor.linear.numbers import arranged, sign, tidy
from symcalc.tutor.linear.signs import Signs, doubles, kind_of, precise
from symcalc.tutor.words.linear_definite import (
    DEFINITE,
    EIGENSIGNS,
    NOISE,
    SIGNS,
    SYLVESTER,
    UNSETTLED,
)
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

LARGEST = 8  # rows of a matrix whose minors are worked out exactly
FORMS = 4  # rows of a quadratic form that is written out
TRIED = 12  # multiples of a unit vector that are rounded to whole numbers
LETTERS = "xyzw"


@lesson(
    "definiteness",
    "definiteness of {matrix}",
    "is[ the matrix] {matrix:list} positive[ ]definite",
    "is[ the matrix] {matrix:list} negative[ ]definite",
    "is[ the matrix] {matrix:list} positive semidefinite",
    "is[ the matrix] {matrix:list} negative semidefinite",
    "is[ the matrix] {matrix:list} indefinite",
)
def definiteness(matrix: Given) -> Derivation:
    """Whether xᵀAx is positive, negative, or of both signs.

    `.answer` is the word: "positive definite", "positive semidefinite", "indefinite", …; with
    letters the conditions for positive definiteness.
    """
    if max(shape(matrix)) > LARGEST:
        return _in_numbers(matrix)
    found = form_of(square(matrix), matrix)
    if isinstance(matrix, np.ndarray | list | tuple) and has_long_numbers(found):
        return _in_numbers(matrix)
    form = sp.ImmutableMatrix(((found + found.T) / 2).applyfunc(tidy))
    steps = [] if found == form else [_symmetric(form)]
    name = "A" if found == form else "S"
    polynomial = _polynomial(form)
    steps += [_form(found, form, polynomial)] if form.rows <= FORMS else []
    minors = [tidy(form[:k, :k].det()) for k in range(1, form.rows + 1)]
    if not numeric(form):
        return _lettered(matrix, steps, name, form, minors)
    by_minors = _sylvester([sign(m) for m in minors])
    steps.append(_minors(name, form, minors, by_minors))
    kind, more = (by_minors, []) if by_minors else _by_eigenvalues(name, form)
    steps += [*more, *_witnesses(name, form, kind)]
    return _told(matrix, steps, kind, Signs(form, kind))


def _told(matrix: Given, steps: Sequence[Step], kind: str, claim: Signs) -> Derivation:
    name = _name("A")
    return Derivation(
        asked("definiteness", name, matrix=written(matrix)),
        name,
        notation.name(sp.Symbol(kind)),
        tuple(steps),
        claims=(claim,),
        told=kind,
        ending=DEFINITE[kind],
    )


def _name(name: str) -> Notation:
    return notation.name(sp.Symbol(name))


def _rows(matrix: sp.MatrixBase) -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(float(e) for e in row) for row in matrix.tolist())


def _symmetric(form: sp.ImmutableMatrix) -> Step:
    return step("symmetric-part", equalities(_name("S"), shown(form)))


def _variables(n: int) -> list[sp.Symbol]:
    return (
        [sp.Symbol(c) for c in LETTERS[:n]]
        if n <= len(LETTERS)
        else list(sp.symbols(f"x_1:{n + 1}"))
    )


def _polynomial(form: sp.ImmutableMatrix) -> sp.Expr:
    """xᵀAx in x, y, z; in x_1, x_2 … where the matrix has these letters itself."""
    names = _letters(form)
    return sp.expand((sp.Matrix([names]) * form * sp.Matrix(names))[0, 0])


def _letters(form: sp.ImmutableMatrix) -> list[sp.Symbol]:
    names = _variables(form.rows)
    taken = form.free_symbols & set(names)
    return list(sp.symbols(f"x_1:{form.rows + 1}")) if taken else names


def _form(matrix: sp.ImmutableMatrix, form: sp.ImmutableMatrix, polynomial: sp.Expr) -> Step:
    names = sp.Matrix(_letters(form))
    vector = shown(sp.ImmutableMatrix(names))
    label = Notation("product", (Notation("transpose", (_name("x"),)), _name("A"), _name("x")))
    full = sp.expand((names.T * matrix * names)[0, 0])
    put = Notation("product", (Notation("transpose", (vector,)), shown(matrix), vector), expr=full)
    return step("quadratic-form", line(label, put, arrange(polynomial)))


def _sylvester(signs: Sequence[int]) -> str:
    """What the signs of the minors settle; "" where they do not."""
    if all(s == 1 for s in signs):
        return "positive definite"
    if all(s == (-1) ** k for k, s in enumerate(signs, 1)):
        return "negative definite"
    return "indefinite" if signs[-1] != 0 else ""


def _minors(name: str, form: sp.ImmutableMatrix, minors: Sequence[sp.Expr], kind: str) -> Step:
    pairs = [
        equalities(
            _name(f"{name}_{k}"), Notation("determinant", (shown(form[:k, :k]),)), arranged(m)
        )
        if k > 1
        else equalities(_name(f"{name}_1"), arranged(m))
        for k, m in enumerate(minors, 1)
    ]
    after = pairs[0] if len(pairs) == 1 else Notation("tuple", tuple(pairs))
    return step("minors", after, told=f" {SYLVESTER[kind]}")


def _by_eigenvalues(name: str, form: sp.ImmutableMatrix) -> tuple[str, list[Step]]:
    """The signs of the eigenvalues."""
    found = precise(form)
    shown_values = [v if s else 0.0 for v, s in zip(found.floats, found.signs, strict=True)]
    values = ", ".join(in_figures(v, 5) for v in shown_values)
    told = f"{UNSETTLED} {_signs_told(name, values, found.signs)}"
    return kind_of(found.signs), [step("signs", equalities(_name(name), shown(form)), told=told)]


def _signs_told(name: str, values: str, signs: Sequence[int]) -> str:
    return EIGENSIGNS.format(
        name=name,
        values=values.replace("-", "−"),
        positive=signs.count(1),
        zero=signs.count(0),
        negative=signs.count(-1),
    )


def _witnesses(name: str, form: sp.ImmutableMatrix, kind: str) -> list[Step]:
    """Vectors with a positive, a negative value, or the value 0, as the kind wants them."""
    wanted = {"indefinite": (1, -1), "positive semidefinite": (0,), "negative semidefinite": (0,)}
    return [
        _witness_step(name, form, vector, which)
        for which in wanted.get(kind, ())
        for vector in [_witness(form, which)]
        if vector is not None
    ]


def _witness(form: sp.ImmutableMatrix, which: int) -> sp.ImmutableMatrix | None:
    """A short vector of whole numbers whose form has this sign."""
    if which == 0:
        return next(iter(reduced(form).kernel), None)
    n = form.rows
    vectors = np.linalg.eigh(np.array(_rows(form)))[1]
    best = vectors[:, -1] if which > 0 else vectors[:, 0]
    tried = [list(row) for row in np.eye(n, dtype=int).tolist()]
    tried += [[round(float(k * e / abs(best).max())) for e in best] for k in range(1, TRIED)]
    for entries in tried:
        vector = sp.ImmutableMatrix(entries)
        if any(entries) and sign((vector.T * form * vector)[0, 0]) == which:
            return nicely(vector)
    return None


def _witness_step(
    name: str, form: sp.ImmutableMatrix, vector: sp.ImmutableMatrix, which: int
) -> Step:
    value = tidy((vector.T * form * vector)[0, 0])
    assert sign(value) == which
    put = Notation(
        "product", (Notation("transpose", (shown(vector),)), shown(form), shown(vector)), expr=value
    )
    label = Notation("product", (Notation("transpose", (_name("x"),)), _name(name), _name("x")))
    title, told = SIGNS[which]
    return step(
        "witness", line(label, put, arranged(value)), which=title, x=text(shown(vector)), sign=told
    )


def _lettered(
    matrix: Given,
    steps: list[Step],
    name: str,
    form: sp.ImmutableMatrix,
    minors: Sequence[sp.Expr],
) -> Derivation:
    """With letters: the minors are to be positive."""
    if form.rows > FORMS - 1:
        what = FAILS["letters-large"].format(most=FORMS - 1)
        raise TooLargeError(what, hint=HINTS["roots"])
    found = kinds(form, minors)
    pairs = [equalities(_name(f"{name}_{k}"), arranged(m)) for k, m in enumerate(minors, 1)]
    after = pairs[0] if len(pairs) == 1 else Notation("tuple", tuple(pairs))
    last = step("minors", after, told=found.why)
    polynomial = _polynomial(form)
    names = sp.Matrix(_letters(form))
    claim = Same(((polynomial, (names.T * form * names)[0, 0]),), "", CHECKS["form"])
    return Derivation(
        asked("definiteness", _name("A"), matrix=written(matrix)),
        _name("A"),
        _name(found.answer) if isinstance(found.answer, str) else arrange(found.answer),
        (*steps, last),
        claims=(claim,),
        told=found.answer,
        ending=found.ending,
    )


def _in_numbers(matrix: Given) -> Derivation:
    """By the eigenvalues as doubles."""
    a = square_floats(matrix)
    form = (a + a.T) / 2
    found = doubles(form)
    kind = kind_of(found.signs)
    values = [in_figures(v, 5) for v in found.floats]
    spelled = ", ".join(values) if len(a) <= LARGEST else f"{values[0]} … {values[-1]}"
    told = _signs_told("A" if (a == a.T).all() else "(A + Aᵀ)/2", spelled, found.signs)
    told = f"{told} {NOISE}" if 0 in found.signs else told
    return _told(matrix, [step("signs", _name("A"), told=told)], kind, Signs(form, kind))

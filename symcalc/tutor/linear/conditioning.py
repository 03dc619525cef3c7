"""The condition number: the largest stretch over the smallest."""

from __future__ import annotations

from functools import partial

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.plotting import linear as pictures
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.characteristic import characteristic
from symcalc.tutor.linear.claims import Same, line, step
from symcalc.tutor.linear.elimination import reduced
from symcalc.tutor.linear.given import Given, floats, numeric, real, shape, shown, written
from symcalc.tutor.linear.large import LARGEST, ROWS, has_long_numbers
from symcalc.tutor.linear.numbers import arranged, decimals, rounded, tidy
from symcalc.tutor.linear.stretches import stretches
from symcalc.tutor.words.linear import CONDITIONED, RATIOS, REMARKS
from symcalc.tutor.words.linear_fails import CHECKS, FAILS, HINTS
from symcalc.writing.text import text

KAPPA = notation.name(sp.Symbol("kappa"))


@lesson("condition", "condition number of {matrix}")
def condition(matrix: Given) -> Derivation:
    """The largest singular value over the smallest; of a symmetric matrix, by its eigenvalues."""
    if max(shape(matrix)) > LARGEST:
        return _in_numbers(matrix, "too-large")
    found = real(matrix)
    if not numeric(found):
        raise UnsupportedError(FAILS["condition"], hint=HINTS["condition"])
    kernel = reduced(found if found.rows >= found.cols else found.T).kernel
    if kernel:
        return _singular(matrix, found, kernel[0])
    if has_long_numbers(found):
        return _in_numbers(matrix, "long-numbers")
    worked = _by_eigenvalues(found) if found.is_symmetric() else _by_singular_values(found)
    if worked is None:
        return _in_numbers(matrix, "no-formula")
    steps, value = worked
    told = np.linalg.cond(np.array(found.tolist(), dtype=float))
    accuracy = 1e-13 * max(told, 1.0) + 1e-12
    near = decimals(value)
    return Derivation(
        asked("condition", KAPPA, matrix=written(matrix)),
        KAPPA,
        arranged(value),
        tuple(steps),
        remarks=(CONDITIONED["finite"].format(kappa=text(near or arranged(value))),),
        claims=(Same(((value, sp.Float(told)),), "NumPy", CHECKS["condition"], accuracy),),
        picture=_picture(found),
    )


def _by_eigenvalues(matrix: sp.ImmutableMatrix) -> tuple[list[Step], sp.Expr] | None:
    found = characteristic(matrix)
    if found is None:
        return None
    sizes = sorted((sp.Abs(v) for v, _ in found.roots), key=float)
    value = tidy(sizes[-1] / sizes[0])
    return [
        *found.steps,
        _ratio(arranged(sizes[-1]), arranged(sizes[0]), value, "eigenvalues"),
    ], value


def singular_squares(matrix: sp.ImmutableMatrix) -> tuple[list[Step], list[sp.Expr]] | None:
    """The eigenvalues of AᵀA, the smallest first, with the steps to them."""
    narrow = matrix if matrix.rows >= matrix.cols else sp.ImmutableMatrix(matrix.T)
    normal = sp.ImmutableMatrix((narrow.T * narrow).applyfunc(tidy))
    found = characteristic(normal, "B")
    if found is None:
        return None
    transposed = Notation("transpose", (shown(narrow),))
    product = Notation("product", (transposed, shown(narrow)), expr=normal)
    name = notation.name(sp.Symbol("A"))
    both = (Notation("transpose", (name,)), name)
    label = Notation("product", both if narrow == matrix else both[::-1])
    sides = equalities(notation.name(sp.Symbol("B")), label)
    first = step("normal-matrix", line(sides, product, shown(normal)), product=text(label))
    squares = sorted((v for v, count in found.roots for _ in range(count)), key=float)
    return [first, *found.steps], squares


def _by_singular_values(matrix: sp.ImmutableMatrix) -> tuple[list[Step], sp.Expr] | None:
    worked = singular_squares(matrix)
    if worked is None:
        return None
    steps, squares = worked
    low, high = (_root(squares[k]) for k in (0, -1))
    value = tidy(sp.sqrtdenest(sp.sqrt(tidy(squares[-1] / squares[0]))))
    return [*steps, _ratio(high, low, value, "singular")], value


def _root(square: sp.Expr) -> Notation:
    """A singular value, as the root that it is."""
    root = sp.sqrt(square)
    return arrange(root) if root.is_Rational else build("sqrt", arranged(square))


def _ratio(high: Notation, low: Notation, value: sp.Expr, how: str) -> Step:
    quotient = notation.arithmetic("quotient", high, low)
    near = decimals(value)
    told = RATIOS[how] + ("" if near is None else f" κ ≈ {text(near)}.")
    return step("ratio", line(KAPPA, quotient, arranged(value)), how=told)


def _singular(matrix: Given, found: sp.ImmutableMatrix, vector: sp.ImmutableMatrix) -> Derivation:
    """Infinite, with a vector that is sent to 0."""
    name, v = notation.name(sp.Symbol("A")), notation.name(sp.Symbol("v"))
    narrow = found if found.rows >= found.cols else sp.ImmutableMatrix(found.T)
    image = sp.ImmutableMatrix((narrow * vector).applyfunc(tidy))
    left = name if narrow == found else Notation("transpose", (name,))
    product = Notation("product", (shown(narrow), shown(vector)), expr=image)
    shown_line = line(Notation("product", (left, v)), product, shown(image))
    zero = sp.zeros(*image.shape).as_immutable()
    return Derivation(
        asked("condition", KAPPA, matrix=written(matrix)),
        KAPPA,
        arrange(sp.oo),
        (step("null-vector", shown_line, name=text(left)),),
        claims=(Same(((image, zero),), "", CHECKS["singular"]),),
        told=sp.oo,
        ending=CONDITIONED["infinite"],
        picture=_picture(found),
    )


def _in_numbers(matrix: Given, why: str) -> Derivation:
    """By NumPy's singular values."""
    a = floats(matrix)
    stretch = stretches(a)
    kappa, values = stretch.kappa, stretch.values
    rows = [(str(k), in_figures(v)) for k, v in enumerate(values, 1)]
    half = ROWS // 2
    rows = [*rows[:half], ("…", "…"), *rows[-half:]] if len(rows) > ROWS else rows
    reason = REMARKS[why].format(n=max(a.shape))
    table = Table(("k", "σ"), tuple(rows))
    result = arrange(sp.oo) if kappa == np.inf else rounded(sp.Float(kappa))
    size, whole = float(np.linalg.norm(a / stretch.size)), float(np.linalg.norm(stretch.scaled))
    pair = (sp.Float(size), sp.Float(whole))
    told = {"singular": (), "nearly": (CONDITIONED["nearly"],)}.get(
        stretch.kind, (CONDITIONED["finite"].format(kappa=text(result)),)
    )
    ending = {"singular": "infinite", "unsettled": "unsettled"}.get(stretch.kind, "ending")
    return Derivation(
        asked("condition", KAPPA, matrix=written(matrix)),
        KAPPA,
        result,
        (step("singular-values", equalities(KAPPA, result), table=table, why=reason),),
        remarks=() if stretch.kind == "unsettled" else told,
        claims=(Same((pair,), "the entries", CHECKS["squares"], 1e-9),),
        told=kappa,
        ending=CONDITIONED[ending].format(kappa=text(result)),
    )


def _picture(matrix: sp.ImmutableMatrix) -> partial[object] | None:
    """The unit circle and its image, with the directions of largest and smallest stretch."""
    if matrix.shape != (2, 2):
        return None
    rows = tuple(tuple(float(e) for e in row) for row in matrix.tolist())
    _, values, right = np.linalg.svd(np.array(rows))
    directions = [
        (f"v_{k + 1}, σ = {in_figures(values[k], 4)}", (float(right[k, 0]), float(right[k, 1])))
        for k in range(2)
    ]
    return partial(pictures.circle, rows, tuple(directions))

"""The lines of a formula of matrices: what each operation does here, with its numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import sympy as sp

from symcalc import notation
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Term
from symcalc.matrix.term import shown as shape_text
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import as_names, equalities
from symcalc.tutor.linear.claims import difference, step
from symcalc.tutor.linear.given import as_notation, shown
from symcalc.tutor.linear.numbers import arranged, rounded, tidy
from symcalc.tutor.several.determinant import expanded
from symcalc.tutor.words.linear import OPERATIONS, WORKINGS
from symcalc.writing.text import text

SMALL = 36  # entries of an array that is worked out exactly and written out
EXPANDED = 3  # rows of a determinant that a person expands
ROUNDING = 1e-6  # of lines with doubles
Exact = Any  # a SymPy number or matrix


def operation_line(node: Term, numbers: Mapping[Term, Any], exact: Mapping[Term, Exact]) -> Step:
    """X W = [[1·7 + 2·9, …]] = [[25, …]]."""
    value = exact.get(node, numbers[node])
    put = WORKED.get(node.op, _nothing)(node, exact)
    sides = [as_names(node), *put]
    sides += [] if is_large(value) else [shown_value(value)]
    for side in sides[2:]:
        assert difference(sides[1], side) < ROUNDING, f"{text(sides[0])} is worked out wrongly"
    near = _near(value)
    told = [
        OPERATIONS["product"] if node.op == "matmul" and len(node.args) == 2 else "",
        WORKINGS["right"] if node.op == "matmul" and len(put) > 1 else "",
        _said(node, exact),
        OPERATIONS["shape"].format(shape=_shape(numbers[node])) if node.shape else "",
        "" if near is None else OPERATIONS["near"].format(value=text(near)),
    ]
    key = "matrix-product" if node.op == "matmul" else "operation"
    after = equalities(*dict.fromkeys(sides)) if len(sides) > 1 else sides[0]
    return step(key, after, title=_title(node), told=" ".join(filter(None, told)))


def _title(node: Term) -> str:
    """Difference; Power of each entry."""
    title = OPERATIONS.get(node.op, TABLE[node.op].title).format(function=node.value)
    if node.op == "map" and not node.shape:
        title = str(node.value)
    if node.op == "sum" and any(a.op == "scale" and a.value == -1 for a in node.args):
        title = WORKINGS["difference"]
    return title[0].upper() + title[1:]


def _said(node: Term, exact: Mapping[Term, Exact]) -> str:
    """How a determinant, an inverse and a softmax are found."""
    if not node.args or node.args[0] not in exact:
        return ""
    inner = exact[node.args[0]]
    rows = inner.rows if isinstance(inner, sp.MatrixBase) else 0
    if node.op == "inverse" and node in exact:
        how = WORKINGS["two-rows" if rows == 2 else "rows"].format(
            det=text_of(tidy(inner.det())), name=text(as_names(node.args[0]))
        )
        return how if rows > 1 else ""
    if node.op == "det" and rows == EXPANDED:
        return WORKINGS["first-row"]
    if node.op == "softmax" and node in exact:
        powers = [sp.exp(e) for e in inner]
        return WORKINGS["softmax"].format(
            powers=", ".join(f"{text_of(p)} ≈ {text(rounded(p))}" for p in powers),
            total=text(rounded(sp.Add(*powers))),
        )
    return ""


def text_of(value: sp.Expr) -> str:
    """An exact number as text."""
    return text(arranged(value))


def _nothing(_node: Term, _exact: Mapping[Term, Exact]) -> list[Notation]:
    return []


def _product(node: Term, exact: Mapping[Term, Exact]) -> list[Notation]:
    """The rows times the columns; of more factors, from the right."""
    if any(a not in exact or not isinstance(exact[a], sp.MatrixBase) for a in node.args):
        return []
    factors = [exact[a] for a in node.args]
    lines: list[Notation] = []
    while len(factors) > 2:
        if not lines:
            lines.append(_written(factors))
        last = sp.ImmutableMatrix((factors[-2] * factors[-1]).applyfunc(tidy))
        factors = [*factors[:-2], last]
        lines.append(_written(factors))
    return [*lines, _rows_times_columns(*factors)] if len(factors) == 2 else lines


def _written(factors: list[sp.MatrixBase]) -> Notation:
    whole = factors[0]
    for factor in factors[1:]:
        whole = whole * factor
    return Notation("product", tuple(map(shown, factors)), expr=sp.ImmutableMatrix(whole))


def _determinant(node: Term, exact: Mapping[Term, Exact]) -> list[Notation]:
    inner = exact.get(node.args[0])
    if not isinstance(inner, sp.MatrixBase) or not 1 < inner.rows <= EXPANDED:
        return []
    return [expanded([[arranged(e) for e in row] for row in inner.tolist()])]


def _inverse(node: Term, exact: Mapping[Term, Exact]) -> list[Notation]:
    """Of two rows: the diagonal changes places, the other entries their signs."""
    inner = exact.get(node.args[0])
    if not isinstance(inner, sp.MatrixBase) or inner.rows != 2 or node not in exact:
        return []
    (a, b), (c, d) = inner.tolist()
    factor = notation.arithmetic("quotient", notation.number(1), arranged(tidy(inner.det())))
    turned = sp.ImmutableMatrix([[d, -b], [-c, a]])
    return [Notation("product", (factor, shown(turned)), expr=exact[node])]


WORKED: dict[str, Callable[[Term, Mapping[Term, Exact]], list[Notation]]] = {
    "matmul": _product,
    "det": _determinant,
    "inverse": _inverse,
}


def _rows_times_columns(left: sp.MatrixBase, right: sp.MatrixBase) -> Notation:
    """The products of a matrix product as they are written."""
    rows = [
        [
            notation.add(
                *(
                    notation.arithmetic("product", arrange(left[i, k]), arrange(right[k, j]))
                    for k in range(left.cols)
                )
            )
            for j in range(right.cols)
        ]
        for i in range(left.rows)
    ]
    return as_notation(rows)


def is_large(value: Any) -> bool:
    """Whether an array has too many entries to be written out."""
    return int(np.prod(value.shape if hasattr(value, "shape") else ())) > SMALL


def from_array(array: Any) -> Exact:
    """Doubles for SymPy; whole numbers are exact."""
    full = np.asarray(array, dtype=float)
    entries = [sp.Integer(int(v)) if v.is_integer() else sp.Float(v) for v in full.ravel().tolist()]
    return sp.ImmutableMatrix(*full.shape, entries) if full.ndim == 2 else entries[0]


def large(value: sp.MatrixBase) -> str:
    """A large array in words."""
    return str(OPERATIONS["large"].format(rows=value.rows, columns=value.cols))


def shown_value(value: Any) -> Notation:
    """Exact numbers in full, floats with seven digits; a large array is a name."""
    if not isinstance(value, sp.Basic):
        value = from_array(value)
    if isinstance(value, sp.MatrixBase) and is_large(value):
        return Notation("name", text=large(value), expr=value)
    if isinstance(value, sp.MatrixBase):
        if value.has(sp.Float):
            return as_notation([[_number(e) for e in row] for row in value.tolist()])
        return shown(value)
    return _number(value)


def _shape(array: Any) -> str:
    return shape_text(tuple(sp.Integer(k) for k in np.shape(array)))


def _number(value: sp.Expr) -> Notation:
    return rounded(value) if value.is_Float else arrange(value)


def _near(value: Any) -> Notation | None:
    """The decimals of exact numbers that are no fractions."""
    if not isinstance(value, sp.Basic):
        return None
    entries = list(value) if isinstance(value, sp.MatrixBase) else [value]
    if len(entries) > SMALL or all(e.is_Rational or e.is_Float for e in entries):
        return None
    if not isinstance(value, sp.MatrixBase):
        return rounded(value)
    return as_notation([[rounded(e) for e in row] for row in value.tolist()])

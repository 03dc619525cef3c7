"""What a formula begins with: symbols, numbers, the identity."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.matrix.operations import forms
from symcalc.matrix.operations.row import Operation, operation
from symcalc.matrix.term import Term
from symcalc.notation import declared
from symcalc.primitives import arrange


def _symbol(term: Term) -> sp.Expr:
    return sp.MatrixSymbol(term.value, *term.shape) if term.shape else sp.Symbol(term.value)


operation(
    Operation(
        name="symbol",
        title="Variable",
        says="",
        compute=lambda _t, _at: None,
        meaning=_symbol,
        written=lambda t: declared(t.value, _symbol(t), is_matrix=bool(t.shape)),
    )
)
operation(
    Operation(
        name="number",
        title="Number",
        says="",
        compute=lambda t, at: np.float64(at.number(t.value)),
        meaning=lambda t: t.value,
        written=lambda t: arrange(t.value),
    )
)
operation(
    Operation(
        name="identity",
        title="Identity",
        says="",
        compute=lambda _t, at: np.eye(at.shape[0]),
        meaning=lambda t: sp.Identity(t.shape[0]),
        written=forms.identity,
    )
)

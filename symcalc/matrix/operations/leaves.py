"""What a formula begins with: symbols, numbers, the identity."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.matrix.operations.row import Operation, operation
from symcalc.notation import Notation
from symcalc.primitives import arrange

operation(
    Operation(
        name="symbol",
        title="Variable",
        says="",
        compute=lambda _t, _at: None,
        meaning=lambda t: sp.MatrixSymbol(t.value, *t.shape) if t.shape else sp.Symbol(t.value),
        written=lambda t: Notation("name", text=t.value),
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
        written=lambda _t: Notation("name", text="I"),
    )
)

"""Whole numbers in order, of which labels and triangles are made."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.matrix.operations.row import Operation, operation
from symcalc.matrix.operations.shapes import COLUMN_INDEX, ROW_INDEX
from symcalc.notation import Notation
from symcalc.primitives import arrange

operation(
    Operation(
        name="range",
        title="0, 1, 2, …",
        says="",
        compute=lambda _t, at: np.arange(at.shape[0], dtype=float).reshape(-1, 1),
        meaning=lambda t: sp.FunctionMatrix(
            *t.shape, sp.Lambda((ROW_INDEX, COLUMN_INDEX), ROW_INDEX)
        ),
        written=lambda t: Notation("call", (arrange(t.shape[0]),), "range"),
    )
)

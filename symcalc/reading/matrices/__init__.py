"""Matrix formulas: declared shapes, and formulas read with them, nothing evaluated."""

from __future__ import annotations

from symcalc.reading.matrices import applied, blocks, products
from symcalc.reading.matrices.lines import Written, read_matrices
from symcalc.reading.matrices.scope import Shape
from symcalc.reading.matrices.shapes import counting, read_shapes, size

__all__ = ["Shape", "Written", "counting", "read_matrices", "read_shapes", "size"]

# Each registers, when it is imported, how its kinds of tokens are read.
GRAMMAR = (applied, blocks, products)

"""The table of matrix operations: every module here enters its rows when it is imported."""

from symcalc.matrix.operations import counting, functions, layout, leaves, linear, softmax
from symcalc.matrix.operations.row import TABLE, Operation

ROWS = (leaves, counting, linear, layout, functions, softmax)

__all__ = ["ROWS", "TABLE", "Operation"]

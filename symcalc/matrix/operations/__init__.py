"""The table of matrix operations: every module here enters its rows when it is imported."""

from symcalc.matrix.operations import adjugate, counting, functions, layout, leaves, linear, softmax
from symcalc.matrix.operations.row import TABLE, Operation

ROWS = (leaves, counting, linear, layout, functions, adjugate, softmax)

__all__ = ["ROWS", "TABLE", "Operation"]

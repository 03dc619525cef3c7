"""Numba: compiled functions of floats, and loops over arrays."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.languages.python import module
from symcalc.compiler.code.straight import INDENT, Function

# IEEE results: division by zero gives inf or nan, and nothing is reassociated.
DECORATOR = '@njit(error_model="numpy")\n'


def text(functions: Sequence[Function], dtype: str) -> str:  # noqa: ARG001 - as the arguments are
    """A module that needs Numba only.

    A function takes the inputs in order, as floats, and returns a float, or a tuple where there
    are several outputs. Its `_rows` takes arrays of shape (N,) and fills `out` of shape (N, m);
    a function that reduces takes arrays of data by itself and has none.
    """
    compiled = module("import math\n\nfrom numba import njit", functions, DECORATOR)
    loops = [DECORATOR + _loop(function) for function in functions if not function.reduce]
    return "\n\n".join([compiled, *(f"{loop}\n" for loop in loops)])


def _loop(function: Function) -> str:
    name, count = function.name, function.count
    words = python_names(function.program.names, reserved=[name, "out", "row", "i", "range"])
    call = f"{name}({', '.join(f'{word}[i]' for word in words)})"
    filled = [f"out[i, {k}] = row[{k}]" for k in range(count)]
    lines = [f"out[i, 0] = {call}"] if count == 1 else [f"row = {call}", *filled]
    head = [
        f"def {name}_rows({', '.join([*words, 'out'])}):",
        f'{INDENT}"""{name} at N points, into the rows of out."""',
        f"{INDENT}for i in range(out.shape[0]):",
    ]
    return "\n".join([*head, *(INDENT * 2 + line for line in lines)])

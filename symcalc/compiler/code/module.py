"""A module to keep: functions of arrays that need NumPy, and are compiled where Numba is there.

One text serves both: with NumPy its statements work on whole arrays, with Numba on one point.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from textwrap import indent

from symcalc.compiler.code.array_functions import (
    DIALECT,
    ELEMENTWISE,
    OPERATORS,
    definitions,
    number,
)
from symcalc.compiler.code.expressions import Form
from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.languages.numpy import reduced
from symcalc.compiler.code.straight import INDENT, Function, statements, used_ops

CHOICE = Form("where({0}, {1}, {2})")  # Numba's own gives arrays for numbers
WORDS = replace(DIALECT, operators={**OPERATORS, ast.IfExp: CHOICE})
DECORATOR = "@compiled\n"
RESERVED = ("np", "njit", "where", "compiled", "elementwise", "arranged", "out", "i", "range")

BROADCAST = """\
The inputs are numbers or arrays that broadcast to one shape; a result has that shape, and then
its own."""
REDUCED = """\
What is summed over are arrays of one length, the other inputs are numbers. A function of one row
takes numbers or arrays that broadcast to one shape."""

HEAD = '''\
"""{told}

{shapes} Nothing is needed but NumPy. Where Numba is installed, each function is compiled when it
is first called, and is fast from then on.

Written by symcalc.
"""

import math

import numpy as np

try:
    from numba import njit
except ImportError:
    njit = None

__all__ = [{names}]

if njit is None:
    where = np.where

    def compiled(function):
        """Leave it as it is: its statements work on arrays."""
        return function
{elementwise}
else:
    compiled = elementwise = njit(error_model="numpy")

    @compiled
    def where(condition, a, b):
        """One of two numbers."""
        return a if condition else b'''

ARRANGED = '''\
def arranged(function, count, shape, *inputs):
    """What `function` computes at every point, as one array of `shape` at each."""
    with np.errstate(all="ignore"):
        arrays = [np.asarray(u, dtype=np.{dtype}) for u in inputs]
        batch = np.broadcast_shapes(*(u.shape for u in arrays))
        out = np.empty((count, math.prod(batch)), dtype=np.{dtype})
        function(out, *(np.broadcast_to(u, batch).flatten() for u in arrays))
    axes = range(len(shape))
    return np.moveaxis(out.reshape(shape + batch), axes, [k - len(shape) for k in axes])[()]'''

FUNCTION = '''\
@compiled
def {name}_into({arguments}):
{body}


@compiled
def {name}_points({arguments}):
    for i in range(out.shape[1]):
        {name}_into({entries})


def {name}({inputs}):
    """{sentence} Shape: that of the inputs{entries_of_one}."""
    return arranged({name}_into if njit is None else {name}_points, {count}, {shape}{more})'''


def text(functions: Sequence[Function], dtype: str) -> str:
    """The module; its functions take numbers and arrays, and return arrays or NumPy's floats."""
    ops = used_ops([function.program for function in functions])
    told = [f"{f.name}({', '.join(_names(f))}): {f.sentence(_names(f))}" for f in functions]
    rows = [f.of_one_row if f.reduce else f for f in functions]
    defined = definitions(ops, WORDS, DECORATOR)
    needed = any("@elementwise" in part for part in defined)
    head = HEAD.format(
        told="\n".join(told),
        shapes=REDUCED if any(f.reduce for f in functions) else BROADCAST,
        names=", ".join(f'"{function.name}"' for function in functions),
        elementwise="\n" + indent(ELEMENTWISE, INDENT) + "\n" if needed else "",
    )
    parts = [head, *defined, ARRANGED.format(dtype=dtype), *map(_written, rows)]
    parts += [reduced(f, RESERVED) for f in functions if f.reduce]
    return "\n\n\n".join(parts) + "\n"


def _names(function: Function) -> list[str]:
    return python_names(function.program.names, RESERVED)


def _written(function: Function) -> str:
    names = _names(function)
    lines, outputs = statements(function.program, names, spell=WORDS.spell, number=number)
    stored = [f"out[{k}] = {output}" for k, output in enumerate(outputs)]
    return FUNCTION.format(
        name=function.name,
        arguments=", ".join(["out", *names]),
        body="\n".join(INDENT + line for line in [*lines, *stored]),
        entries=", ".join(["out[:, i]", *(f"{name}[i]" for name in names)]),
        inputs=", ".join(names),
        sentence=function.sentence(names),
        shape=function.result,
        entries_of_one=f", then {function.result}" if function.result else "",
        count=function.count,
        more="".join(f", {name}" for name in names),
    )

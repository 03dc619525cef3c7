"""NumPy: functions of arrays that broadcast."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.compiler.code.array_functions import DIALECT, ELEMENTWISE, definitions, number
from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.straight import INDENT, Function, statements, used_ops

ARRANGED = '''\
def arranged(outputs, inputs, shape):
    """The outputs as one array: the shape that the inputs broadcast to, then `shape`."""
    batch = np.broadcast_shapes(*(np.shape(u) for u in inputs))
    out = np.empty((len(outputs), *batch), dtype=np.{dtype})
    for k, output in enumerate(outputs):
        out[k] = output
    axes = range(len(shape))
    return np.moveaxis(out.reshape(shape + batch), axes, [k - len(shape) for k in axes])[()]'''


def text(functions: Sequence[Function], dtype: str) -> str:
    """A module that needs NumPy only.

    A function takes numbers or arrays that broadcast to one shape `batch`, and returns an array of
    the shape `batch` and then its result's. Nothing warns or raises at log(0) and 1/0.
    """
    parts = definitions(used_ops([function.program for function in functions]))
    if any("@elementwise" in part for part in parts):
        parts.insert(0, ELEMENTWISE)
    rows = [f.of_one_row if f.reduce else f for f in functions]
    parts += [ARRANGED.format(dtype=dtype), *(_written(f, dtype) for f in rows)]
    parts += [reduced(f, ("np", "arranged", "elementwise")) for f in functions if f.reduce]
    needs_math = any("math." in part for part in parts)
    imports = "import math\n\nimport numpy as np" if needs_math else "import numpy as np"
    return "\n\n\n".join([imports, *parts]) + "\n"


def reduced(function: Function, reserved: Sequence[str]) -> str:
    """A function of numbers and arrays of data: the sum or the mean of what the rows give."""
    row = function.of_one_row.name
    names = python_names(function.program.names, [function.name, row, "of_rows", *reserved])
    first, *others = (names[i] for i in function.data)
    inputs = ", ".join(names)
    checked = [f"np.ndim({first}) != 1", *(f"np.shape({n}) != np.shape({first})" for n in others)]
    lines = [
        f'"""{function.sentence(names)}"""',
        f"if {' or '.join(checked)}:",
        f'{INDENT}raise ValueError("data are arrays of one length")',
    ]
    if function.reduce == "mean":
        lines += [f"if np.size({first}) == 0:", f'{INDENT}raise ValueError("a mean of no rows")']
    lines.append(f"return np.{function.reduce}({row}({inputs}), axis=0)")
    return f"\n{INDENT}".join([f"def {function.name}({inputs}):", *lines])


def _written(function: Function, dtype: str) -> str:
    reserved = [function.name, "np", "arranged", "elementwise"]
    names = python_names(function.program.names, reserved)
    lines, outputs = statements(function.program, names, spell=DIALECT.spell, number=number)
    inputs = ", ".join(names)
    quiet = [
        *(f"{name} = np.asarray({name}, dtype=np.{dtype})" for name in names),
        *lines,
        f"return arranged([{', '.join(outputs)}], [{inputs}], {function.result})",
    ]
    body = [
        f'"""{function.sentence(names)}"""',
        'with np.errstate(all="ignore"):',
        *(INDENT + line for line in quiet),
    ]
    return f"\n{INDENT}".join([f"def {function.name}({inputs}):", *body])

"""Plain Python: floats in, a float or a tuple of floats out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.straight import INDENT, Function, helper_names, statements
from symcalc.compiler.ir import Program
from symcalc.compiler.spelling import helper_source

ROWS_RESERVED = ("rows", "of_row", "i", "len", "range", "ValueError")
MEAN_OF_NOTHING = ("if rows == 0:", f'{INDENT}raise ValueError("a mean of no rows")')


def text(functions: Sequence[Function], dtype: str = "float64") -> str:  # noqa: ARG001 - floats
    """A module that needs nothing but Python.

    A function takes the inputs in order and returns a float, or a tuple where there are several
    outputs. It raises where `math` does: at log(0) and at 1/0. Data are lists or arrays.
    """
    return module("import math", functions)


def module(imports: str, functions: Sequence[Function], decorator: str = "") -> str:
    """A module of helpers and functions, each under the same decorator."""
    written = [text for function in functions for text in _with_rows(function)]
    parts = [*helper_sources([f.program for f in functions]), *written]
    return "\n\n\n".join([imports, *(decorator + part for part in parts)]) + "\n"


def _with_rows(function: Function) -> list[str]:
    """A function; where it reduces, after that of one row."""
    return (
        [scalar(function.of_one_row), over_rows(function)]
        if function.reduce
        else [scalar(function)]
    )


def helper_sources(programs: Collection[Program]) -> list[str]:
    """The source of every helper that the programs call, each after those that it calls itself."""
    return [helper_source(name) for name in helper_names(programs)]


def scalar(function: Function) -> str:
    """A function of floats."""
    names = python_names(function.program.names, reserved=[function.name])
    lines, outputs = statements(function.program, names)
    body = [f'"""{function.sentence(names)}"""', *lines, "return " + (", ".join(outputs) or "()")]
    head = f"def {function.name}({', '.join(names)}):"
    return "\n".join([head, *(INDENT + line for line in body)])


def over_rows(function: Function) -> str:
    """A function of numbers and arrays of data, which adds up what the rows give."""
    row, count = function.of_one_row.name, function.count
    totals = [f"total{k}" for k in range(count)]
    reserved = [function.name, row, *totals, *ROWS_RESERVED]
    names = python_names(function.program.names, reserved)
    first, *others = (names[i] for i in function.data)
    called = [f"{name}[i]" if i in function.data else name for i, name in enumerate(names)]
    call = f"{row}({', '.join(called)})"
    added = [f"{total} += of_row[{k}]" for k, total in enumerate(totals)]
    if count == 1:
        call, added = f"total0 += {call}", []
    else:
        call = f"of_row = {call}"
    shared = " / rows" if function.reduce == "mean" else ""
    body = [
        f'"""{function.sentence(names)}"""',
        f"rows = len({first})",
        *(line for name in others for line in _alike(name, first)),
        *(MEAN_OF_NOTHING if function.reduce == "mean" else ()),
        *(f"{total} = 0.0" for total in totals),
        "for i in range(rows):",
        *(INDENT + line for line in [call, *added]),
        "return " + (", ".join(total + shared for total in totals) or "()"),
    ]
    head = f"def {function.name}({', '.join(names)}):"
    return "\n".join([head, *(INDENT + line for line in body)])


def _alike(name: str, first: str) -> list[str]:
    said = f"{name} and {first} have different lengths"
    return [f"if len({name}) != rows:", f"{INDENT}raise ValueError({said!r})"]

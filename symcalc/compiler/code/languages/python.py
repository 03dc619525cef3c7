"""Plain Python: floats in, a float or a tuple of floats out."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from symcalc.compiler.code.identifiers import python_names
from symcalc.compiler.code.straight import INDENT, Function, helper_names, statements
from symcalc.compiler.ir import Program
from symcalc.compiler.spelling import helper_source


def text(functions: Sequence[Function], dtype: str = "float64") -> str:  # noqa: ARG001 - floats
    """A module that needs nothing but Python.

    A function takes the inputs in order and returns a float, or a tuple where there are several
    outputs. It raises where `math` does: at log(0) and at 1/0.
    """
    return module("import math", functions)


def module(imports: str, functions: Sequence[Function], decorator: str = "") -> str:
    """A module of helpers and functions, each under the same decorator."""
    parts = [*helper_sources([f.program for f in functions]), *map(scalar, functions)]
    return "\n\n\n".join([imports, *(decorator + part for part in parts)]) + "\n"


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

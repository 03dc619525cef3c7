"""Programs as text: code that others read, ship and compile, in one language a module."""

from __future__ import annotations

import pkgutil
from collections.abc import Sequence
from importlib import import_module

from symcalc.compiler.code import languages
from symcalc.compiler.code.straight import Function
from symcalc.compiler.ir import Program
from symcalc.compiler.passes.optimise import optimise
from symcalc.errors import UnsupportedError

LANGUAGES = sorted(module.name for module in pkgutil.iter_modules(languages.__path__))


def value_and_first(
    value: Program,
    first: Program,
    *,
    scalar: bool,
    wrt: tuple[int, ...],
    reduce: str | None = None,
    data: tuple[int, ...] = (),
) -> tuple[Function, Function]:
    """The functions that code is written for: the formula, and its gradient or Jacobian.

    Parameters
    ----------
    value, first : Program
        The m outputs, and their m·n partial derivatives, row by row.
    scalar : bool
        Whether it is one formula, rather than a vector of m formulas.
    wrt : tuple of int
        Positions among the inputs of the n variables.
    reduce, data : str and tuple of int, optional
        What is formed over the rows of the inputs at these positions.
    """
    m = len(value.outputs)
    name, shape = ("gradient", (len(wrt),)) if scalar else ("jacobian", (m, len(wrt)))
    over = data if reduce else ()
    return (
        Function("value", "The formula", optimise(value), () if scalar else (m,), (), reduce, over),
        Function(name, "The partial derivatives", optimise(first), shape, wrt, reduce, over),
    )


def written(language: str, functions: Sequence[Function], dtype: str = "float64") -> str:
    """The functions in `language`, self-contained.

    Parameters
    ----------
    language : str
        The name of a module in `languages`.
    functions : sequence of Function
        With names of their own.
    dtype : {"float64", "float32"}
        The type of numbers, in languages that have several.

    Raises
    ------
    UnsupportedError
        If there is no such language; the message lists those that there are.

    Examples
    --------
    >>> from symcalc.compiler.ir import Builder, Op
    >>> builder = Builder()
    >>> x = builder.input("x")
    >>> sine = builder.add("sin", x)
    >>> program = Program(builder.nodes, (x,), (sine,), (Op("sin", 1, "math.sin({0})"),))
    >>> print(written("c", [Function("value", "The sine", program)]))
    #include <math.h>
    <BLANKLINE>
    /* The sine. in: x; out: 1 number. */
    void value(const double *in, double *out)
    {
        const double x = in[0];
        const double v1 = sin(x);
        out[0] = v1;
    }
    <BLANKLINE>
    """
    if language not in LANGUAGES:
        raise UnsupportedError(
            f"code cannot be written in {language!r}", hint=f"use one of {', '.join(LANGUAGES)}"
        )
    module = import_module(f"{languages.__name__}.{language}")
    text: str = module.text(functions, dtype)
    return text

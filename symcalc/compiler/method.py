"""The methods of a kernel: plain numbers take a path with nothing in it that could be left out.

A function with exactly the kernel's number of inputs is written and executed: collecting arguments
in a tuple and looking at their types one by one would cost more than a small formula.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import prod
from typing import Any

import numpy as np

from symcalc.compiler.arguments import Result, Shape

MOST = 16  # inputs; more are no hardship to look at
NUMBERS = frozenset({float, int, np.float64})  # what goes the short way

TEMPLATE = """\
def method({given}*more, out=None, **named):
    if out is None and not more and not named:
        try:
            if ({floats}) or ({numbers}):
                {arrays}
                number = point({passed})
                return {results}
        except OverflowError:
            pass  # a whole number beyond all floats: the long way says so
    return general(({names}*more,), named, out)
"""


class Missing:
    """Stands for an argument that was not given."""

    def __repr__(self) -> str:
        return "…"


MISSING = Missing()


def method(
    name: str,
    count: int,
    shapes: Sequence[Shape],
    dtype: str,
    point: Callable[[], Callable[..., float | None]],
    general: Callable[..., Result],
) -> Callable[..., Result]:
    """A function of `count` inputs, by position or by name, and `out=`.

    Parameters
    ----------
    shapes : sequence of tuple
        Of the results for plain numbers; a single shape gives a result that is no tuple.
    point : callable
        Gives the compiled function of one point when that is first needed.
    general : callable
        Takes the positional arguments, those by name, and `out`, whatever they are.
    """

    def first(*given: Any) -> float | None:
        values["point"] = point()
        return values["point"](*given)  # type: ignore[no-any-return]

    def complete(args: tuple[Any, ...], named: dict[str, Any], out: Any) -> Result:
        return general([a for a in args if a is not MISSING], named, out)

    values: dict[str, Any] = {
        "NUMBERS": NUMBERS,
        "MISSING": MISSING,
        "empty": np.empty,
        "dtype": np.dtype(dtype),
        "point": first,
        "general": complete,
    }
    exec(_text(count, shapes), values)  # our own text: it holds nothing but numbers
    result = values["method"]
    result.__name__ = result.__qualname__ = name
    return result  # type: ignore[no-any-return]


def _text(count: int, shapes: Sequence[Shape]) -> str:
    numbers = shapes[0] == ()
    inputs = [f"x{k}" for k in range(count)]
    made = [(f"a{k}", shape) for k, shape in enumerate(shapes[numbers:])]
    arrays = [f"{name} = empty({prod(shape)}, dtype)" for name, shape in made]
    shaped = [n if len(shape) == 1 else f"{n}.reshape({shape})" for n, shape in made]
    results = ["number"] * numbers + shaped
    return TEMPLATE.format(
        given="".join(f"{x}=MISSING, " for x in inputs) + "/, " * bool(inputs),
        floats=" and ".join(f"{x}.__class__ is float" for x in inputs) or "True",
        numbers=" and ".join(f"{x}.__class__ in NUMBERS" for x in inputs) or "True",
        arrays="; ".join(arrays) or "pass",
        passed=", ".join([*inputs, *(name for name, _ in made)]),
        results=", ".join(results),
        names="".join(f"{x}, " for x in inputs),
    )

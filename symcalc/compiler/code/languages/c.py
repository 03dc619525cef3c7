"""C99: one array in, one array out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from symcalc.compiler.code.c_functions import (
    MODULO,
    MODULO_TEXT,
    REALS,
    dialect,
    helper,
)
from symcalc.compiler.code.c_reductions import looped
from symcalc.compiler.code.identifiers import c_names
from symcalc.compiler.code.straight import INDENT, Function, helper_names, statements, used_ops


@dataclass(frozen=True)
class Style:
    """How functions stand in C, or in a language that is C inside.

    Attributes
    ----------
    helpers, functions : str
        What stands before the type of each.
    entry : str
        How entry {0} of an array is found.
    more, step : str
        Further parameters of the functions, and what they are for an array without gaps.
    """

    helpers: str = ""
    functions: str = ""
    entry: str = "{0}"
    more: str = ""
    step: str = ""


def text(functions: Sequence[Function], dtype: str) -> str:
    """A file that needs nothing but <math.h>.

    Each function reads the inputs from `in`, in order, and writes its outputs to `out`, which may
    be the same array. Arithmetic is IEEE's, unless the compiler is told otherwise. A function that
    reduces reads its parameters from `in`, and each input of data from an array of its own.
    """
    return "\n\n".join(["#include <math.h>", *parts(functions, dtype, Style())]) + "\n"


def parts(functions: Sequence[Function], dtype: str, style: Style) -> list[str]:
    """Helpers and functions, each after those that it calls."""
    names = helper_names([function.program for function in functions])
    found = [helper(name, dtype, style.helpers) for name in names]
    for function in functions:
        found.append(_written(function.of_one_row if function.reduce else function, dtype, style))
        if function.reduce:
            found.append(looped(function, REALS[dtype], style.functions, style.step))
    if any(f"{MODULO}(" in part for part in found):
        real = REALS[dtype]
        modulo = MODULO_TEXT.format(qualifier=style.helpers, real=real.name, suffix=real.suffix)
        found.insert(0, modulo)
    return found


def _written(function: Function, dtype: str, style: Style) -> str:
    program, real, words = function.program, REALS[dtype], dialect(dtype)
    names = c_names(program.names, [function.name, "in", "out", "step", *_called(function, dtype)])
    lines, outputs = statements(
        program,
        names,
        spell=words.spell,
        number=real.number,
        assign=f"const {real.name} {{0}} = {{1}};".format,
    )
    needed = {a for node in program.nodes for a in node.args} | set(program.outputs)
    read = [
        f"const {real.name} {names[k]} = in[{style.entry.format(k)}];"
        for k, i in enumerate(program.inputs)
        if i in needed
    ]
    written = [f"out[{style.entry.format(k)}] = {output};" for k, output in enumerate(outputs)]
    numbers = "1 number" if len(outputs) == 1 else f"{len(outputs)} numbers"
    told = f"in: {', '.join(names) or 'nothing'}; out: {numbers}."
    head = f"void {function.name}(const {real.name} *in, {real.name} *out{style.more})"
    return "\n".join(
        [
            f"/* {function.sentence(names)} {told} */",
            style.functions + head,
            "{",
            *(INDENT + line for line in [*(read or ["(void)in;"]), *lines, *written]),
            "}",
        ]
    )


def _called(function: Function, dtype: str) -> list[str]:
    """Names in the text that an input must not have."""
    spelled = [dialect(dtype).spell(op, [""] * op.arity) for op in used_ops([function.program])]
    return re.findall(r"\w+", " ".join(spelled))

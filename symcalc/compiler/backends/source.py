"""A Program as readable scalar Python."""

from __future__ import annotations

import inspect
import keyword
import math
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from symcalc.compiler import helpers
from symcalc.compiler.ir import CONSTANT, LEAVES, Program, Value
from symcalc.compiler.spelling import helpers_in

INDENT = "    "
BUILTINS = ("abs", "float", "int", "max", "min")  # that a spelling may call


@dataclass(frozen=True)
class Function:
    """A Program under the name and with the words of the function that is written for it."""

    name: str
    title: str
    program: Program


def source(functions: Sequence[Function]) -> str:
    """A module with these functions, which needs nothing but Python.

    A function takes the inputs in order, as floats, and returns a float, or a tuple where there
    are several outputs. In plain Python it raises where `math` does: at log(0) and at 1/0.

    Examples
    --------
    >>> from symcalc.compiler.ir import Builder, Op
    >>> builder = Builder()
    >>> x = builder.input("lambda")
    >>> square = builder.add("product", x, x)
    >>> times = Op("product", 2, "{0} * {1}")
    >>> program = Program(builder.nodes, (x,), (square,), (times,))
    >>> print(source([Function("value", "The square.", program)]))
    import math
    <BLANKLINE>
    <BLANKLINE>
    def value(lambda_):
        \"\"\"The square.\"\"\"
        v1 = lambda_ * lambda_
        return v1
    <BLANKLINE>
    """
    parts = ["import math", *helper_sources([f.program for f in functions])]
    parts += [_written(function) for function in functions]
    return "\n\n\n".join(parts) + "\n"


def helper_sources(programs: Collection[Program]) -> list[str]:
    """The source of every helper that the programs call, each after those that it calls itself."""
    used = {node.op for program in programs for node in program.nodes}
    ops = [op for program in programs for op in program.ops if op.name in used]
    found = dict[str, None]()
    pending = sorted({name for op in ops for name in helpers_in(op)}, reverse=True)
    while pending:
        missing = [h for h in helpers.NEEDS.get(pending[-1], ()) if h not in found]
        if missing:
            pending += missing
        else:
            found[pending.pop()] = None
    return [_text(name) for name in found]


def input_names(program: Program, reserved: Collection[str] = ()) -> list[str]:
    """The inputs' names as different Python identifiers, none of which means something else."""
    taken = {*vars(helpers), *BUILTINS, *reserved}
    names = list[str]()
    for i, name in enumerate(program.names):
        safe = re.sub(r"\W", "_", unicodedata.normalize("NFKC", name))
        safe = safe if safe.isidentifier() else f"x{i}_{safe}"
        safe = safe if safe.isidentifier() else f"x{i}"
        while safe in taken or keyword.iskeyword(safe):
            safe += "_"
        taken.add(safe)
        names.append(safe)
    return names


def statements(program: Program, names: Sequence[str]) -> tuple[list[str], list[str]]:
    """One assignment for each operation, in order, and how the outputs are called then."""
    labels, lines = dict(zip(program.inputs, names, strict=True)), list[str]()
    for i, node in enumerate(program.nodes):
        if node.op == CONSTANT:
            labels[i] = _number(node.value)
        elif node.op not in LEAVES:
            labels[i] = _fresh(len(lines) + 1, names)
            value = program.table[node.op].spelling.format(*(labels[a] for a in node.args))
            lines.append(f"{labels[i]} = {value}")
    return lines, [labels[i] for i in program.outputs]


def _written(function: Function) -> str:
    names = input_names(function.program, reserved=[function.name])
    lines, outputs = statements(function.program, names)
    head = f"def {function.name}({', '.join(names)}):"
    body = [f'"""{function.title}"""', *lines, "return " + (", ".join(outputs) or "()")]
    return "\n".join([head, *(INDENT + line for line in body)])


def _fresh(number: int, names: Sequence[str]) -> str:
    name = f"v{number}"
    while name in names:
        name += "_"
    return name


def _number(value: Value) -> str:
    """A constant that may stand anywhere in an expression."""
    number = float(str(value))
    if not math.isfinite(number):
        return {"inf": "math.inf", "-inf": "(-math.inf)"}.get(str(number), "math.nan")
    return f"({number!r})" if math.copysign(1.0, number) < 0.0 else repr(number)


@lru_cache(maxsize=256)
def _text(helper: str) -> str:
    return inspect.getsource(getattr(helpers, helper)).rstrip()

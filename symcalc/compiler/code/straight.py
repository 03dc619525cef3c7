"""What every language needs to write a Program: names, numbers, statements, helpers."""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace

from symcalc.compiler import helpers
from symcalc.compiler.ir import CONSTANT, LEAVES, Op, Program
from symcalc.compiler.spelling import helpers_in

INDENT = "    "

Shape = tuple[int, ...]
Spell = Callable[[Op, Sequence[str]], str]  # an operation on arguments that stand as text


@dataclass(frozen=True)
class Function:
    """A Program under the name and with the words of the function that is written for it.

    Attributes
    ----------
    name, title : str
        The title is a sentence without its full stop.
    program : Program
        What it computes.
    shape : tuple of int
        The shape of the result at one point; left out, a number, or several in a row.
    wrt : tuple of int
        Positions of the inputs that were differentiated by, where that is what it computes.
    reduce : str or None
        "sum" or "mean" where it is formed over the rows of data; the Program computes one row.
    data : tuple of int
        Positions of the inputs that are arrays of data then.
    """

    name: str
    title: str
    program: Program
    shape: Shape = ()
    wrt: tuple[int, ...] = ()
    reduce: str | None = None
    data: tuple[int, ...] = ()

    @property
    def of_one_row(self) -> Function:
        """What is added up over the data, as a function of its own."""
        return replace(self, name=f"{self.name}_of_row", reduce=None, data=())

    @property
    def parameters(self) -> tuple[int, ...]:
        """Positions of the inputs that are numbers, where it reduces."""
        return tuple(k for k in range(len(self.program.inputs)) if k not in self.data)

    @property
    def count(self) -> int:
        """How many numbers it computes."""
        return len(self.program.outputs)

    @property
    def result(self) -> Shape:
        """The shape of the result at one point."""
        return self.shape or (() if self.count == 1 else (self.count,))

    def sentence(self, names: Sequence[str]) -> str:
        """What it computes, with the inputs called as they are in the text."""
        by = ", ".join(names[i] for i in self.wrt)
        rows = ", row by row" if len(self.shape) > 1 else ""
        told = self.title + (f" by {by}" if by else "") + rows
        if not self.reduce:
            return f"{told}."
        over = ", ".join(names[i] for i in self.data)
        return f"The {self.reduce} over {over} of: {told[:1].lower()}{told[1:]}."


def helper_names(programs: Collection[Program]) -> list[str]:
    """Every helper that the programs call, each after those that it calls itself."""
    found = dict[str, None]()
    pending = sorted({h for op in used_ops(programs) for h in helpers_in(op)}, reverse=True)
    while pending:
        missing = [h for h in helpers.NEEDS.get(pending[-1], ()) if h not in found]
        if missing:
            pending += missing
        else:
            found[pending.pop()] = None
    return list(found)


def used_ops(programs: Collection[Program]) -> list[Op]:
    """The operations that the programs' nodes are made of, one of each name."""
    used = {node.op for program in programs for node in program.nodes}
    ops = {op.name: op for program in programs for op in program.ops if op.name in used}
    return list(ops.values())


def distinct(names: Sequence[str], safe: Callable[[int, str], str], taken: set[str]) -> list[str]:
    """The names as `safe` writes them, all different, and none of them in `taken`."""
    chosen = list[str]()
    for i, name in enumerate(names):
        word = safe(i, name)
        while word in taken:
            word += "_"
        taken.add(word)
        chosen.append(word)
    return chosen


def python_spelling(op: Op, args: Sequence[str]) -> str:
    """An operation in scalar Python."""
    return op.spelling.format(*args)


def python_number(value: float, inf: str = "math.inf", nan: str = "math.nan") -> str:
    """A constant that may stand anywhere in an expression, and is read back to the last bit."""
    if math.isnan(value):
        return nan
    size = inf if math.isinf(value) else repr(abs(value))
    return f"(-{size})" if math.copysign(1.0, value) < 0.0 else size


def statements(
    program: Program,
    names: Sequence[str],
    *,
    spell: Spell = python_spelling,
    number: Callable[[float], str] = python_number,
    assign: Callable[[str, str], str] = "{0} = {1}".format,
) -> tuple[list[str], list[str]]:
    """One assignment for each operation, in order, and how the outputs are called then.

    Parameters
    ----------
    program : Program
        Its inputs are called `names`.
    spell, number : callable
        How the language writes an operation and a constant.
    assign : callable
        How it gives a name, the first argument, a value.
    """
    labels, lines = dict(zip(program.inputs, names, strict=True)), list[str]()
    taken = set(names)
    for i, node in enumerate(program.nodes):
        if node.op == CONSTANT:
            labels[i] = number(float(str(node.value)))
        elif node.op not in LEAVES:
            labels[i] = _fresh(len(lines) + 1, taken)
            value = spell(program.table[node.op], [labels[a] for a in node.args])
            lines.append(assign(labels[i], value))
    return lines, [labels[i] for i in program.outputs]


def _fresh(number: int, taken: Collection[str]) -> str:
    name = f"v{number}"
    while name in taken:
        name += "_"
    return name

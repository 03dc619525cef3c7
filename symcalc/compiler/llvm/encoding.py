"""A Program as code for the interpreter: rows of a table of values, used again when they are free.

Each instruction is the number of its operation, the row of its result, then the rows of its
arguments. Inputs come first in the table, outputs after them, what is computed on the way behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from symcalc.compiler.ir import CONSTANT, INPUT, Program

END, FILL, COPY = 0, 1, 2  # before the operations of the Program
FIRST = 3


@dataclass(frozen=True)
class Code:
    """What the interpreter runs.

    Attributes
    ----------
    words : ndarray of int32
        The instructions, one after another, up to an END.
    constants : ndarray of float64
        What FILL takes its numbers from, behind the parameters.
    rows : int
        How many values are alive at once, inputs and outputs included.
    """

    words: NDArray[np.int32]
    constants: NDArray[np.float64]
    rows: int


def spellings(program: Program) -> tuple[tuple[str, int], ...]:
    """The operations of a Program, by what they compute and how many arguments they take."""
    used = {node.op for node in program.nodes} - {CONSTANT, INPUT}
    return tuple(sorted({(program.table[op].spelling, program.table[op].arity) for op in used}))


def encode(program: Program, parameters: Sequence[int]) -> Code:
    """Lay out `program`; inputs at the positions `parameters` are filled in, not given as rows."""
    rows = _Rows(program, parameters)
    opcodes = {key: FIRST + k for k, key in enumerate(spellings(program))}
    words, constants = list[int](), list[float]()
    filled = {program.inputs[position]: k for k, position in enumerate(parameters)}
    for i, node in enumerate(program.nodes):
        if node.op == INPUT and i not in filled:
            continue
        if i in filled:
            words += FILL, rows.new(i), filled[i]
        elif node.op == CONSTANT:
            words += FILL, rows.new(i), len(filled) + len(constants)
            constants.append(float(node.value or 0.0))
        else:
            op = program.table[node.op]
            args = [rows.of[a] for a in node.args]
            rows.release(i, node.args)
            words += opcodes[op.spelling, op.arity], rows.new(i), *args
        rows.release(i, (i,))
    for k, output in enumerate(program.outputs):
        words += COPY, rows.first_output + k, rows.of[output]
    return Code(np.array([*words, END], np.int32), np.array(constants), rows.count)


class _Rows:
    """Which row each value is in, from its definition to its last use."""

    def __init__(self, program: Program, parameters: Sequence[int]) -> None:
        fixed = set(parameters)
        given = [node for k, node in enumerate(program.inputs) if k not in fixed]
        self.of: dict[int, int] = {node: row for row, node in enumerate(given)}
        self.first_output = len(given)
        self.count = len(given) + len(program.outputs)
        self._free: list[int] = []
        self._last = _last_uses(program)

    def new(self, node: int) -> int:
        """A row for `node`."""
        if not self._free:
            self._free.append(self.count)
            self.count += 1
        self.of[node] = row = self._free.pop()
        return row

    def release(self, now: int, nodes: Sequence[int]) -> None:
        """The rows of `nodes` may be used again, where `now` was their last use."""
        for node in dict.fromkeys(nodes):
            row = self.of[node]
            if self._last.get(node, node) == now and row >= self.first_output:
                self._free.append(row)


def _last_uses(program: Program) -> Mapping[int, int]:
    """The last node that uses each node; outputs are used at the end."""
    last = {a: i for i, node in enumerate(program.nodes) for a in node.args}
    return last | dict.fromkeys(program.outputs, len(program.nodes))

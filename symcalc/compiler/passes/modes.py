"""The ways of accumulating a Jacobian, and which of them is the cheapest."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.cost import cost
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.elimination import eliminated
from symcalc.compiler.passes.fold import Folding
from symcalc.compiler.passes.tape import Tape

TRIED = 4000  # nodes of a mode's result up to which all modes are worked out and compared


@dataclass(frozen=True)
class Entries:
    """The nodes of a Jacobian's entries that are not plainly zero, by row and column."""

    builder: Folding
    at: Mapping[tuple[int, int], int]


def reverse(program: Program, wrt: Sequence[int]) -> Entries:
    """A sweep backwards from each output."""
    tape = Tape(program, wrt)
    one, columns = tape.builder.constant(1.0), {x: j for j, x in enumerate(tape.wrt)}
    at = {
        (i, columns[x]): total
        for i, output in enumerate(program.outputs)
        for x, total in tape.adjoints({output: one}).items()
    }
    return Entries(tape.builder, at)


def forward(program: Program, wrt: Sequence[int]) -> Entries:
    """A sweep forwards from each input."""
    tape = Tape(program, wrt)
    one, rows = tape.builder.constant(1.0), dict[int, list[int]]()
    for i, output in enumerate(program.outputs):
        rows.setdefault(output, []).append(i)
    at = {
        (i, j): total
        for j, x in enumerate(tape.wrt)
        for output, total in tape.tangents({x: one}, rows).items()
        for i in rows[output]
    }
    return Entries(tape.builder, at)


def mixed(program: Program, wrt: Sequence[int]) -> Entries:
    """The nodes between inputs and outputs eliminated, the cheapest first."""
    tape = Tape(program, wrt)
    return Entries(tape.builder, eliminated(tape, program.outputs))


Mode = Callable[[Program, Sequence[int]], Entries]
MODES: tuple[Mode, ...] = (reverse, forward, mixed)


def cheapest(program: Program, wrt: Sequence[int]) -> Entries:
    """The Jacobian by the mode whose operations cost least, the values' own included.

    Nothing beats reverse mode for one output and forward mode for one input. Large Programs are not
    worked out three times: theirs is reverse mode unless inputs are fewer than outputs.
    """
    m, n = len(program.outputs), len(wrt)
    if min(m, n) <= 1 or len(program.nodes) * max(m, n) > TRIED:
        return reverse(program, wrt) if m <= n else forward(program, wrt)
    return min((mode(program, wrt) for mode in MODES), key=lambda entries: _cost(program, entries))


def _cost(program: Program, entries: Entries) -> int:
    outputs = program.outputs + tuple(entries.at.values())
    return cost(dead_code(Program(entries.builder.nodes, program.inputs, outputs, program.ops)))

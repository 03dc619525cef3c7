"""Derivatives of a Program as Programs.

`wrt` are positions among the inputs. The result starts with the nodes of `program` under their own
numbers, so `with_values` can return the values too; `optimise` drops what is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.dead_code import dead_code
from symcalc.compiler.passes.tape import Tape


def with_values(program: Program, derivative: Program) -> Program:
    """The outputs of `program`, then those of `derivative`, which was made from it."""
    return replace(derivative, outputs=program.outputs + derivative.outputs)


def jacobian(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n partial derivatives, row by row: by reverse mode unless inputs are fewer."""
    tape = Tape(program, wrt)
    one = tape.builder.constant(1.0)
    if len(program.outputs) <= len(wrt):
        rows = [tape.adjoints({output: one}) for output in program.outputs]
    else:
        columns = [tape.tangents({x: one}, program.outputs) for x in tape.wrt]
        rows = [list(row) for row in zip(*columns, strict=True)]
    return _result(program, tape, [entry for row in rows for entry in row])


def jvp(program: Program, wrt: Sequence[int]) -> Program:
    """The m products of Jacobian and tangent; n more inputs are the tangent."""
    tape = Tape(program, wrt)
    names = [f"d_{program.names[i]}" for i in wrt]
    more = _more_inputs(program, tape, names)
    seeds = dict(zip(tape.wrt, more, strict=True))
    return _result(program, tape, tape.tangents(seeds, program.outputs), more)


def vjp(program: Program, wrt: Sequence[int]) -> Program:
    """The n products of cotangent and Jacobian; m more inputs are the cotangent."""
    tape = Tape(program, wrt)
    more = _more_inputs(program, tape, [f"w_{k}" for k in range(len(program.outputs))])
    seeds = dict[int, int]()
    for output, seed in zip(program.outputs, more, strict=True):
        seeds[output] = tape.builder.add("sum", seeds[output], seed) if output in seeds else seed
    return _result(program, tape, tape.adjoints(seeds), more)


def hessian(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n·n second derivatives, forward over the first ones; exactly symmetric."""
    first = dead_code(jacobian(program, wrt))
    tape, n = Tape(first, wrt), len(wrt)
    one = tape.builder.constant(1.0)
    upper: list[list[int]] = []  # column j of every output down to its diagonal
    for j, x in enumerate(tape.wrt):
        rows = [k for k in range(len(first.outputs)) if k % n <= j]
        upper.append(tape.tangents({x: one}, [first.outputs[k] for k in rows]))
    entries = [
        upper[max(i, j)][k * (max(i, j) + 1) + min(i, j)]
        for k in range(len(program.outputs))
        for i in range(n)
        for j in range(n)
    ]
    return _result(first, tape, entries)


def hvp(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n products of Hessian and vector; n more inputs are the vector."""
    return jvp(dead_code(jacobian(program, wrt)), wrt)


def _more_inputs(program: Program, tape: Tape, names: Sequence[str]) -> tuple[int, ...]:
    taken, more = set(program.names), list[int]()
    for name in names:
        while name in taken:
            name += "_"
        taken.add(name)
        more.append(tape.builder.input(name))
    return tuple(more)


def _result(
    program: Program, tape: Tape, outputs: Sequence[int], more: tuple[int, ...] = ()
) -> Program:
    nodes, inputs = tape.builder.nodes, program.inputs + more
    return Program(nodes, inputs, tuple(outputs), program.ops)

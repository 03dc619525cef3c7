"""Derivatives of a Program as Programs.

`wrt` are positions among the inputs. The result starts with the nodes of `program` under their own
numbers, so `with_values` can return the values too; `optimise` drops what is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.modes import Entries, cheapest
from symcalc.compiler.passes.sparsity import Structure
from symcalc.compiler.passes.tape import Tape


def with_values(program: Program, derivative: Program) -> Program:
    """The outputs of `program`, then those of `derivative`, which was made from it."""
    return replace(derivative, outputs=program.outputs + derivative.outputs)


def jacobian(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n partial derivatives, row by row, by whichever mode costs least."""
    entries = cheapest(program, wrt)
    return _result(program, entries, _dense(entries, len(program.outputs), len(wrt)))


def sparse_jacobian(program: Program, wrt: Sequence[int]) -> tuple[Structure, Program]:
    """The entries of the Jacobian that are not plainly zero: their places, and their values.

    Nothing of the size m·n is made: where each output depends on a few inputs only, time and memory
    are linear in the number of entries.
    """
    entries = cheapest(program, wrt)
    structure = Structure.of(entries.at)
    return structure, _result(program, entries, [entries.at[place] for place in structure.places])


def jvp(program: Program, wrt: Sequence[int]) -> Program:
    """The m products of Jacobian and tangent; n more inputs are the tangent."""
    tape = Tape(program, wrt)
    names = [f"d_{program.names[i]}" for i in wrt]
    more = _more_inputs(program, tape, names)
    seeds = dict(zip(tape.wrt, more, strict=True))
    tangents = tape.tangents(seeds, frozenset(program.outputs))
    zero = tape.builder.constant(0.0)
    outputs = [tangents.get(output, zero) for output in program.outputs]
    return Program(tape.builder.nodes, program.inputs + more, tuple(outputs), program.ops)


def vjp(program: Program, wrt: Sequence[int]) -> Program:
    """The n products of cotangent and Jacobian; m more inputs are the cotangent."""
    tape = Tape(program, wrt)
    more = _more_inputs(program, tape, [f"w_{k}" for k in range(len(program.outputs))])
    seeds = dict[int, int]()
    for output, seed in zip(program.outputs, more, strict=True):
        seeds[output] = tape.builder.add("sum", seeds[output], seed) if output in seeds else seed
    adjoints = tape.adjoints(seeds)
    zero = tape.builder.constant(0.0)
    outputs = [adjoints.get(x, zero) for x in tape.wrt]
    return Program(tape.builder.nodes, program.inputs + more, tuple(outputs), program.ops)


def hessian(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n·n second derivatives, forward over the first ones; exactly symmetric."""
    entries = _second(program, wrt)
    return _result(program, entries, _dense(entries, len(program.outputs) * len(wrt), len(wrt)))


def sparse_hessian(program: Program, wrt: Sequence[int]) -> tuple[Structure, Program]:
    """The second derivatives that are not plainly zero: their places, and their values.

    Both halves of the symmetric pattern are there, and share their values. For m outputs the m
    matrices stand one below another: row k·n + i is row i of output k. Time and memory are linear
    in the number of entries, as for `sparse_jacobian`.
    """
    entries = _second(program, wrt)
    structure = Structure.of(entries.at)
    return structure, _result(program, entries, [entries.at[place] for place in structure.places])


def hvp(program: Program, wrt: Sequence[int]) -> Program:
    """The m·n products of Hessian and vector; n more inputs are the vector."""
    return jvp(jacobian(program, wrt), wrt)


def _second(program: Program, wrt: Sequence[int]) -> Entries:
    """A sweep forwards over the first derivatives from each input; only i ≤ j is taken from it."""
    n = len(wrt)
    structure, first = sparse_jacobian(program, wrt)
    tape, rows = Tape(first, wrt), dict[int, list[tuple[int, int]]]()
    for node, place in zip(first.outputs, structure.places, strict=True):
        rows.setdefault(node, []).append(place)
    one, upper = tape.builder.constant(1.0), dict[tuple[int, int, int], int]()
    for j, x in enumerate(tape.wrt):
        for node, total in tape.tangents({x: one}, rows).items():
            upper |= {(k, i, j): total for k, i in rows[node] if i <= j}
    at = {(k * n + i, j): total for (k, i, j), total in upper.items()}
    return Entries(tape.builder, at | {(k * n + j, i): total for (k, i, j), total in upper.items()})


def _dense(entries: Entries, m: int, n: int) -> list[int]:
    """The m·n entries row by row, the plain zeros too."""
    dense = [entries.builder.constant(0.0)] * (m * n)
    for (i, j), entry in entries.at.items():
        dense[i * n + j] = entry
    return dense


def _more_inputs(program: Program, tape: Tape, names: Sequence[str]) -> tuple[int, ...]:
    taken, more = set(program.names), list[int]()
    for name in names:
        while name in taken:
            name += "_"
        taken.add(name)
        more.append(tape.builder.input(name))
    return tuple(more)


def _result(program: Program, entries: Entries, outputs: Sequence[int]) -> Program:
    return Program(entries.builder.nodes, program.inputs, tuple(outputs), program.ops)

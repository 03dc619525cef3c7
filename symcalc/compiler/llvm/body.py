"""The straight line of a Program as LLVM instructions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from symcalc.compiler.ir import CONSTANT, INPUT, Program
from symcalc.compiler.llvm.machine import Lane, Machine
from symcalc.compiler.llvm.spelled import Speller

PAIR = {"math.sin({0})": 0, "math.cos({0})": 1}  # what "sincos" computes together


def body(
    program: Program,
    machine: Machine,
    inputs: Sequence[Lane],
    *,
    vector: bool,
    constants: Mapping[int, Lane] = MappingProxyType({}),
) -> tuple[list[Lane], Lane]:
    """Write the Program where `machine` stands.

    Parameters
    ----------
    inputs : sequence of Lane
        The Program's inputs, in order.
    vector : bool
        Whether functions come from `vecmath`, else from the C library.
    constants : mapping
        Nodes whose number comes from memory instead of standing in the code.

    Returns
    -------
    outputs : list of Lane
    doubt : Lane
        Whether the C library must compute this point again.
    """
    speller = Speller(machine, vector=vector)
    pairs = _pairs(program) if vector else set[int]()
    lanes = dict(zip(program.inputs, inputs, strict=True)) | dict(constants)
    angles = dict[int, tuple[Lane, ...]]()
    for i, node in enumerate(program.nodes):
        if node.op == INPUT or i in constants:
            continue
        if node.op == CONSTANT:
            lanes[i] = machine.constant(float(node.value or 0.0))
            continue
        spelling = program.table[node.op].spelling
        args = [lanes[a] for a in node.args]
        if spelling in PAIR and node.args[0] in pairs:
            angle = node.args[0]
            if angle not in angles:
                angles[angle] = speller.function("sincos", args, results=2)
            lanes[i] = angles[angle][PAIR[spelling]]
        else:
            lanes[i] = speller.spelled(spelling, args)
    return [machine.number(lanes[i]) for i in program.outputs], speller.doubt()


def kept_in_memory(program: Program) -> tuple[int, ...]:
    """The constants that only arithmetic uses: a loop over points reads them before it begins.

    In the code each would be fetched again at every use, by its full address. A function may look
    at its argument, at the order of a polygamma, say; so its constants stand in the code.
    """
    looked_at = {
        a
        for node in program.nodes
        if node.args and "(" in program.table[node.op].spelling
        for a in node.args
    }
    return tuple(
        i for i, node in enumerate(program.nodes) if node.op == CONSTANT and i not in looked_at
    )


def _pairs(program: Program) -> set[int]:
    """The angles of which both the sine and the cosine are wanted."""
    angles: list[set[int]] = [set(), set()]
    for node in program.nodes:
        operation = program.table.get(node.op)
        if operation is not None and operation.spelling in PAIR:
            angles[PAIR[operation.spelling]].add(node.args[0])
    return angles[0] & angles[1]

"""Dropping what no output needs."""

from __future__ import annotations

from symcalc.compiler.ir import Builder, Node, Program
from symcalc.compiler.passes.fold import renumbered


def dead_code(program: Program) -> Program:
    """Drop every node that no output needs.

    Inputs stay, used or not: they are the signature of the compiled function.
    """
    live = live_nodes(program) | set(program.inputs)
    if len(live) == len(program.nodes):
        return program
    builder, here = Builder(), dict[int, int]()
    for i, (op, args, value) in enumerate(program.nodes):
        if i in live:
            here[i] = builder.node(Node(op, tuple([here[a] for a in args]), value))
    return renumbered(program, builder, here)


def live_nodes(program: Program) -> set[int]:
    """The nodes that an output needs."""
    live = set(program.outputs)
    for i in range(len(program.nodes) - 1, -1, -1):
        if i in live:
            live.update(program.nodes[i].args)
    return live

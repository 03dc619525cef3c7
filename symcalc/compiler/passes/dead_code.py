"""Dropping what no output needs."""

from __future__ import annotations

from symcalc.compiler.ir import Builder, Node, Program
from symcalc.compiler.passes.fold import renumbered


def dead_code(program: Program) -> Program:
    """Drop every node that no output needs.

    Inputs stay, used or not: they are the signature of the compiled function.
    """
    live = set(program.outputs) | set(program.inputs)
    for i in reversed(range(len(program.nodes))):
        if i in live:
            live.update(program.nodes[i].args)

    builder, here = Builder(), dict[int, int]()
    for i, node in enumerate(program.nodes):
        if i in live:
            here[i] = builder.node(Node(node.op, tuple(here[a] for a in node.args), node.value))
    return renumbered(program, builder, here)

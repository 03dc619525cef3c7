"""The order of the nodes."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.compiler.ir import LEAVES, Builder, Node, Program
from symcalc.compiler.passes.fold import ordered, renumbered


def scheduled(program: Program) -> Program:
    """Put each node close to the first that needs it, if fewer values then wait at a time.

    A processor has 16 or 32 registers; what waits beyond these goes to memory and comes back. The
    nodes are the same, only their order changes.
    """
    order = _depth_first(program)
    if pressure(program, order) >= pressure(program, range(len(program.nodes))):
        return program
    builder, here = Builder(), dict[int, int]()
    for i in order:
        op, args, value = program.nodes[i]
        numbers = [here[a] for a in args]
        here[i] = builder.node(Node(op, ordered(op, numbers), value))
    return renumbered(program, builder, here)


def pressure(program: Program, order: Sequence[int]) -> tuple[int, int]:
    """How many values wait to be used, at most and in total, when nodes are made in this order.

    Inputs and constants are read where they are needed, and outputs are stored at once.
    """
    nodes = program.nodes
    last = {a: i for i in order for a in nodes[i].args if nodes[a].op not in LEAVES}
    waiting = most = total = 0
    for i in order:
        waiting -= sum(last.get(a) == i for a in set(nodes[i].args))
        waiting += i in last
        most = max(most, waiting)
        total += waiting
    return most, total


def _depth_first(program: Program) -> list[int]:
    """The inputs, then for each output what it needs, the argument that needs most first.

    Of equal ones the first: so what is in this order stays in it.
    """
    nodes, needs = program.nodes, _needs(program)
    order = list(program.inputs)
    done = set(order)
    for output in program.outputs:
        stack = [output]
        while stack:
            i = stack[-1]
            missing = [a for a in reversed(nodes[i].args) if a not in done]
            if missing:
                stack += sorted(missing, key=needs.__getitem__)
                continue
            stack.pop()
            if i not in done:
                done.add(i)
                order.append(i)
    return order


def _needs(program: Program) -> list[int]:
    """How many values wait at least while a node is computed, if nothing were shared.

    The numbers of Sethi and Ullman: two arguments that need as much as each other need one more.
    """
    needs: list[int] = []
    for op, args, _ in program.nodes:
        if op in LEAVES:
            needs.append(0)
            continue
        below = sorted((needs[a] for a in set(args)), reverse=True)
        needs.append(max([1, *(need + k for k, need in enumerate(below) if need)]))
    return needs

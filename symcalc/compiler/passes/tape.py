"""Forward and reverse sweeps over the local derivatives of a Program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from symcalc.compiler.ir import Builder, Partial, Program
from symcalc.compiler.passes.fold import Folding
from symcalc.compiler.passes.guarded import Guard, Guarded

Edge = tuple[int, int, Guard]  # an argument, the local derivative by it, where that counts


class Tape:
    """The chain rule over `program`, by the inputs at the positions `wrt`.

    `builder` holds the nodes of `program` under their own numbers; local derivatives, tangents and
    adjoints are consed into it, so they share what they have in common with the formula and with
    each other. The cost of a sweep is linear in the nodes it reaches, and nothing recurses.
    """

    def __init__(self, program: Program, wrt: Sequence[int]) -> None:
        self.builder = Folding(program.table, program.nodes)
        self.wrt = tuple(program.inputs[i] for i in wrt)
        self._edges = _edges(self.builder, program, self.wrt)

    def adjoints(self, seeds: Mapping[int, int]) -> list[int]:
        """Reverse mode: Σ seed·∂node/∂x for every x of `wrt`; `seeds` maps a node to its seed."""
        sums = Guarded(self.builder)
        for node, seed in seeds.items():
            sums.add(node, seed)
        pending = [-node for node in seeds if node in self._edges]
        heapify(pending)
        while pending:
            node = -heappop(pending)
            adjoint, live = sums.merged(node)
            for argument, local, mask in self._edges[node]:
                if argument not in sums and argument in self._edges:
                    heappush(pending, -argument)
                term = self.builder.add("product", local, adjoint)
                sums.add(argument, term, sums.both(live, mask))
        return [sums.total(x) for x in self.wrt]

    def tangents(self, seeds: Mapping[int, int], nodes: Sequence[int]) -> list[int]:
        """Forward mode: Σ ∂node/∂x·seed for each of `nodes`; `seeds` maps inputs to their seeds."""
        sums = Guarded(self.builder)
        for node, seed in seeds.items():
            sums.add(node, seed)
        for node, edges in self._edges.items():
            for argument, local, mask in edges:
                if argument in sums:
                    tangent, live = sums.merged(argument)
                    term = self.builder.add("product", local, tangent)
                    sums.add(node, term, sums.both(live, mask))
        return [sums.total(node) for node in nodes]


def _edges(builder: Folding, program: Program, wrt: Sequence[int]) -> dict[int, list[Edge]]:
    """For each node that depends on `wrt`, its arguments that do, with the local derivatives."""
    active, edges = set(wrt), dict[int, list[Edge]]()
    for i, node in enumerate(program.nodes):
        if active.isdisjoint(node.args):
            continue
        partials = program.table[node.op].partials
        found = [
            edge
            for argument, partial in zip(node.args, partials, strict=bool(partials))
            if partial is not None and argument in active
            for edge in _edge(builder, argument, partial, node.args)
        ]
        if found:
            active.add(i)
            edges[i] = found
    return edges


def _edge(builder: Folding, argument: int, partial: Partial, args: Sequence[int]) -> list[Edge]:
    """The edge to `argument`; none where the local derivative is known to be zero."""
    [local] = builder.inline(partial.value, args)
    mask = None if partial.mask is None else _inline_mask(builder, partial.mask, args)
    known = 1.0 if mask is None else builder.value(mask)
    if builder.value(local) == 0.0 or known == 0.0:
        return []
    return [(argument, local, None if known else mask)]


def _inline_mask(builder: Builder, mask: Program, args: Sequence[int]) -> int:
    [condition] = builder.inline(mask, args)
    return condition

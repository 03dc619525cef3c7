"""Forward and reverse sweeps over the local derivatives of a Program."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from heapq import heapify, heappop, heappush

from symcalc.compiler.ir import Builder, Partial, Program
from symcalc.compiler.passes.dead_code import live_nodes
from symcalc.compiler.passes.fold import Folding
from symcalc.compiler.passes.guarded import Guard, Guarded

Edge = tuple[int, int, Guard]  # the node at the other end, the local derivative, where that counts


class Tape:
    """The chain rule over `program`, by the inputs at the positions `wrt`.

    `builder` holds the nodes of `program` under their own numbers; local derivatives, tangents and
    adjoints are consed into it, so they share what they have in common with the formula and with
    each other. A sweep touches only the nodes that it reaches, costs as much, and nothing recurses.

    So sparse derivatives need no column compression: columns without a common row, which could be
    swept together, have no node in common on the way either, and two sweeps cost what one would.
    """

    def __init__(self, program: Program, wrt: Sequence[int]) -> None:
        self.builder = Folding(program.table, program.nodes)
        self.wrt = tuple(program.inputs[i] for i in wrt)
        self.edges = _edges(self.builder, program, self.wrt)

    def adjoints(self, seeds: Mapping[int, int]) -> dict[int, int]:
        """Reverse mode: Σ seed·∂node/∂x by x of `wrt`, where that is not plainly zero.

        `seeds` maps a node to its seed.
        """
        sums = Guarded[int](self.builder)
        for node, seed in seeds.items():
            sums.add(node, seed)
        pending, reached = [-node for node in seeds if node in self.edges], set(seeds)
        heapify(pending)
        while pending:
            node = -heappop(pending)
            adjoint, live = sums.merged(node)
            for argument, local, mask in self.edges[node]:
                if argument not in reached:
                    reached.add(argument)
                    if argument in self.edges:
                        heappush(pending, -argument)
                term = self.builder.add("product", local, adjoint)
                sums.add(argument, term, sums.both(live, mask))
        return self._totals(sums, self._inputs & reached)

    def tangents(self, seeds: Mapping[int, int], nodes: Collection[int]) -> dict[int, int]:
        """Forward mode: Σ ∂node/∂x·seed for those of `nodes` where that is not plainly zero.

        `seeds` maps inputs to their seeds.
        """
        sums = Guarded[int](self.builder)
        for node, seed in seeds.items():
            sums.add(node, seed)
        pending, reached = list(seeds), set(seeds)
        heapify(pending)
        while pending:
            argument = heappop(pending)
            tangent, live = sums.merged(argument)
            for node, local, mask in self._users.get(argument, ()):
                if node not in reached:
                    reached.add(node)
                    heappush(pending, node)
                term = self.builder.add("product", local, tangent)
                sums.add(node, term, sums.both(live, mask))
        return self._totals(sums, [node for node in reached if node in nodes])

    @cached_property
    def _inputs(self) -> frozenset[int]:
        return frozenset(self.wrt)

    @cached_property
    def _users(self) -> dict[int, list[Edge]]:
        """The edges by the argument that they come from."""
        users = dict[int, list[Edge]]()
        for node, edges in self.edges.items():
            for argument, local, mask in edges:
                users.setdefault(argument, []).append((node, local, mask))
        return users

    def _totals(self, sums: Guarded[int], nodes: Collection[int]) -> dict[int, int]:
        totals = {node: sums.total(node) for node in sorted(nodes)}
        return {node: total for node, total in totals.items() if self.builder.value(total) != 0.0}


def _edges(builder: Folding, program: Program, wrt: Sequence[int]) -> dict[int, list[Edge]]:
    """For each node between `wrt` and the outputs, its arguments, with the local derivatives."""
    active, edges, live = set(wrt), dict[int, list[Edge]](), live_nodes(program)
    for i, node in enumerate(program.nodes):
        if i not in live or active.isdisjoint(node.args):
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

"""Derivatives by eliminating the nodes between inputs and outputs, the cheapest first."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush

from symcalc.compiler.passes.guarded import Guarded
from symcalc.compiler.passes.tape import Tape


def eliminated(tape: Tape, outputs: Sequence[int]) -> dict[tuple[int, int], int]:
    """∂output/∂input by positions in `outputs` and in `tape.wrt`, by neither mode alone.

    The graph of local derivatives loses one node at a time; each pair of an edge into the node and
    an edge out of it becomes an edge around it, their product. Forward mode takes the nodes in
    order and reverse mode backwards; the greedy order of Markowitz takes the one with the fewest
    such pairs next, and of equal ones the last [1]_.

    References
    ----------
    .. [1] A. Griewank, A. Walther, Evaluating Derivatives, 2nd ed., SIAM 2008, chapter 10.
    """
    graph = _Graph(tape, outputs)
    pending = [(graph.pairs(node), -node) for node in graph.inner]
    heapify(pending)
    while pending:
        pairs, node = heappop(pending)
        if -node in graph.inner and pairs == graph.pairs(-node):
            for touched in graph.eliminate(-node):
                heappush(pending, (graph.pairs(touched), -touched))
    return graph.entries()


class _Graph:
    """The edges that are left: output k is node -1-k, so that an output may be used further."""

    def __init__(self, tape: Tape, outputs: Sequence[int]) -> None:
        self._tape, self._outputs = tape, outputs
        self._sums = Guarded[tuple[int, int]](tape.builder)  # by (node, argument)
        self._arguments: dict[int, dict[int, None]] = {}
        self._users: dict[int, dict[int, None]] = {}
        one = tape.builder.constant(1.0)
        for k, output in enumerate(outputs):
            self._connect(-1 - k, output, one, None)
        for node in sorted(tape.edges, reverse=True):
            for argument, local, mask in tape.edges[node] if node in self._users else ():
                self._connect(node, argument, local, mask)
        self.inner = {node for node in self._arguments if node >= 0}

    def pairs(self, node: int) -> int:
        """How many products eliminating `node` takes."""
        return len(self._arguments[node]) * len(self._users[node])

    def eliminate(self, node: int) -> list[int]:
        """Lead every path through `node` around it; the nodes whose number of pairs changed."""
        self.inner.remove(node)
        arguments, users = self._arguments.pop(node), self._users.pop(node)
        for user in users:
            del self._arguments[user][node]
            outer, live = self._sums.merged((user, node))
            for argument in arguments:
                local, mask = self._sums.merged((node, argument))
                term = self._tape.builder.add("product", local, outer)
                self._connect(user, argument, term, self._sums.both(live, mask))
        for argument in arguments:
            del self._users[argument][node]
        return [touched for touched in (*users, *arguments) if touched in self.inner]

    def entries(self) -> dict[tuple[int, int], int]:
        """What is left: the edges from inputs to outputs that are not plainly zero."""
        found = dict[tuple[int, int], int]()
        columns = {x: j for j, x in enumerate(self._tape.wrt)}
        for k in range(len(self._outputs)):
            for argument in self._arguments[-1 - k].keys() & columns.keys():
                total = self._sums.total((-1 - k, argument))
                if self._tape.builder.value(total) != 0.0:
                    found[k, columns[argument]] = total
        return found

    def _connect(self, node: int, argument: int, local: int, mask: int | None) -> None:
        self._arguments.setdefault(node, {})[argument] = None
        self._users.setdefault(argument, {})[node] = None
        self._sums.add((node, argument), local, mask)

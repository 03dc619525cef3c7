"""Long sums and products in a shape that is accurate and quick."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered
from symcalc.compiler.passes.sums import ADDING, Term, inside, terms
from symcalc.compiler.passes.uses import uses

MULTIPLYING = frozenset({"product"})
TREES = ADDING | MULTIPLYING
BLOCK = 8  # products added one after another, each by one fused multiplication and addition


def balanced(program: Program) -> Program:
    """Add and multiply many terms as a tree, whose rounding grows with its height, not its length.

    Products that nothing else needs are added in runs of `BLOCK`, because a processor adds a
    product in one instruction, but not two. A tree that is not higher than these are stays as it
    is, so this changes nothing when applied again. The number of operations stays the same.
    """
    counts = uses(program)
    adding, multiplying = (inside(program, counts, ops) for ops in (ADDING, MULTIPLYING))
    shaping = _Shaping(program, counts)
    reshaped = dict[int, list[Term]]()
    for i, (op, args, _) in enumerate(program.nodes):
        within = adding if op in ADDING else multiplying
        if op in TREES and i not in within and not within.isdisjoint(args):
            found, nodes = terms(program, i, within)
            if shaping.is_wanting(found, nodes):
                reshaped[i] = found
    return shaping.done(reshaped) if reshaped else program


class _Shaping:
    def __init__(self, program: Program, counts: Counter[int]) -> None:
        self.builder = Folding(program.table)
        self.here: list[int] = []
        self._program, self._nodes, self._counts = program, program.nodes, counts

    def is_wanting(self, found: Sequence[Term], nodes: Sequence[int]) -> bool:
        """Whether the tree of these terms and nodes is high or keeps products from fusing."""
        wasted = self._pairs(nodes) > _runs(len(found))
        return wasted or self._height(nodes) > _height(len(found))

    def done(self, reshaped: Mapping[int, Sequence[Term]]) -> Program:
        """The Program with these sums and products made anew."""
        for i, (op, args, value) in enumerate(self._nodes):
            if i not in reshaped:
                args = tuple([self.here[a] for a in args])
                self.here.append(self.builder.node(Node(op, args, value)))
            elif op == "product":
                factors = [(1, self.here[a]) for _, a in reshaped[i]]
                self.here.append(self._halved(factors, "product")[1])
            else:
                self.here.append(self._sum(reshaped[i]))
        return renumbered(self._program, self.builder, self.here)

    def _sum(self, found: Sequence[Term]) -> int:
        runs = [(s, self.here[i]) for s, i in found if not self._fuses(i)]
        fused = [(s, self.here[i]) for s, i in found if self._fuses(i)]
        if len(runs) > 1 or not fused:
            runs = [self._halved(runs, "sum")]
        for start in range(0, len(fused), BLOCK):
            run = fused[start]
            for term in fused[start + 1 : start + BLOCK]:
                run = self._joined(run, term, "sum")
            runs.append(run)
        sign, total = self._halved(runs, "sum")
        return total if sign > 0 else self.builder.add("negation", total)

    def _halved(self, found: Sequence[Term], op: str) -> Term:
        """All of them, pair by pair."""
        while len(found) > 1:
            pairs = zip(found[::2], found[1::2], strict=False)
            odd = found[len(found) - len(found) % 2 :]
            found = [*(self._joined(left, right, op) for left, right in pairs), *odd]
        return found[0]

    def _joined(self, left: Term, right: Term, op: str) -> Term:
        (sign, u), (other, v) = left, right
        if sign == other:
            return sign, self.builder.add(op, u, v)
        return 1, self.builder.add("difference", *((u, v) if sign > 0 else (v, u)))

    def _fuses(self, i: int) -> bool:
        return self._nodes[i].op == "product" and self._counts[i] == 1

    def _height(self, nodes: Sequence[int]) -> int:
        heights = dict[int, int]()
        for i in nodes:
            heights[i] = 1 + max(heights.get(a, 0) for a in self._nodes[i].args)
        return heights[nodes[-1]]

    def _pairs(self, nodes: Sequence[int]) -> int:
        """How often two products are added, one of which has to be multiplied before."""
        adding = [self._nodes[i] for i in nodes if self._nodes[i].op in ADDING]
        return sum(all(map(self._fuses, node.args)) for node in adding)


def _runs(count: int) -> int:
    """Into how many runs `count` terms are divided."""
    return -(-count // BLOCK)


def _height(count: int) -> int:
    """The height of the tree over the runs of `count` terms, signs included."""
    return BLOCK + 2 + _runs(count).bit_length()

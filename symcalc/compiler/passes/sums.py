"""Sums of many terms: reading them from a Program, and making each only once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symcalc.compiler.ir import Program
from symcalc.compiler.passes.fold import Folding

ADDING = frozenset({"sum", "difference", "negation"})
SIGNS = {"sum": (1, 1), "difference": (1, -1), "negation": (-1,), "product": (1, 1)}
REMEMBERED = 8  # sums for each term; more would only cost time

Term = tuple[int, int]  # its sign, 1 or -1, and its node


def inside(program: Program, counts: Counter[int], ops: frozenset[str]) -> set[int]:
    """The nodes of `ops` that nothing needs but one node of `ops`: the inside of trees of them."""
    nodes = program.nodes
    return {
        a
        for op, args, _ in nodes
        if op in ops
        for a in args
        if counts[a] == 1 and nodes[a].op in ops
    }


def terms(program: Program, root: int, within: set[int]) -> tuple[list[Term], list[int]]:
    """The terms of the sum at `root` with their signs, and the nodes that add them, in order.

    For a product, its factors and the nodes that multiply them.
    """
    found, adding, stack = list[Term](), list[int](), [(1, root)]
    while stack:
        sign, i = stack.pop()
        op, args, _ = program.nodes[i]
        if i == root or i in within:
            adding.append(i)
            stack += [(sign * s, a) for s, a in zip(SIGNS[op], args, strict=True)]
        else:
            found.append((sign, i))
    return found[::-1], sorted(adding)


class Sums:
    """The sums that stand in `builder`, by their terms, to be used again in later ones."""

    def __init__(self, builder: Folding) -> None:
        self._builder = builder
        self._known: dict[int, list[int]] = {}  # by term, the sums that it is in
        self._terms: dict[int, dict[int, int]] = {}  # of each sum, the signs by term

    def add(self, found: Sequence[Term]) -> int:
        """The node of Σ sign·node, made of sums that are known where that is possible."""
        number = self._chain(self.shorter(found) or found)
        self.remember(number, found)
        return number

    def shorter(self, found: Sequence[Term]) -> list[Term] | None:
        """The same sum in fewer terms: k equal ones are k·term, known sums stand for theirs."""
        collected = self._collected(found)
        chosen = self._contained({node: sign for sign, node in collected})
        covered = {node for total, _ in chosen for node in self._terms[total]}
        left = [(sign, node) for sign, node in collected if node not in covered]
        shorter = self._collected([*left, *((sign, total) for total, sign in chosen)])
        return shorter if len(shorter) < len(found) else None

    def remember(self, total: int, found: Sequence[Term]) -> None:
        """Let later sums use `total`, the sum of these terms."""
        signed = {node: sign for sign, node in found}
        if total in self._terms or not 1 < len(signed) == len(found):
            return
        self._terms[total] = signed
        for node in signed:
            sums = self._known.setdefault(node, [])
            if len(sums) < REMEMBERED:
                sums.append(total)

    def _collected(self, found: Sequence[Term]) -> list[Term]:
        b = self._builder
        return [
            (sign, node if count == 1 else b.add("product", b.constant(float(count)), node))
            for (sign, node), count in Counter(found).items()
        ]

    def _contained(self, signed: dict[int, int]) -> list[Term]:
        """The known sums, or their negatives, that are made of terms of `signed`, none twice."""
        hits = Counter[tuple[int, int]]()
        for node, sign in signed.items():
            for total in self._known.get(node, ()):
                hits[total, sign * self._terms[total][node]] += 1
        taken, chosen = set[int](), list[Term]()
        for (total, sign), count in sorted(hits.items(), key=lambda item: (-item[1], item[0])):
            parts = self._terms[total]
            if count == len(parts) and taken.isdisjoint(parts):
                taken.update(parts)
                chosen.append((total, sign))
        return chosen

    def _chain(self, found: Sequence[Term]) -> int:
        """One term after another, in the order of their numbers, those with a minus last."""
        b = self._builder
        plus = sorted(node for sign, node in found if sign > 0)
        minus = sorted(node for sign, node in found if sign < 0)
        total, *rest = plus or minus
        for node in rest:
            total = b.add("sum", total, node)
        for node in minus if plus else ():
            total = b.add("difference", total, node)
        return total if plus else b.add("negation", total)

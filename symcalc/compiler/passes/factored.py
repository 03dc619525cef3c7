"""Common factors of the terms of a sum, taken out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from symcalc.compiler.ir import Node, Program
from symcalc.compiler.passes.fold import Folding, renumbered
from symcalc.compiler.passes.sums import ADDING, Sums, Term, inside, terms
from symcalc.compiler.passes.uses import uses

FACTORS = 8  # of one term that are looked at


def factored(program: Program) -> Program:
    """Write a·b + a·c as a·(b + c), and add equal terms once, wherever that saves operations.

    In s·A₁₂·x₁ + s·A₃₂·x₃ the s comes to the front, and what is left may have been computed before,
    as the rows of a quadratic form have. A sum that gains nothing stays as it is. The result of
    another one is off by a few ulp of its largest term, as before; overflow may come earlier or
    later.
    """
    counts = uses(program)
    within = inside(program, counts, ADDING)
    factoring = _Factoring(program, counts)
    for i, (op, args, _) in enumerate(program.nodes):
        if i in within:
            continue  # the root of its tree takes care of it
        if op in ADDING and (op != "negation" or args[0] in within):
            factoring.sum(*terms(program, i, within))
        else:
            factoring.copy(i)
    return renumbered(program, factoring.builder, factoring.here)


@dataclass(frozen=True)
class _Product:
    """A signed product as a term of a sum.

    `factors` are what it multiplies; `opened` are these with products that others need too taken
    apart. `spared` are the nodes that nothing needs once this term is written another way.
    """

    sign: int
    node: int
    factors: tuple[int, ...]
    opened: tuple[int, ...]
    spared: frozenset[int] = frozenset()

    def without(self, factor: int) -> list[int]:
        """The other factors."""
        rest = list(self.factors if factor in self.factors else self.opened)
        rest.remove(factor)
        return rest


class _Factoring:
    def __init__(self, program: Program, counts: Counter[int]) -> None:
        self.builder = Folding(program.table)
        self.here: dict[int, int] = {}
        self._nodes, self._counts = program.nodes, counts
        self._sums = Sums(self.builder)

    def copy(self, i: int) -> None:
        """Make node i as it is."""
        op, args, value = self._nodes[i]
        self.here[i] = self.builder.node(Node(op, tuple([self.here[a] for a in args]), value))

    def sum(self, found: Sequence[Term], adding: Sequence[int]) -> None:
        """Make the sum at the last of `adding`: factored where that helps, else as it is."""
        products = [self._product(sign, node) for sign, node in found]
        pieces = self._grouped(products) or self._sums.shorter(_terms(products))
        if pieces:
            self.here[adding[-1]] = self._sums.add(pieces)
            return
        for i in adding:
            self.copy(i)
        self._sums.remember(self.here[adding[-1]], _terms(products))

    def _product(self, sign: int, root: int) -> _Product:
        """A term, apart: products that only it needs, and once the others that it is made of."""
        nodes, here = self._nodes, self.here
        factors, opened, spared, stack = list[int](), list[int](), set[int](), [root]
        while stack:
            i = stack.pop()
            args = nodes[i].args
            if nodes[i].op != "product" or len(opened) + len(stack) >= FACTORS:
                factors.append(here[i])
                opened.append(here[i])
            elif self._counts[i] == 1:
                spared.add(here[i])
                stack += args
            else:
                factors.append(here[i])
                opened += [here[a] for a in args]
        return _Product(sign, here[root], tuple(factors), tuple(opened), frozenset(spared))

    def _grouped(self, products: Sequence[_Product]) -> list[Term]:
        """The same sum with common factors taken out; no terms where that saves nothing."""
        members: dict[int, dict[int, None]] = {}
        for k, product in enumerate(products):
            for factor in product.factors + product.opened:
                members.setdefault(factor, {})[k] = None
        groups = {f: [products[k] for k in ks] for f, ks in members.items() if len(ks) > 1}
        gains = {factor: self._gain(factor, group) for factor, group in groups.items()}
        left, taken = dict.fromkeys(range(len(products))), list[Term]()
        for factor in sorted(groups, key=lambda f: (-gains[f], f)):
            ks = [k for k in members[factor] if k in left]
            group = [products[k] for k in ks]
            if gains[factor] > 0 and len(ks) > 1 and self._gain(factor, group) > 0:
                for k in ks:
                    del left[k]
                taken.append(self._taken_out(factor, group))
        return [*_terms([products[k] for k in left]), *taken] if taken else []

    def _gain(self, factor: int, group: Sequence[_Product]) -> int:
        """How many multiplications it saves to multiply the sum of the other factors instead."""
        needed = sum(self._missing(p.without(factor), p.spared) for p in group)
        return sum(len(p.spared) for p in group) - needed - 1

    def _missing(self, factors: Iterable[int], spared: frozenset[int]) -> int:
        """How many of the products that multiply `factors` up do not stand here already."""
        total, *rest = sorted(factors) or [-1]
        for k, factor in enumerate(rest):
            pair = tuple(sorted((total, factor)))
            known = self.builder.find(Node("product", pair))
            if known is None or known in spared:
                return len(rest) - k
            total = known
        return 0

    def _taken_out(self, factor: int, group: Sequence[_Product]) -> Term:
        """factor·(the sum of the other factors); that sum may have common factors again."""
        sign = group[0].sign
        rests = [self._rest(p.sign * sign, p.without(factor)) for p in group]
        total = self._sums.add(self._grouped(rests) or _terms(rests))
        return sign, self.builder.add("product", factor, total)

    def _rest(self, sign: int, factors: Sequence[int]) -> _Product:
        before, spared = len(self.builder), set[int]()
        total, *rest = sorted(factors) or [self.builder.constant(1.0)]
        for factor in rest:
            total = self.builder.add("product", total, factor)
            spared |= {total} if total >= before else set()
        return _Product(sign, total, tuple(factors), tuple(factors), frozenset(spared))


def _terms(products: Iterable[_Product]) -> list[Term]:
    return [(product.sign, product.node) for product in products]

"""Products of several matrices: two at a time, in the order that costs least."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import sympy as sp

from symcalc.matrix.term import Term, made, ordered

Factors = tuple[Term, ...]


def associated(roots: Sequence[Term], size: Callable[[sp.Expr], int]) -> list[Term]:
    """The same values with two factors in each product; what is there already costs nothing."""
    new: dict[Term, Term] = {}
    products: dict[Factors, Term] = {}
    for node in ordered(*roots):
        args = tuple(new[arg] for arg in node.args)
        if node.op == "matmul":
            new[node] = _product(args, size, products)
        else:
            new[node] = made(node.op, args, node.shape, node.value)
    return [new[root] for root in roots]


def _product(
    factors: Factors, size: Callable[[sp.Expr], int], products: dict[Factors, Term]
) -> Term:
    """One product by the cheapest association, by dynamic programming."""
    dims = [size(f.shape[0]) for f in factors] + [size(factors[-1].shape[1])]
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for length in range(2, len(factors) + 1):
        for i in range(len(factors) - length + 1):
            best[i, i + length] = _cheapest(factors, dims, (i, i + length), best, products)
    return _built(factors, 0, len(factors), best, products)


def _cheapest(
    factors: Factors,
    dims: Sequence[int],
    piece: tuple[int, int],
    best: dict[tuple[int, int], tuple[float, int]],
    products: dict[Factors, Term],
) -> tuple[float, int]:
    """The cost of the factors i to j, and where they are split."""
    i, j = piece
    if factors[i:j] in products:
        return 0.0, i
    options = []
    for k in range(i + 1, j):
        before = best.get((i, k), (0.0, i))[0] + best.get((k, j), (0.0, k))[0]
        options.append((before + float(dims[i]) * dims[k] * dims[j], k))
    return min(options)


def _built(
    factors: Factors,
    i: int,
    j: int,
    best: dict[tuple[int, int], tuple[float, int]],
    products: dict[Factors, Term],
) -> Term:
    """The term of the factors i to j, which later products may use."""
    if j - i == 1:
        return factors[i]
    piece = factors[i:j]
    if piece not in products:
        k = best[i, j][1]
        left = _built(factors, i, k, best, products)
        right = _built(factors, k, j, best, products)
        products[piece] = made("matmul", (left, right), (left.shape[0], right.shape[1]))
    return products[piece]

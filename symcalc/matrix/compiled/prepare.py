"""A matrix formula as it is computed: softmax in parts, numbers where they cost least.

What an adjoint is written with is short on paper; what is computed shares the exponentials of a
softmax with its logarithm, and multiplies a small matrix by 1/m rather than the large product.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.matrix import entries
from symcalc.matrix.algebra import ABSOLUTE
from symcalc.matrix.compiled.chains import associated
from symcalc.matrix.steady import steadied
from symcalc.matrix.term import ONE, SCALAR, Term, made, number, ordered
from symcalc.primitives.table import TABLE

FUSED = ("map", "hadamard", "scale", "sum")  # entry by entry: they become one loop
SLOPE = "slope"  # the derivative of an elementwise function, by name
LARGEST = "largest"  # along an axis; it is not an operation that anyone differentiates
LOG_SIZE = "log-size"  # log |det X|
DOT = "dot"  # the sum of the products of entries
FUSED_COST = 0.1  # of a multiplication in a loop that runs anyway, in those of one of its own
DEEPEST = 60  # operations that a number is carried through

Entries = Callable[[Term], int]  # how many entries a term has


def prepared(roots: Sequence[Term], count: Entries, size: Callable[[sp.Expr], int]) -> list[Term]:
    """The same values, as they are computed at these sizes."""
    expanded = _rewritten(_steady(steadied(roots)), _expanded)
    uses = _uses(expanded)
    summed = _rewritten(expanded, lambda node: _dotted(node, uses))
    placed = _placed(summed, count)
    return associated(placed, size)


def _steady(roots: Sequence[Term]) -> list[Term]:
    """1 − tanh²z and the like, which lose their digits, in the stable form of the table."""
    order = ordered(*roots)
    slopes = {
        entries.partial(node, 0): made("map", node.args, node.shape, (SLOPE, node.value))
        for node in order
        if node.op == "map" and len(node.args) == 1 and _has_stable(node.value)
    }
    new: dict[Term, Term] = {}
    for node in order:
        node_ = slopes.get(node, node)
        new[node] = again(node_, [new[arg] for arg in node_.args])
    return [new[root] for root in roots]


def _has_stable(name: str) -> bool:
    row = TABLE[name]
    return row.stable is not None and not row.kinks(*entries.LETTERS[:1])


def _rewritten(roots: Sequence[Term], rule: Callable[[Term], Term]) -> list[Term]:
    """Each operation by a rule, arguments first."""
    new: dict[Term, Term] = {}
    for node in ordered(*roots):
        new[node] = rule(again(node, [new[arg] for arg in node.args]))
    return [new[root] for root in roots]


def again(node: Term, args: Sequence[Term]) -> Term:
    """The same operation on other arguments, as it stands."""
    return made(node.op, tuple(args), node.shape, node.value)


def _uses(roots: Sequence[Term]) -> Counter[Term]:
    """How often each term is an argument or a result."""
    return Counter([*(arg for node in ordered(*roots) for arg in node.args), *roots])


def _expanded(node: Term) -> Term:
    """Softmax and its logarithm by the exponentials that they share; diag(v) A row by row."""
    if node.op in ("softmax", "logsumexp", "log-softmax"):
        return _exponentials(node)
    if node.op == "matmul" and any(arg.op == "diagonal-matrix" for arg in node.args):
        return _scaled_rows(node)
    if node.op == "logdet" and node.value == ABSOLUTE:
        return made(LOG_SIZE, node.args, SCALAR)
    if _is_square(node) and node.args[0].op == "norm" and node.args[0].value != "1":
        return made(DOT, node.args[0].args * 2, SCALAR)
    return node


def _is_square(node: Term) -> bool:
    return node.op == "map" and node.value == "power" and node.args[1] is number(2)


def _exponentials(node: Term) -> Term:
    (z,), axis = node.args, node.value
    thin = (ONE, z.shape[1]) if axis == 0 else (z.shape[0], ONE)
    largest = made(LARGEST, (z,), thin, axis)
    shifted = made("sum", (z, _minus(_repeated(largest, z))), z.shape)
    powers = made("map", (shifted,), z.shape, "exp")
    total = made("sum-along", (powers,), thin, axis)
    logarithm = made("sum", (largest, made("map", (total,), thin, "log")), thin)
    if node.op == "logsumexp":
        return logarithm
    if node.op == "log-softmax":
        return made("sum", (z, _minus(_repeated(logarithm, z))), z.shape)
    share = made("map", (total, number(-1)), thin, "power")
    return made("hadamard", (powers, _repeated(share, z)), z.shape)


def _minus(term: Term) -> Term:
    return made("scale", (term,), term.shape, sp.S.NegativeOne)


def _repeated(term: Term, like: Term) -> Term:
    return term if term.shape == like.shape else made("broadcast", (term,), like.shape)


def _scaled_rows(node: Term) -> Term:
    """A product with diagonal matrices on its left or right, without these matrices."""
    factors = list(node.args)
    left, right = [], []
    while len(factors) > 1 and factors[0].op == "diagonal-matrix":
        left.append(factors.pop(0).args[0])
    while len(factors) > 1 and factors[-1].op == "diagonal-matrix":
        v = factors.pop().args[0]
        right.append(made("transpose", (v,), v.shape[::-1]))
    inner = again(node, factors) if len(factors) > 1 else factors[0]
    scales = [_repeated(v, inner) for v in (*left, *right)]
    return made("hadamard", (*scales, inner), node.shape) if scales else node


def _dotted(node: Term, uses: Counter[Term]) -> Term:
    """The sum of the products of entries, without an array of the products."""
    if node.op != "total" or uses[node.args[0]] > 1:
        return node
    (inner,) = node.args
    if inner.op == "sum" and any(_alongs(a, uses) for a in inner.args):
        return made("sum", tuple(_summed(a, uses) for a in inner.args), SCALAR)
    if inner.op == "hadamard" and len(inner.args) == 2:
        return made(DOT, inner.args, SCALAR)
    if _is_square(inner):
        return made(DOT, (inner.args[0],) * 2, SCALAR)
    return node


def _alongs(term: Term, uses: Counter[Term]) -> bool:
    """Whether it is a sum along an axis, or a multiple of one, that nothing else needs."""
    if term.op == "scale" and uses[term] == 1:
        return _alongs(term.args[-1], uses)
    return term.op == "sum-along" and uses[term] == 1


def _summed(term: Term, uses: Counter[Term]) -> Term:
    """The sum of the entries of one of the terms of a sum."""
    if not _alongs(term, uses):
        return made("total", (term,), SCALAR)
    if term.op == "scale":
        return made("scale", (*term.args[:-1], _summed(term.args[-1], uses)), SCALAR, term.value)
    return _dotted(made("total", term.args, SCALAR), uses)


class Place(NamedTuple):
    """What it costs to multiply a term, and how that is done."""

    cost: float
    multiplied: Callable[[sp.Expr, tuple[Term, ...]], Term]


def _placed(roots: Sequence[Term], count: Entries) -> list[Term]:
    """Numbers in front of products and sums go to the smallest matrix inside."""
    known: dict[Term, Place] = {}
    new: dict[Term, Term] = {}

    def moved(node: Term) -> Term:
        if node.op != "scale" or node.is_scalar:
            return node
        *scalars, last = node.args
        cost, multiplied = _place(last, count, known, 0)
        return multiplied(node.value, tuple(scalars)) if cost < count(last) else node

    for node in ordered(*roots):
        args = [new[a] for a in node.args]
        if node.op not in FUSED:
            args = [moved(a) for a in args]
        new[node] = again(node, args)
    return [moved(new[root]) for root in roots]


def _place(term: Term, count: Entries, known: dict[Term, Place], depth: int) -> Place:
    """Where a number is multiplied into a term at the least cost."""
    if term not in known:
        found = [_here(term, count(term))]
        if depth < DEEPEST:
            found += [
                _inside(term, k, _place(term.args[k], count, known, depth + 1))
                for k in _linear(term)
            ]
        known[term] = min(found, key=lambda place: place.cost)
    return known[term]


def _here(term: Term, cost: int) -> Place:
    def multiplied(value: sp.Expr, scalars: tuple[Term, ...]) -> Term:
        if term.op == "scale":
            return made("scale", (*scalars, *term.args), term.shape, value * term.value)
        return made("scale", (*scalars, term), term.shape, value)

    return Place(cost * FUSED_COST if term.op in FUSED else cost, multiplied)


def _inside(term: Term, k: int, place: Place) -> Place:
    def multiplied(value: sp.Expr, scalars: tuple[Term, ...]) -> Term:
        inner = place.multiplied(value, scalars)
        return again(term, [*term.args[:k], inner, *term.args[k + 1 :]])

    return Place(place.cost, multiplied)


def _linear(term: Term) -> range:
    """The positions of the arguments of which the result is a multiple, one at a time."""
    if term.op in ("matmul", "hadamard", DOT):
        return range(len(term.args))
    if term.op in ("transpose", "sum-along", "item", "trace", "diagonal", "total"):
        return range(1)
    if term.op == "scale" and not term.is_scalar:
        return range(len(term.args) - 1, len(term.args))
    return range(0)

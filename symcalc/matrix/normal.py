"""Layer and batch normalisation in a term: its mean, its deviation and what is normalised.

μ = mean(x), c = x − μ, σ = √(mean(c²) + ε), x̂ = c/σ: as a book names them, so that the gradient is
told in these names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

import sympy as sp

from symcalc.matrix.term import Term, made, number, ordered

HALF = sp.Rational(1, 2)
SUMS = ("total", "sum-along")


class Normalisation(NamedTuple):
    """The nodes of one normalisation."""

    mean: Term
    centred: Term
    deviation: Term


def aligned(root: Term) -> dict[Term, Term]:
    """Every node of a term with what is equal in it written alike.

    −μ is −1 times μ repeated, and 1/√u is √u to the power −1, where u has the variance in it.
    """
    found: dict[Term, Term] = {}
    for node in ordered(root):
        args = tuple(found[arg] for arg in node.args)
        same = all(a is b for a, b in zip(args, node.args, strict=True))
        found[node] = _alike(node if same else made(node.op, args, node.shape, node.value))
    return found


def _alike(node: Term) -> Term:
    if node.op == "broadcast" and _is_mean(node.args[0]) and _is_negative(node.args[0]):
        return _less_mean(node, node.args[0])
    if node.op == "scale" and _is_negative(node) and _is_repeated_sum(node.args[0]):
        return _less_mean(
            node.args[0], made("scale", node.args[0].args, node.args[0].args[0].shape, node.value)
        )
    if _exponent(node) == -HALF and _centred_in(node.args[0]) is not None:
        root = made("map", (node.args[0],), node.shape, "sqrt")
        return made("map", (root, number(sp.S.NegativeOne)), node.shape, "power")
    return node


def normalisations(root: Term) -> Iterator[Normalisation]:
    """Where an aligned term divides what is centred by its deviation, or has that deviation."""
    for node in ordered(root):
        if node.op == "map" and node.value == "sqrt":
            centred = _centred_in(node.args[0])
            if centred is not None:
                yield Normalisation(_mean_of(centred), centred, node)


def normalised(root: Term, found: Normalisation) -> Term | None:
    """The node c/σ, if there is one."""
    for node in ordered(root):
        if node.op in ("scale", "hadamard") and found.centred in node.args:
            others = [arg for arg in node.args if arg is not found.centred]
            if len(others) == 1 and _is_over(others[0], found.deviation):
                return node
    return None


def reciprocals(values: Mapping[Term, Term]) -> Iterator[tuple[Term, Term]]:
    """The powers of a radicand, where its root has a name: 1/√u is 1/σ, and u^(−3/2) is 1/σ³."""
    for formula, name in values.items():
        if formula.op == "map" and formula.value == "sqrt":
            for power in (1, -1, -3):
                below = number(power * HALF)
                raised = made("map", (name, number(sp.Integer(power))), name.shape, "power")
                found = made("map", (formula.args[0], below), name.shape, "power")
                yield found, name if power == 1 else raised


def names(root: Term, taken: Collection[str]) -> Iterator[tuple[Term, str]]:
    """The nodes of all normalisations, each with its name."""
    every = list(normalisations(root))
    used = set(taken)
    for k, one in enumerate(every, 1):
        index = f"_{k}" if len(every) > 1 else ""
        nodes = (one.mean, one.centred, one.deviation, normalised(root, one))
        letters = (("mu", "nu"), ("c", "d"), ("sigma", "tau"), ("x_hat", "z_hat"))
        for node, (first, second) in zip(nodes, letters, strict=True):
            name = next((n for n in (first, second, first + "_x") if n + index not in used), "")
            if node is not None and node is not root and name:
                used.add(name + index)
                yield node, name + index


def _less_mean(repeated: Term, negative: Term) -> Term:
    """−1 times a mean that is repeated."""
    mean = made("scale", negative.args, negative.shape, -negative.value)
    again = made("broadcast", (mean,), repeated.shape, repeated.value)
    return made("scale", (again,), repeated.shape, sp.S.NegativeOne)


def _is_negative(node: Term) -> bool:
    return bool(node.value.could_extract_minus_sign()) and len(node.args) == 1


def _is_repeated_sum(node: Term) -> bool:
    return node.op == "broadcast" and node.args[0].op in SUMS


def _is_mean(node: Term) -> bool:
    """Whether this is a sum of entries times a number."""
    return node.op == "scale" and bool(node.value) and node.args[0].op in SUMS


def _exponent(node: Term) -> sp.Expr | None:
    """The number to which a map raises what it is applied to."""
    if node.op != "map" or node.value != "power" or node.args[1].op != "number":
        return None
    return node.args[1].value


def _centred_in(radicand: Term) -> Term | None:
    """The c of u + mean(c²), where c is centred."""
    for node in radicand.args if radicand.op == "sum" else (radicand,):
        inner = node.args[0].args[0] if _is_mean(node) else None
        if inner is not None and _exponent(inner) == 2 and _is_centred(inner.args[0]):
            return inner.args[0]
    return None


def _is_centred(node: Term) -> bool:
    """Whether this is x − μ, with the mean of the same x."""
    if node.op != "sum" or len(node.args) != 2:
        return False
    last = node.args[1]
    repeated = last.op == "scale" and last.value == -1 and last.args[0].op == "broadcast"
    mean = last.args[0].args[0] if repeated else node
    return repeated and _is_mean(mean) and mean.args[0].args[0] is node.args[0]


def _mean_of(centred: Term) -> Term:
    return centred.args[1].args[0].args[0]


def _is_over(node: Term, deviation: Term) -> bool:
    """Whether this is 1/σ, or that repeated."""
    inner = node.args[0] if node.op == "broadcast" else node
    if _exponent(inner) != -1:
        return False
    below = inner.args[0]
    return below is deviation or (below.op == "broadcast" and below.args[0] is deviation)

"""Rewritings of one operation, each of which keeps the value: σ for eˣ/(1 + eˣ), ‖x‖² for xᵀx."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import Term, made, number
from symcalc.matrix.tidy import factors, matrices, norms
from symcalc.matrix.tidy.facts import SIGNS, Known

Rule = Callable[[Term, Known], Term | None]


def is_map(term: Term, name: str) -> bool:
    """Whether it is this function of each entry."""
    return term.op == "map" and term.value == name


def exponent_of(term: Term) -> Term | None:
    """The u of 1 + e^u."""
    if term.op != "sum" or len(term.args) != 2 or not any(map(algebra.is_ones, term.args)):
        return None
    other = next((arg for arg in term.args if not algebra.is_ones(arg)), None)
    return other.args[0] if other is not None and is_map(other, "exp") else None


def softplus(term: Term, _known: Known) -> Term | None:
    """log(1 + e^u) is softplus(u)."""
    inside = exponent_of(term.args[0]) if term.value == "log" else None
    return None if inside is None else algebra.mapped("softplus", inside)


def sigmoid(term: Term, _known: Known) -> Term | None:
    """1/(1 + e^u) is σ(−u)."""
    base, power = algebra.based(term)
    inside = exponent_of(base) if power == -1 else None
    return None if inside is None else algebra.mapped("sigmoid", algebra.negative(inside))


def sigmoid_product(term: Term, _known: Known) -> Term | None:
    """e^u σ(−u) is σ(u)."""
    for exp in (arg for arg in term.args if is_map(arg, "exp")):
        other = algebra.mapped("sigmoid", algebra.negative(exp.args[0]))
        if other in term.args:
            found = algebra.mapped("sigmoid", exp.args[0])
            return _product(term, [found if a is other else a for a in term.args if a is not exp])
    return None


def _product(term: Term, args: list[Term]) -> Term:
    if term.op == "scale":
        return algebra.times(number(term.value), *args)
    return algebra.hadamard(*args)


def logarithm(term: Term, _known: Known) -> Term | None:
    """The logarithm of a softmax, and of a sum of exponentials, without overflow."""
    if term.value != "log":
        return None
    inside = term.args[0]
    if inside.op == "softmax":
        return algebra.log_softmax(inside.args[0], inside.value)
    if inside.op in ("total", "sum-along") and is_map(inside.args[0], "exp"):
        z = inside.args[0].args[0]
        axis = 0 if inside.op == "total" else inside.value
        if inside.op == "sum-along" or z.is_column:
            found = algebra.logsumexp(z, axis)
            return algebra.item(found) if inside.op == "total" else found
    return None


def shares(term: Term, _known: Known) -> Term | None:
    """e^z over the sum of its entries is the softmax of a column z."""
    last = term.args[-1]
    if not is_map(last, "exp") or not last.is_column:
        return None
    over = algebra.power(algebra.total(last), sp.S.NegativeOne)
    if over not in term.args:
        return None
    rest = [arg for arg in term.args[:-1] if arg is not over]
    return algebra.times(number(term.value), *rest, algebra.softmax(last.args[0], 0))


def squared_signs(term: Term, known: Known) -> Term | None:
    """y ∘ y is 1 for labels of −1 and 1."""
    base, exponent = algebra.based(term)
    if not known.holds(base, SIGNS) or not exponent.is_even:
        return None
    return algebra.filled(1, term.shape)


def sign_inside(term: Term, _known: Known) -> Term | None:
    """−2 (P − Q) V is 2 (Q − P) V."""
    product = term.args[-1]
    if not term.value.could_extract_minus_sign() or term.is_scalar or product.op != "matmul":
        return None
    places = [k for k, factor in enumerate(product.args) if _is_difference(factor)]
    if len(places) != 1:
        return None
    turned = [_negated(f) if k in places else f for k, f in enumerate(product.args)]
    return algebra.times(number(-term.value), *term.args[:-1], algebra.matmul(*turned))


def _negated(term: Term) -> Term:
    """The difference, or its transpose, the other way about."""
    if term.op == "transpose":
        return algebra.transpose(algebra.negative(term.args[0]))
    return algebra.negative(term)


def _is_difference(term: Term) -> bool:
    """Whether it is a difference of two terms, or the transpose of one."""
    if term.op == "transpose":
        return _is_difference(term.args[0])
    if term.op != "sum" or len(term.args) != 2:
        return False
    signs = [algebra.split(arg)[0].could_extract_minus_sign() for arg in term.args]
    return bool(signs[0] != signs[1])


TURNED = {"less": "greater", "greater": "less"}
TURNED |= {"less-equal": "greater-equal", "greater-equal": "less-equal"}


def compared(term: Term, _known: Known) -> Term | None:
    """1 − u > 0 is u < 1."""
    if term.value not in TURNED or not algebra.is_number(term.args[1], 0):
        return None
    left = term.args[0]
    if left.op != "sum" or len(left.args) != 2 or not algebra.is_ones(left.args[0]):
        return None
    other = algebra.negative(left.args[1])
    if algebra.split(other)[0].could_extract_minus_sign():
        return None
    return algebra.mapped(TURNED[term.value], other, number(1))


def letters_first(term: Term, _known: Known) -> Term | None:
    """y ∘ σ(z) rather than σ(z) ∘ y."""
    args = sorted(term.args, key=lambda arg: arg.op != "symbol")
    return made("hadamard", tuple(args), term.shape) if tuple(args) != term.args else None


RULES: dict[str, tuple[Rule, ...]] = {
    "sum": (
        factors.joined_blocks,
        factors.joined_diagonals,
        factors.turned_items,
        factors.common_scalar,
        factors.common_matrix,
        factors.common_entries,
        factors.in_order,
    ),
    "map": (softplus, sigmoid, logarithm, norms.root, squared_signs, compared),
    "hadamard": (sigmoid_product, letters_first),
    "scale": (shares, sigmoid_product, sign_inside),
    "item": (matrices.squared_norm,),
    "total": (matrices.squared_norm, matrices.summed_whole, matrices.centred, matrices.dotted),
    "broadcast": (matrices.repeated_number,),
    "transpose": (matrices.symmetric,),
    "inverse": (matrices.orthogonal_inverse,),
    "matmul": (matrices.cancelled, matrices.powers),
    "sum-along": (matrices.summed, matrices.centred),
}

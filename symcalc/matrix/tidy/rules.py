"""Rewritings of one operation, each of which keeps the value: σ for eˣ/(1 + eˣ), ‖x‖² for xᵀx."""

from __future__ import annotations

from collections.abc import Callable

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import Term, made, number, ordered
from symcalc.matrix.tidy import factors, inverses, matrices, norms, quotients, symmetry
from symcalc.matrix.tidy.facts import SIGNS, Known
from symcalc.matrix.tidy.quotients import is_map

Rule = Callable[[Term, Known], Term | None]


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
    """1/(1 + e^u) is σ(−u), and so are its powers."""
    base, power = algebra.based(term)
    inside = exponent_of(base) if power.is_integer and power.is_negative else None
    if inside is None:
        return None
    return algebra.power(algebra.mapped("sigmoid", algebra.negative(inside)), -power)


def sigmoid_product(term: Term, _known: Known) -> Term | None:
    """e^u σ(−u) is σ(u); where σ(−u) stands elsewhere too, e^u is (1 − σ(−u))/σ(−u)."""
    for exp in (arg for arg in term.args if is_map(arg, "exp")):
        other = algebra.mapped("sigmoid", algebra.negative(exp.args[0]))
        rest = [arg for arg in term.args if arg not in (exp, other)]
        if any(other in ordered(arg) for arg in rest):
            left = algebra.minus(algebra.filled(1, other.shape), other)
            odds = (algebra.power(other, sp.S.NegativeOne), left)
            return _product(term, [b for a in term.args for b in (odds if a is exp else (a,))])
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
    """−2 (P − Q) V is 2 (Q − P) V, and −(y − p) x is (p − y) x for numbers y and p."""
    if not term.value.could_extract_minus_sign():
        return None
    product = term.args[-1]
    inside = product.args if product.op == "matmul" else ()
    scalars = [arg for arg in term.args if arg.is_scalar]
    places = [factor for factor in inside if _is_difference(factor)]
    places += [arg for arg in scalars if _is_difference(arg) and not _has_number(arg)]
    if len(places) != 1:
        return None
    front = [_negated(arg) if arg in places else arg for arg in scalars]
    if inside:
        front.append(algebra.matmul(*(_negated(f) if f in places else f for f in inside)))
    elif not term.is_scalar:
        front.append(product)
    return algebra.times(number(-term.value), *front)


def _has_number(term: Term) -> bool:
    return any(arg.op == "number" for arg in term.args)


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
    """y ∘ σ(z) rather than σ(z) ∘ y, and a change last: s ∘ dz."""
    args = sorted(term.args, key=_place)
    return made("hadamard", tuple(args), term.shape) if tuple(args) != term.args else None


def _place(factor: Term) -> int:
    """Symbols stand first, changes last."""
    if factor.op != "symbol":
        return 1
    return 2 if isinstance(factor.value, tuple) and factor.value[0] == "d" else 0


RULES: dict[str, tuple[Rule, ...]] = {
    "sum": (
        factors.joined_blocks,
        factors.joined_diagonals,
        factors.turned_items,
        quotients.levels,
        symmetry.transposed_sum,
        factors.common_scalar,
        factors.common_matrix,
        factors.common_entries,
        factors.in_order,
    ),
    "map": (
        softplus,
        sigmoid,
        logarithm,
        norms.root,
        squared_signs,
        compared,
        quotients.opened_power,
        quotients.plain_exponent,
    ),
    "hadamard": (
        sigmoid_product,
        quotients.same_base,
        quotients.sign_out,
        quotients.multiplied_out,
        letters_first,
    ),
    "scale": (
        shares,
        sigmoid_product,
        quotients.same_base,
        sign_inside,
        quotients.sign_out,
        quotients.multiplied_out,
    ),
    "item": (matrices.squared_norm, symmetry.standing),
    "trace": (symmetry.rotated,),
    "total": (
        matrices.squared_norm,
        matrices.summed_whole,
        matrices.centred,
        matrices.dotted,
        symmetry.traced,
    ),
    "broadcast": (matrices.repeated_number,),
    "transpose": (symmetry.symmetric,),
    "inverse": (matrices.orthogonal_inverse,),
    "matmul": (
        inverses.cancelled,
        inverses.opened_inverse,
        matrices.powers,
        quotients.sign_out,
        factors.number_out,
    ),
    "sum-along": (matrices.summed, matrices.centred),
}

"""Sums in the form that a book prints: common factors in front, what is positive first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import ONE, Shape, Term, made, number
from symcalc.matrix.tidy.facts import Known
from symcalc.matrix.tidy.quotients import is_negative


class Factored(NamedTuple):
    """A term of a sum as a number, scalars and a product of matrices."""

    coefficient: sp.Expr
    scalars: tuple[Term, ...]
    matrices: tuple[Term, ...]

    def without(self, side: int) -> Term:
        """The term without its first (0) or last (-1) matrix."""
        kept = self.matrices[1:] if side == 0 else self.matrices[:-1]
        return algebra.times(number(self.coefficient), *self.scalars, algebra.matmul(*kept))


def factored(term: Term) -> Factored:
    """The parts of a term of a sum of matrices."""
    multiple = term.op == "scale" and not term.is_scalar
    rest = term.args[-1] if multiple else term
    return Factored(
        term.value if multiple else ONE,
        term.args[:-1] if multiple else (),
        rest.args if rest.op == "matmul" else (rest,),
    )


def common_matrix(term: Term, _known: Known) -> Term | None:
    """A X + A Y = A (X + Y), and X B + Y B = (X + Y) B."""
    if term.is_scalar:
        return None
    parts = [factored(arg) for arg in term.args]
    for side in (0, -1):
        for k, first in enumerate(parts):
            alike = [i for i, part in enumerate(parts) if _shares(first, part, side)]
            if len(alike) > 1 and alike[0] == k:
                return _put_together(term, parts, alike, side)
    return None


def _shares(one: Factored, other: Factored, side: int) -> bool:
    """Whether two terms have the same matrix at one end, and more than that."""
    if min(len(one.matrices), len(other.matrices)) < 2:
        return False
    return one.matrices[side] is other.matrices[side]


def _put_together(term: Term, parts: Sequence[Factored], alike: Sequence[int], side: int) -> Term:
    """The sum with the terms `alike` made one."""
    shared = parts[alike[0]].matrices[side]
    inside = algebra.plus(*(parts[i].without(side) for i in alike))
    product = algebra.matmul(*((shared, inside) if side == 0 else (inside, shared)))
    others = [arg for i, arg in enumerate(term.args) if i not in alike]
    before = sum(i < alike[0] for i in range(len(term.args)) if i not in alike)
    return algebra.plus(*others[:before], product, *others[before:])


def common_entries(term: Term, _known: Known) -> Term | None:
    """S ∘ X + S ∘ Y = S ∘ (X + Y); with a number, s ∘ x − c s = s ∘ (x − c 1) for a softmax s."""
    if term.is_scalar or len(term.args) != 2:
        return None
    parts = [factored(arg) for arg in term.args]
    rows = [p.matrices[0] for p in parts]
    if any(len(part.matrices) != 1 for part in parts):
        return None
    entries = [row.args if row.op == "hadamard" else (row,) for row in rows]
    shared = next((factor for factor in entries[0] if factor in entries[1]), None)
    if shared is None or max(map(len, entries)) < 2:
        return None
    if min(map(len, entries)) < 2 and shared.op != "softmax":
        return None
    left = []
    for part, factors in zip(parts, entries, strict=True):
        others = _less(factors, shared) or [algebra.filled(1, term.shape)]
        front = algebra.times(number(part.coefficient), *part.scalars)
        left.append(algebra.hadamard(algebra.spread(front, term.shape), *others))
    return algebra.hadamard(shared, algebra.plus(*left))


def _less(factors: Sequence[Term], shared: Term) -> list[Term]:
    """The factors without one that is `shared`."""
    place = list(factors).index(shared)
    return [*factors[:place], *factors[place + 1 :]]


def common_scalar(term: Term, _known: Known) -> Term | None:
    """2 X − 2 Y = 2 (X − Y), and X/c + Y/c³ = (X + Y/c²)/c, for matrices."""
    if term.is_scalar:
        return None
    parts = [factored(arg) for arg in term.args]
    coefficient = _size(parts[0].coefficient)
    bracketed = any(
        factor.op == "sum" for part in parts if len(part.matrices) > 1 for factor in part.matrices
    )
    unlike = any(_size(part.coefficient) != coefficient for part in parts)
    if bracketed or unlike:
        coefficient = ONE
    powers = [dict(map(algebra.based, part.scalars)) for part in parts]
    shared = [
        (base, min((found[base] for found in powers), key=abs))
        for base in powers[0]
        if all(base in found and found[base].is_negative for found in powers)
        or all(base in found and found[base].is_positive for found in powers)
    ]
    if coefficient == ONE and not shared:
        return None
    front = [algebra.times(*_powers(shared, 1)), number(coefficient)]
    back = [*_powers(shared, -1), number(1 / coefficient)]
    inside = algebra.plus(*(algebra.times(*back, arg) for arg in term.args))
    return algebra.times(*front, inside)


def _size(coefficient: sp.Expr) -> sp.Expr:
    """A coefficient without its sign; sizes are positive."""
    return -coefficient if coefficient.could_extract_minus_sign() else coefficient


def number_out(term: Term, _known: Known) -> Term | None:
    """A (2 X − 2 Y) is 2 A (X − Y), where a bracket stands anyway."""
    for k, arg in enumerate(term.args):
        found = {abs(factored(part).coefficient) for part in arg.args} if arg.op == "sum" else {ONE}
        if len(found) == 1 and found != {ONE}:
            (shared,) = found
            inside = algebra.plus(*(algebra.times(number(1 / shared), p) for p in arg.args))
            product = algebra.matmul(*term.args[:k], inside, *term.args[k + 1 :])
            return algebra.times(number(shared), product)
    return None


def _powers(shared: Sequence[tuple[Term, sp.Expr]], sign: int) -> list[Term]:
    return [algebra.times(algebra.UNIT, algebra.power(base, sign * e)) for base, e in shared]


def in_order(term: Term, _known: Known) -> Term | None:
    """ŷ − y rather than −y + ŷ, and A + Aᵀ rather than Aᵀ + A."""
    args = list(term.args)
    signs = [is_negative(arg) for arg in args]
    if signs[0] and not all(signs):
        args.insert(0, args.pop(signs.index(False)))
    for k, (left, right) in enumerate(pairwise(args)):
        (one, first), (other, second) = algebra.split(left), algebra.split(right)
        turned = one == other and first.op == "transpose" and first.args[0] is second
        if turned and second.op in ("symbol", "inverse"):
            args[k], args[k + 1] = right, left
    return made("sum", tuple(args), term.shape) if tuple(args) != term.args else None


def turned_items(term: Term, _known: Known) -> Term | None:
    """aᵀb + bᵀa = 2 aᵀb: a number is its own transpose."""
    if not term.is_scalar:
        return None
    seen: dict[Term, Term] = {}
    args = []
    for arg in term.args:
        coefficient, rest = algebra.split(arg)
        if rest.op == "item":
            other = algebra.item(turned(rest.args[0]))
            rest = seen.setdefault(rest, seen.get(other, rest))
        args.append(algebra.times(number(coefficient), rest))
    return algebra.plus(*args) if tuple(args) != term.args else None


def turned(term: Term) -> Term:
    """The transpose of a 1 × 1 product, which is the same number."""
    if term.op != "matmul":
        return term
    return algebra.matmul(*(algebra.transpose(arg) for arg in reversed(term.args)))


def joined_blocks(term: Term, _known: Known) -> Term | None:
    """[X; Y] + [Z; W] = [X + Z; Y + W], where the blocks have the same sizes."""
    blocks = [(k, arg) for k, arg in enumerate(term.args) if arg.op == "concat"]
    for (i, one), (k, other) in pairwise(blocks):
        if one.value != other.value or _sizes(one) != _sizes(other):
            continue
        pairs = zip(one.args, other.args, strict=True)
        made_one = algebra.concat([algebra.plus(*pair) for pair in pairs], one.value)
        return algebra.plus(*term.args[:i], made_one, *term.args[i + 1 : k], *term.args[k + 1 :])
    return None


def _sizes(term: Term) -> list[Shape]:
    return [arg.shape for arg in term.args]


def joined_diagonals(term: Term, _known: Known) -> Term | None:
    """I + diag(x) = diag(1 + x)."""
    lasts = [factored(arg).matrices[-1] if _is_alone(arg) else arg for arg in term.args]
    places = [k for k, last in enumerate(lasts) if last.op in ("identity", "diagonal-matrix")]
    if len(places) < 2 or all(lasts[k].op == "identity" for k in places):
        return None
    columns = [algebra.diagonal(term.args[k]) for k in places]
    others = [arg for k, arg in enumerate(term.args) if k not in places]
    joined = algebra.diagonal_matrix(algebra.plus(*columns))
    return algebra.plus(*others[: places[0]], joined, *others[places[0] :])


def _is_alone(term: Term) -> bool:
    """Whether it is one matrix, with or without numbers in front."""
    return not term.is_scalar and len(factored(term).matrices) == 1

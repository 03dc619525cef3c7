"""Rewritings of matrices: powers, inverses of orthogonal ones, sums that are known."""

from __future__ import annotations

from itertools import pairwise

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import ONE, Term, number
from symcalc.matrix.tidy.facts import ORTHOGONAL, SUMS_TO_1, Known
from symcalc.matrix.tidy.norms import raised_norm, squared_in


def squared_norm(term: Term, known: Known) -> Term | None:
    """xᵀx is ‖x‖² where ‖x‖ occurs in the formula."""
    inside = squared_in(term)
    norm = None if inside is None else known.norms.get(inside)
    return None if norm is None else raised_norm(norm, sp.Integer(2))


def orthogonal_inverse(term: Term, known: Known) -> Term | None:
    """Q⁻¹ is Qᵀ for an orthogonal matrix."""
    inside = term.args[0]
    return algebra.transpose(inside) if known.holds(inside, ORTHOGONAL) else None


def powers(term: Term, _known: Known) -> Term | None:
    """X X is X², of letters, of sums and of their inverses."""
    for k, (left, right) in enumerate(pairwise(term.args)):
        base, count = powered(left)
        other, more = powered(right)
        if base is other and _is_plain(base):
            joined = algebra.matrix_power(base, count + more)
            return algebra.matmul(*term.args[:k], joined, *term.args[k + 2 :])
    return None


def _is_plain(base: Term) -> bool:
    """Whether it is a letter, transposed or not, or an inverse."""
    inside = base.args[0] if base.op == "transpose" else base
    return inside.op in ("symbol", "inverse")


def powered(term: Term) -> tuple[Term, int]:
    """A matrix as a power of a matrix."""
    return (term.args[0], term.value) if term.op == "matrix-power" else (term, 1)


def summed(term: Term, known: Known) -> Term | None:
    """The sum of labels that add to 1 along an axis."""
    inside = term.args[0]
    if known.holds(inside, SUMS_TO_1[term.value]):
        return algebra.filled(1, term.shape)
    turned = inside.args[0] if inside.op == "transpose" else inside
    if turned is not inside and known.holds(turned, SUMS_TO_1[1 - term.value]):
        return algebra.filled(1, term.shape)
    if inside.op == "softmax" and inside.value == term.value:
        return algebra.filled(1, term.shape)
    return None


def summed_whole(term: Term, known: Known) -> Term | None:
    """The sum of all labels is their number."""
    inside = term.args[0]
    axes = [axis for axis in (0, 1) if known.holds(inside, SUMS_TO_1[axis])]
    if inside.op == "softmax":
        axes = [inside.value]
    return number(inside.shape[1 - axes[0]]) if axes else None


def centred(term: Term, _known: Known) -> Term | None:
    """The sum of x − x̄ 1 is the sum of x less n x̄, which is 0 for the mean."""
    inside = term.args[0]
    if inside.op != "sum" or not any(map(_is_level, inside.args)):
        return None
    if term.op == "total":
        apart = algebra.plus(*map(algebra.total, inside.args))
    else:
        apart = algebra.plus(*(algebra.along(arg, term.value) for arg in inside.args))
    return apart if apart.op != "sum" or len(apart.args) < len(inside.args) else None


def _is_level(term: Term) -> bool:
    """Whether it is a multiple of something repeated."""
    inside = algebra.split(term)[1]
    last = inside.args[-1] if inside.op == "scale" else inside
    return last.op == "broadcast"


def dotted(term: Term, _known: Known) -> Term | None:
    """The sum of the entries of x ∘ y is xᵀy."""
    inside = term.args[0]
    if inside.op != "hadamard" or len(inside.args) != 2 or not inside.is_column:
        return None
    return algebra.inner(*inside.args)


def repeated_number(term: Term, _known: Known) -> Term | None:
    """A 1 × 1 matrix is repeated as the number that it is."""
    inside = term.args[0]
    if inside.shape != (ONE, ONE):
        return None
    return algebra.spread(algebra.item(inside), term.shape)

"""Products in which an inverse meets what it is the inverse of."""

from __future__ import annotations

from collections.abc import Sequence

from symcalc.matrix import algebra
from symcalc.matrix.term import Term, same
from symcalc.matrix.tidy.facts import ORTHOGONAL, Known


def cancelled(term: Term, known: Known) -> Term | None:
    """X⁻¹X is the identity, (XᵀX)⁻¹XᵀX too, and so is QᵀQ for an orthogonal matrix."""
    args = term.args
    for k, arg in enumerate(args):
        if k + 1 < len(args) and _is_turned(arg, args[k + 1], known):
            return _without(args, k, k + 2)
        inverted = _inverted(arg)
        count = len(inverted)
        if count and _are(args[k + 1 : k + 1 + count], inverted):
            return _without(args, k, k + 1 + count)
        if count and _are(args[max(k - count, 0) : k], inverted):
            return _without(args, k - count, k + 1)
    return None


def _without(args: Sequence[Term], start: int, stop: int) -> Term:
    """A product without a stretch that is the identity."""
    unit = algebra.identity(args[start].shape[0])
    return algebra.matmul(*args[:start], unit, *args[stop:])


def _inverted(term: Term) -> tuple[Term, ...]:
    """The factors of the product that a matrix is the inverse of."""
    inside = term.args[0] if term.op == "transpose" else term
    if inside.op != "inverse":
        return ()
    plain = inside.args[0] if inside is term else algebra.transpose(inside.args[0])
    return factors_of(plain)


def factors_of(term: Term) -> tuple[Term, ...]:
    """The factors of a product or of a power."""
    if term.op == "matrix-power":
        return (term.args[0],) * int(term.value)
    return term.args if term.op == "matmul" else (term,)


def _are(some: Sequence[Term], others: Sequence[Term]) -> bool:
    return len(some) == len(others) and all(a is b for a, b in zip(some, others, strict=True))


def _is_turned(left: Term, right: Term, known: Known) -> bool:
    letter = left.args[0] if left.op == "transpose" else left
    return known.holds(letter, ORTHOGONAL) and algebra.transpose(left) is right


def opened_inverse(term: Term, _known: Known) -> Term | None:
    """(L Lᵀ)⁻¹ L is L⁻ᵀ for a square L: the inverse of a product, where a factor of it stands."""
    for k, arg in enumerate(term.args):
        factors = _inverted(arg)
        if len(factors) < 2 or not all(same(f.shape[:1], f.shape[1:]) for f in factors):
            continue
        after = term.args[k + 1] if k + 1 < len(term.args) else None
        before = term.args[k - 1] if k else None
        if after is factors[0] or before is factors[-1]:
            opened = [algebra.inverse(factor) for factor in reversed(factors)]
            return algebra.matmul(*term.args[:k], *opened, *term.args[k + 1 :])
    return None

"""Forms of a matrix formula that keep their digits, in place of equal ones that lose them.

log softmax(z), whose shares underflow, is z less its logsumexp; log σ(u) is −softplus(−u); and
det(X) X⁻¹, which a singular X has not, is the adjugate of X, which it has.
"""

from __future__ import annotations

from collections.abc import Sequence

import sympy as sp

from symcalc.matrix.operations.adjugate import ADJUGATE
from symcalc.matrix.term import Term, made, ordered


def steadied(roots: Sequence[Term]) -> list[Term]:
    """The same terms in these forms."""
    new: dict[Term, Term] = {}
    for node in ordered(*roots):
        new[node] = steady(made(node.op, tuple(new[a] for a in node.args), node.shape, node.value))
    return [new[root] for root in roots]


def steady(node: Term) -> Term:
    """One operation, whose arguments are steady."""
    if node.op == "map" and node.value == "log":
        return _log(node) or node
    if node.op == "scale" and any(arg.op == "det" for arg in node.args[:-1]):
        return _without_inverse(node)
    return node


def _log(node: Term) -> Term | None:
    (inner,) = node.args
    if inner.op == "softmax":
        return made("log-softmax", inner.args, inner.shape, inner.value)
    if _is_sigmoid(inner):
        return _negative(_softplus(_negative(inner.args[0])))
    if inner.op != "sum" or len(inner.args) != 2:
        return None
    for one, other in (inner.args, inner.args[::-1]):
        if _is_one(one) and other.op == "scale" and other.value == -1 and len(other.args) == 1:
            (share,) = other.args
            return _negative(_softplus(share.args[0])) if _is_sigmoid(share) else None
    return None


def _is_sigmoid(term: Term) -> bool:
    return term.op == "map" and term.value == "sigmoid"


def _is_one(term: Term) -> bool:
    inner = term.args[0] if term.op == "broadcast" else term
    return inner.op == "number" and inner.value == 1


def _softplus(term: Term) -> Term:
    return made("map", (term,), term.shape, "softplus")


def _negative(term: Term) -> Term:
    return made("scale", (term,), term.shape, sp.S.NegativeOne)


def _without_inverse(node: Term) -> Term:
    """det(X) times a product with X⁻¹ or its transpose, by the adjugate of X."""
    *scalars, last = node.args
    for k, det in enumerate(scalars):
        found = _put(last, det.args[0]) if det.op == "det" else None
        if found is not None:
            rest = (*scalars[:k], *scalars[k + 1 :])
            plain = not rest and node.value == 1
            return found if plain else made("scale", (*rest, found), node.shape, node.value)
    return node


def _put(term: Term, x: Term) -> Term | None:
    """The term with the adjugate of x in the place of one inverse of it; None if there is none."""
    if term.op == "inverse" and term.args[0] is x:
        return made(ADJUGATE, (x,), x.shape)
    if term.op in ("transpose", "matmul", "trace", "diagonal", "item", "scale"):
        for k, arg in enumerate(term.args):
            found = _put(arg, x)
            if found is not None:
                args = (*term.args[:k], found, *term.args[k + 1 :])
                return made(term.op, args, term.shape, term.value)
    reciprocal = term.op == "map" and term.value == "power" and term.args[1].value == -1
    if reciprocal and x.op == "diagonal-matrix" and term.args[0] is x.args[0]:
        return made("diagonal", (made(ADJUGATE, (x,), x.shape),), term.shape)
    return None

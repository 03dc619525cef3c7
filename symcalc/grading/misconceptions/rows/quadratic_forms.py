"""What goes wrong with quadratic forms and matrices times vectors."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

from symcalc.grading.misconceptions.derived import derived
from symcalc.grading.misconceptions.row import misconception
from symcalc.grading.misconceptions.rows.gradients import column
from symcalc.grading.misconceptions.sites import Whole
from symcalc.notation import Notation, signed_terms


def _forms(site: Whole) -> tuple[list[sp.Expr], list[sp.Expr]] | None:
    """Of Σ c_i·(Σ_j a_ij·x_j) the factors c_i and the sums, as they are written."""
    outer, inner, wrt = [], [], site.asked.wrt
    for term in signed_terms(site.node):
        split = _split(term, wrt)
        if split is None:
            return None
        outer.append(split[0])
        inner.append(split[1])
    return (outer, inner) if len(outer) == len(wrt) > 1 else None


def _split(term: Notation, wrt: tuple[sp.Symbol, ...]) -> tuple[sp.Expr, sp.Expr] | None:
    if term.head != "product" or len(term.parts) != 2:
        return None
    first, second = term.parts
    if first.head in ("sum", "difference"):
        first, second = second, first
    if first.head != "name" or second.head not in ("sum", "difference"):
        return None
    linear = all(not derived(second.expr, x).free_symbols & set(wrt) for x in wrt)
    return (first.expr, second.expr) if linear else None


@misconception(
    "quadratic-form-transpose-lost",
    at=Whole,
    on=("gradient",),
    says="The gradient of xᵀAx was taken as 2Ax, or as Ax.",
    helps="The gradient of xᵀAx is (A + Aᵀ)x; it is 2Ax only where A is symmetric.",
    statement=r"\nabla (x^T A x) = (A + A^T)\,x",
    example=(
        "gradient of x1 (a x1 + b x2) + x2 (c x1 + d x2) by x1, x2",
        "[2(a x1 + b x2), 2(c x1 + d x2)]",
    ),
    weight=1.2,
)
def quadratic_form_transpose_lost(site: Whole) -> Iterator[sp.Basic]:
    """(A + Aᵀ)x taken as 2Ax, Ax, 2Aᵀx or Aᵀx."""
    found = _forms(site)
    if found is None or tuple(found[0]) != site.asked.wrt:
        return
    ahead = found[1]
    back = [
        sp.Add(*(derived(f, x) * y for f, y in zip(ahead, found[0], strict=True)))
        for x in site.asked.wrt
    ]
    for forms in (ahead, back):
        yield site.there(column(*(2 * f for f in forms)))
        yield site.there(column(*forms))


@misconception(
    "matrix-not-transposed",
    at=Whole,
    on=("gradient",),
    says="The matrix was not transposed: Wδ was taken for Wᵀδ.",
    helps="The gradient of δᵀWx by x is Wᵀδ: component j adds up column j of W.",
    statement=r"\nabla_x (\delta^T W x) = W^T \delta",
    example=(
        "gradient of p (a x1 + b x2) + q (c x1 + d x2) by x1, x2",
        "[a p + b q, c p + d q]",
    ),
    weight=1.2,
)
def matrix_not_transposed(site: Whole) -> sp.Basic | None:
    """Wᵀδ taken as Wδ."""
    found = _forms(site)
    if found is None or set(found[0]) & set(site.asked.wrt):
        return None
    delta, forms = found
    rows = [[derived(f, x) for x in site.asked.wrt] for f in forms]
    return column(*(sp.Add(*(w * p for w, p in zip(row, delta, strict=True))) for row in rows))

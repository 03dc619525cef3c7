"""Terms as they are written, and the SymPy objects that they mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import sympy as sp

from symcalc import notation
from symcalc.matrix.operations import TABLE
from symcalc.matrix.term import Shape, Term, ordered
from symcalc.notation import Notation
from symcalc.writing.text import text

LOSS = notation.name(sp.Symbol("L"))


def meaning(root: Term) -> sp.Basic:
    """The SymPy object of a term: a matrix expression, or a number."""
    return meanings([root])[root]


def meanings(roots: Sequence[Term]) -> dict[Term, sp.Basic]:
    """The SymPy objects of terms and of all that is below them; what is shared is made once."""
    found: dict[Term, sp.Basic] = {}
    for node in ordered(*roots):
        found[node] = _meaning(node, found)
    return found


def _meaning(node: Term, found: dict[Term, sp.Basic]) -> sp.Basic:
    if node.op == "symbol" and not isinstance(node.value, str):
        plain = told_name(node).replace(" ", "")
        return sp.MatrixSymbol(plain, *node.shape) if node.shape else sp.Symbol(plain)
    return flat(TABLE[node.op].meaning(node, *(found[arg] for arg in node.args)))


def flat(expr: sp.Basic) -> sp.Basic:
    """A product of matrices without products in it: 2*A.T*A rather than 2*(A.T*A)."""
    if not isinstance(expr, sp.MatMul) or not any(isinstance(a, sp.MatMul) for a in expr.args):
        return expr
    return sp.MatMul(
        *(b for a in expr.args for b in (a.args if isinstance(a, sp.MatMul) else (a,)))
    )


def told_name(node: Term) -> str:
    """A symbol as one word: dX for a change, ∂L/∂a_1 for an adjoint."""
    if isinstance(node.value, str):
        return node.value
    kind, of, *_ = node.value
    inner = of if isinstance(of, str) else text(written(of))
    return f"∂L/∂{inner}" if kind == "adjoint" else f"d({inner})"


def written(root: Term) -> Notation:
    """The Notation of a term, each part with its meaning.

    >>> from symcalc.matrix.algebra import matmul, transpose
    >>> from symcalc.matrix.term import symbol
    >>> from symcalc.writing.text import text
    >>> n = sp.Symbol("n")
    >>> A, x = symbol("A", n, n), symbol("x", n, 1)
    >>> text(written(matmul(transpose(x), A, x)))
    'xᵀ A x'
    """
    found: dict[Term, Notation] = {}
    meant: dict[Term, sp.Basic] = {}
    for node in ordered(root):
        meant[node] = _meaning(node, meant)
        parts = [found[arg] for arg in node.args]
        found[node] = replace(one_written(node, parts), expr=meant[node])
    return found[root]


def one_written(node: Term, parts: Sequence[Notation]) -> Notation:
    """One operation, of parts that are written; without its meaning."""
    if node.op == "symbol" and not isinstance(node.value, str):
        return _of_change(node)
    return TABLE[node.op].written(node, *parts)


def named(spelled: str, shape: Shape = ()) -> Notation:
    """A variable."""
    meant = sp.MatrixSymbol(spelled, *shape) if shape else sp.Symbol(spelled)
    return notation.declared(spelled, meant, is_matrix=bool(shape))


def _of_change(node: Term) -> Notation:
    """∂L/∂a₁ and dX are no names."""
    kind, of, *loss = node.value
    inner = named(of, node.shape) if isinstance(of, str) else written(of)
    if kind != "adjoint":
        return differential_of(inner)
    return Notation("adjoint", (named(loss[0]) if loss else LOSS, inner))


def differential_of(inner: Notation) -> Notation:
    """dX, d(W x − y); the change of Xᵀ is dXᵀ."""
    if inner.head == "transpose" and inner.parts[0].head == "name":
        return Notation("transpose", (differential_of(inner.parts[0]),))
    return Notation("change", (inner,))

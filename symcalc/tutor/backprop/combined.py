"""Where the derivative of the loss and that of the last activation cancel: a − y."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.entries import formula as meant
from symcalc.matrix.layers import substituted
from symcalc.matrix.term import Term, ordered, sizes
from symcalc.primitives import arrange
from symcalc.steps import Step
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop.sweep import Graph, adjoint_of
from symcalc.tutor.words.backprop import WORDS
from symcalc.writing.text import text

LARGEST = 60  # operations of what is put together


def combined(graph: Graph) -> Iterator[Step]:
    """A step for each adjoint that becomes much shorter when the one before it is put in."""
    for name, arrivals in graph.received.items():
        if len(arrivals) != 1 or arrivals[0].line.name is graph.loss or name in graph.wrt:
            continue
        after = arrivals[0].line.name
        above = graph.received.get(after, ())
        if len(above) != 1 or above[0].line.name is not graph.loss:
            continue
        whole = substituted(arrivals[0].amount, {adjoint_of(after): above[0].amount})
        short = shorter(entrywise(whole), sizes(graph.formula.term), scalar=graph.is_scalar)
        if short is not None:
            yield _step(graph, name, after, short)


def shorter(expr: sp.Expr | None, counts: Collection[sp.Symbol], *, scalar: bool) -> sp.Expr | None:
    """A fraction in lowest terms, if that is much shorter; of arrays only where it is linear."""
    if expr is None or sp.count_ops(expr) > LARGEST:
        return None
    names = expr.free_symbols.difference(counts)
    if not names or not expr.is_rational_function(*names):
        return None
    made = sp.cancel(expr)
    if 2 * sp.count_ops(made) > sp.count_ops(expr):
        return None
    if not scalar and (not made.is_polynomial(*names) or sp.Poly(made, *names).total_degree() > 1):
        return None
    return sp.factor_terms(made)


def entrywise(root: Term) -> sp.Expr | None:
    """One entry of a term that is worked out entry by entry; None of any other."""
    found: dict[Term, sp.Expr] = {}
    for node in ordered(root):
        args = [found[arg] for arg in node.args]
        if node.op == "symbol":
            found[node] = sp.Symbol(node.value)
        elif node.op == "number":
            found[node] = node.value
        elif node.op == "map":
            found[node] = meant(node.value, tuple(args))
        elif node.op == "sum":
            found[node] = sp.Add(*args)
        elif node.op in ("hadamard", "scale"):
            found[node] = sp.Mul(node.value if node.op == "scale" else 1, *args)
        elif node.op == "broadcast" and algebra.is_number(node.args[0]):
            found[node] = args[0]
        else:
            return None
    return found[root]


def _step(graph: Graph, name: Term, after: Term, short: sp.Expr) -> Step:
    words = WORDS["combined"]
    fields = {
        "loss": graph.loss.value,
        "a": text(write.named(after)),
        "z": text(write.named(name)),
    }
    line = write.equalities(write.adjoint(graph, name.value), arrange(short))
    told, hint = words.explanation.format(**fields), words.hint.format(**fields)
    return Step("combined", words.title, line, line, told, relation="definition", hints=(hint,))

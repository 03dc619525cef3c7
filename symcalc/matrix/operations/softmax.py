"""Softmax, log-sum-exp and the logarithm of the softmax, along an axis."""

from __future__ import annotations

import numpy as np
import sympy as sp

from symcalc.matrix import algebra, entries
from symcalc.matrix.operations import forms
from symcalc.matrix.operations.row import Array, At, Operation, operation
from symcalc.matrix.operations.shapes import each, ones
from symcalc.matrix.term import Term


def _shifted(term: Term, a: Array) -> Array:
    return np.exp(a - a.max(axis=term.value, keepdims=True))


def _softmax(term: Term, _at: At, a: Array) -> Array:
    powers = _shifted(term, a)
    return powers / powers.sum(axis=term.value, keepdims=True)


def _exponentials(term: Term, a: sp.MatrixExpr) -> tuple[sp.MatrixExpr, sp.MatrixExpr]:
    """e to each entry, and the sums of these along the axis."""
    u = entries.LETTERS[0]
    raised = each(sp.Lambda(u, sp.exp(u)), a)
    rows, columns = term.args[0].shape
    summed = sp.MatMul(raised, ones(columns, 1)) if term.value else sp.MatMul(ones(1, rows), raised)
    return raised, summed


def _softmax_meant(term: Term, a: sp.MatrixExpr) -> sp.MatrixExpr:
    raised, summed = _exponentials(term, a)
    rows, columns = term.shape
    full = sp.MatMul(summed, ones(1, columns)) if term.value else sp.MatMul(ones(rows, 1), summed)
    return sp.HadamardProduct(raised, sp.HadamardPower(full, -1))


def _along(term: Term, values: Term) -> Term:
    """The sum along the axis of a softmax, for columns as the number that it is."""
    return algebra.along(values, term.value)


def _softmax_change(term: Term, _k: int, d: Term) -> Term:
    mean = algebra.spread(_along(term, algebra.hadamard(term, d)), term.shape)
    return algebra.hadamard(term, algebra.minus(d, mean))


operation(
    Operation(
        name="softmax",
        title="Softmax",
        says="Each share changes by its logit, less the mean change, weighted by the share.",
        statement=r"\mathrm{d}s = s \circ (\mathrm{d}z - \mathbf{1}\,s^\top\mathrm{d}z)",
        compute=_softmax,
        meaning=_softmax_meant,
        written=forms.along_axis("softmax"),
        differential=_softmax_change,
    )
)


def _logsumexp(term: Term, _at: At, a: Array) -> Array:
    largest = a.max(axis=term.value, keepdims=True)
    return largest + np.log(np.exp(a - largest).sum(axis=term.value, keepdims=True))


def _logsumexp_meant(term: Term, a: sp.MatrixExpr) -> sp.MatrixExpr:
    u = entries.LETTERS[0]
    return each(sp.Lambda(u, sp.log(u)), _exponentials(term, a)[1])


operation(
    Operation(
        name="logsumexp",
        title="Log-sum-exp",
        says="Its gradient is the softmax.",
        statement=r"\mathrm{d}\log\sum_i e^{z_i} = \mathrm{softmax}(z)^\top\,\mathrm{d}z",
        compute=_logsumexp,
        meaning=_logsumexp_meant,
        written=forms.along_axis("logsumexp"),
        differential=lambda t, _k, d: _along(
            t, algebra.hadamard(algebra.softmax(t.args[0], t.value), d)
        ),
    )
)


def _log_softmax(term: Term, _at: At, a: Array) -> Array:
    apart = a - a.max(axis=term.value, keepdims=True)
    return apart - np.log(np.exp(apart).sum(axis=term.value, keepdims=True))


def _log_softmax_meant(term: Term, a: sp.MatrixExpr) -> sp.MatrixExpr:
    rows, columns = term.shape
    sizes = _logsumexp_meant(term, a)
    full = sp.MatMul(sizes, ones(1, columns)) if term.value else sp.MatMul(ones(rows, 1), sizes)
    return sp.MatAdd(a, sp.MatMul(-1, full))


def _log_softmax_change(term: Term, _k: int, d: Term) -> Term:
    shares = algebra.softmax(term.args[0], term.value)
    return algebra.minus(d, algebra.spread(_along(term, algebra.hadamard(shares, d)), term.shape))


operation(
    Operation(
        name="log-softmax",
        title="Logarithm of the softmax",
        says="Each logarithm changes by its own logit, less the average change.",
        statement=r"\mathrm{d}\log s = \mathrm{d}z - \mathbf{1}\,s^\top\mathrm{d}z",
        compute=_log_softmax,
        meaning=_log_softmax_meant,
        written=lambda t, a: forms.logarithm(forms.along_axis("softmax")(t, a)),
        differential=_log_softmax_change,
    )
)

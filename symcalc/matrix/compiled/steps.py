"""Operations on whole arrays: what NumPy is called for, and how that is written in source.

A row gives a call that fills an array, or a view of what is there. What has no row is computed as
the table of matrix operations says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import sympy as sp

from symcalc.matrix.compiled.prepare import DOT, LARGEST, LOG_SIZE
from symcalc.matrix.operations import TABLE
from symcalc.matrix.operations.adjugate import ADJUGATE, adjugate
from symcalc.matrix.operations.functions import log_determinant
from symcalc.matrix.operations.row import At
from symcalc.matrix.term import Term

Array = Any
Run = Callable[..., Any]
Size = Callable[[sp.Expr], float]
ORDERS: dict[str, Any] = {"rows": "C", "columns": "F"}  # in which entries are counted


@dataclass(frozen=True)
class Form:
    """How one operation runs on arrays.

    Attributes
    ----------
    run : callable
        (term, size) to a function of the array to fill and the arguments; for a view, of the
        arguments. `size` gives numbers with letters of sizes.
    text : str
        The same in NumPy, with {0}, {1} … or {all} for arguments, {axis}, {shape} and the like.
    view : bool
        Whether it copies nothing.
    """

    run: Callable[[Term, Size], Run]
    text: str
    view: bool = False


def _filling(out: Array, a: Array) -> None:
    out[...] = a


def _norm(term: Term, _size: Size) -> Run:
    if term.value == "1":
        return lambda out, a: np.add.reduce(np.abs(a), axis=None, out=out)
    return lambda out, a: np.sqrt(np.vdot(a, a), out=out)


def _cut(term: Term, size: Size) -> Run:
    axis, start, stop = term.value
    span = slice(round(size(start)), round(size(stop)))
    return (lambda a: a[span]) if axis == 0 else (lambda a: a[:, span])


def _reshaped(term: Term, _size: Size) -> Run:
    order = ORDERS[term.value]
    return lambda out, a: _filling(out, a.reshape(out.shape, order=order))


def _reduced(ufunc: np.ufunc) -> Callable[[Term, Size], Run]:
    return lambda term, _size: (
        lambda out, a: ufunc.reduce(a, axis=term.value, keepdims=True, out=out)
    )


FORMS: dict[str, Form] = {
    "matmul": Form(lambda *_: lambda out, a, b: np.matmul(a, b, out=out), "{0} @ {1}"),
    "transpose": Form(lambda *_: lambda a: a.T, "{0}.T", view=True),
    "item": Form(lambda *_: lambda a: a.reshape(()), "{0}[0, 0]", view=True),
    "broadcast": Form(lambda *_: np.copyto, "np.broadcast_to({0}, {shape})"),
    "sum-along": Form(_reduced(np.add), "{0}.sum(axis={axis}, keepdims=True)"),
    LARGEST: Form(_reduced(np.maximum), "{0}.max(axis={axis}, keepdims=True)"),
    "total": Form(lambda *_: lambda out, a: np.add.reduce(a, axis=None, out=out), "{0}.sum()"),
    DOT: Form(lambda *_: lambda out, a, b: _filling(out, np.vdot(a, b)), "np.vdot({0}, {1})"),
    "trace": Form(lambda *_: lambda out, a: np.trace(a, out=out), "np.trace({0})"),
    "diagonal-matrix": Form(lambda *_: lambda out, a: _diagonal(out, a), "np.diagflat({0})"),
    "diagonal": Form(
        lambda *_: lambda out, a: np.copyto(out[:, 0], np.diagonal(a)),
        "np.diag({0}).reshape(-1, 1)",
    ),
    "identity": Form(lambda *_: lambda out: _identity(out), "np.eye({shape}[0])"),
    "inverse": Form(
        lambda *_: lambda out, a: _filling(out, np.linalg.inv(a)), "np.linalg.inv({0})"
    ),
    "det": Form(lambda *_: lambda out, a: _filling(out, np.linalg.det(a)), "np.linalg.det({0})"),
    LOG_SIZE: Form(
        lambda *_: lambda out, a: _filling(out, np.linalg.slogdet(a)[1]),
        "np.linalg.slogdet({0})[1]",
    ),
    "logdet": Form(
        lambda *_: lambda out, a: _filling(out, log_determinant(a)),
        "(lambda d: d[1] + np.log(d[0]))(np.linalg.slogdet({0}))",
    ),
    ADJUGATE: Form(lambda *_: lambda out, a: _filling(out, adjugate(a)), "adjugate({0})"),
    "slice": Form(_cut, "{0}{span}", view=True),
    "reshape": Form(_reshaped, '{0}.reshape({shape}, order="{order}")'),
    "concat": Form(
        lambda term, _: lambda out, *args: np.concatenate(args, axis=term.value, out=out),
        "np.concatenate([{all}], axis={axis})",
    ),
    "matrix-power": Form(
        lambda term, _: lambda out, a: _filling(out, np.linalg.matrix_power(a, term.value)),
        "np.linalg.matrix_power({0}, {axis})",
    ),
    "range": Form(
        lambda *_: lambda out: _filling(out, np.arange(len(out))[:, None]),
        "np.arange({shape}[0]).reshape(-1, 1)",
    ),
    "norm": Form(_norm, "np.linalg.norm(np.ravel({0}), {norm})"),
}


def _diagonal(out: Array, a: Array) -> None:
    out.fill(0)
    np.fill_diagonal(out, a)


def _identity(out: Array) -> None:
    out.fill(0)
    np.fill_diagonal(out, 1)


def is_view(term: Term) -> bool:
    """Whether a term is a view of its argument."""
    return term.op in FORMS and FORMS[term.op].view


def run(term: Term, shape: tuple[int, ...], size: Size) -> Run:
    """The function of the array to fill and the arguments; of a view, of the arguments."""
    if term.op in FORMS:
        return FORMS[term.op].run(term, size)
    compute, at = TABLE[term.op].compute, At(shape, size)
    return lambda out, *args: _filling(out, compute(term, at, *args))

"""Several variables: gradients, matrices of derivatives, fields, directions, chains."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.grading.asked import Asked
from symcalc.grading.misconceptions.outcomes import Outcomes, Wrong, combined, kept
from symcalc.grading.misconceptions.slopes import sloped
from symcalc.grading.misconceptions.strategies.derivatives import (
    at_point,
    differentiated,
    wholly,
)
from symcalc.grading.misconceptions.strategy import strategy
from symcalc.notation import Notation

ENTRIES = 16  # of a matrix in which slips are looked for
Build = Callable[..., sp.Basic]


def vector(*entries: sp.Expr) -> sp.ImmutableMatrix:
    """A column."""
    return sp.ImmutableMatrix(len(entries), 1, entries)


@strategy("gradient")
def gradient(asked: Asked) -> Iterator[Wrong]:
    """The components of a gradient, a slip in one of them or the same in all."""
    if isinstance(asked.body.expr, sp.Expr) and _plain(asked):
        parts = [sloped(asked.body, x) for x in asked.wrt]
        yield from _put(asked, vector, parts)
    yield from wholly(asked)


@strategy("jacobian")
def jacobian(asked: Asked) -> Iterator[Wrong]:
    """The entries of a Jacobian matrix."""
    rows = _rows(asked)
    if rows and _plain(asked) and len(rows) * len(asked.wrt) <= ENTRIES:
        parts = [sloped(row, x) for row in rows for x in asked.wrt]
        yield from _put(asked, _matrix(len(rows), len(asked.wrt)), parts)
    yield from wholly(asked)


@strategy("hessian")
def hessian(asked: Asked) -> Iterator[Wrong]:
    """The entries of a Hessian matrix, the mixed ones the same on both sides."""
    n = len(asked.wrt)
    if isinstance(asked.body.expr, sp.Expr) and _plain(asked) and n * n <= ENTRIES:
        places = [(i, j) for i in range(n) for j in range(i, n)]
        parts = [differentiated(asked.body, (asked.wrt[i], asked.wrt[j])) for i, j in places]
        index = {place: k for k, place in enumerate(places)}

        def symmetric(*entries: sp.Expr) -> sp.ImmutableMatrix:
            return sp.ImmutableMatrix(n, n, lambda i, j: entries[index[min(i, j), max(i, j)]])

        yield from _put(asked, symmetric, parts)
    yield from wholly(asked)


@strategy("jacobian-determinant")
def determinant(asked: Asked) -> Iterator[Wrong]:
    """The determinant of a Jacobian matrix with a slip in an entry."""
    rows, n = _rows(asked), len(asked.wrt)
    if len(rows) == n and n * n <= ENTRIES:
        parts = [sloped(row, x) for row in rows for x in asked.wrt]
        yield from _put(asked, lambda *entries: sp.Matrix(n, n, entries).det(), parts)
    yield from wholly(asked)


@strategy("divergence", "curl", "laplacian")
def fields(asked: Asked) -> Iterator[Wrong]:
    """The derivatives that a divergence, a curl or a Laplacian is made of."""
    rows, wrt = _rows(asked), asked.wrt
    if asked.kind == "laplacian" and isinstance(asked.body.expr, sp.Expr):
        yield from _put(asked, sp.Add, [differentiated(asked.body, (x, x)) for x in wrt])
    elif asked.kind == "divergence" and len(rows) == len(wrt):
        yield from _put(asked, sp.Add, [sloped(*pair) for pair in zip(rows, wrt, strict=True)])
    elif asked.kind == "curl" and len(rows) == len(wrt) == 3:
        pairs = [(2, 1), (1, 2), (0, 2), (2, 0), (1, 0), (0, 1)]
        yield from _put(asked, _curl, [sloped(rows[i], wrt[j]) for i, j in pairs])
    elif asked.kind == "curl" and len(rows) == len(wrt) == 2:
        parts = [sloped(rows[1], wrt[0]), sloped(rows[0], wrt[1])]
        yield from _put(asked, lambda u, v: u - v, parts)
    yield from wholly(asked)


@strategy("directional-derivative")
def directional(asked: Asked) -> Iterator[Wrong]:
    """The gradient times a unit vector."""
    given = [node.expr for _, node in asked.question.given]
    letters = [x for x, _ in asked.question.given]
    if given and all(isinstance(v, sp.Expr) for v in given):
        length = sp.sqrt(sp.Add(*(v**2 for v in given)))

        def along(*slopes: sp.Expr) -> sp.Expr:
            return sp.Add(*(s * v for s, v in zip(slopes, given, strict=True))) / length

        yield from _put(asked, along, [sloped(asked.body, x) for x in letters])
    yield from wholly(asked)


@strategy("total-derivative")
def total(asked: Asked) -> Iterator[Wrong]:
    """The chain rule along a path, a slip in one of its factors."""
    given = asked.question.given
    if given and len(asked.wrt) == 1:
        inside = {x: node.expr for x, node in given}
        outer = [sloped(asked.body, x).mapped(lambda e: e.xreplace(inside)) for x, _ in given]
        rates = [sloped(node, asked.wrt[0]) for _, node in given]
        n = len(given)

        def put(*values: sp.Expr) -> sp.Expr:
            return sp.Add(*(f * d for f, d in zip(values[:n], values[n:], strict=True)))

        yield from _put(asked, put, [*outer, *rates])
    yield from wholly(asked)


def _plain(asked: Asked) -> bool:
    """Whether the answer is a matrix of entries, not a formula of matrices."""
    right = asked.right.expr
    matrix = isinstance(right, sp.MatrixBase) or right.is_Matrix is False
    return matrix and all(isinstance(x, sp.Symbol) for x in asked.wrt)


def _rows(asked: Asked) -> tuple[Notation, ...]:
    """The formulas of a list."""
    body = asked.body
    rows = body.parts if body.head in ("vector", "tuple", "list") else (body,)
    return rows if all(isinstance(row.expr, sp.Expr) for row in rows) else ()


def _matrix(rows: int, columns: int) -> Build:
    return lambda *entries: sp.ImmutableMatrix(rows, columns, entries)


def _curl(*d: sp.Expr) -> sp.ImmutableMatrix:
    return vector(d[0] - d[1], d[2] - d[3], d[4] - d[5])


def _put(asked: Asked, build: Build, parts: Sequence[Outcomes]) -> Iterator[Wrong]:
    """A slip in one part, or two, or the same slip wherever it can be made."""
    found = combined(build, parts)
    everywhere = _everywhere(build, parts)
    yield from at_point(asked, kept(found.right, (*everywhere, *found.wrong))).wrong


def _everywhere(build: Build, parts: Sequence[Outcomes]) -> Iterator[Wrong]:
    """The same wrong rule in every part where it applies, at its first place."""
    by_slug: dict[str, dict[int, Wrong]] = {}
    for k, part in enumerate(parts):
        for one in part.wrong:
            if len(one.slips) == 1:
                by_slug.setdefault(one.slips[0].row.slug, {}).setdefault(k, one)
    for where in by_slug.values():
        if len(where) > 1:
            values = [where[k].value if k in where else p.right for k, p in enumerate(parts)]
            yield replace(next(iter(where.values())), value=build(*values))

"""What a kernel says in two ways must be the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

import numpy as np

from symcalc.checking.comparison import Comparison
from symcalc.checking.orders import names_of_first
from symcalc.checking.programs import Figure
from symcalc.checking.subject import Array, Cell, Oracle, Subject

ONCE = 4  # points that are computed one by one too
ONCE_LARGE = ("__call__", "gradient")  # all that is, where the formula is large


def laws(subject: Subject, oracle: Oracle) -> Iterator[Comparison]:
    """The laws of linear algebra, then calls that must say the same."""
    if subject.n:
        yield adjoint(subject, oracle)
        yield symmetry(subject, oracle)
        if subject.small(2):
            yield product_of_hessian(subject, oracle)
        if not subject.large:
            yield from pairs(subject, oracle)
        if subject.small(2):
            yield from sparse(subject, oracle)
    yield one_by_one(subject, oracle)


def adjoint(subject: Subject, oracle: Oracle) -> Comparison:
    """⟨Jᵀ·w, v⟩ = ⟨w, J·v⟩."""
    backwards = subject.v * subject.called("vjp", subject.weights)
    forwards = subject.w * subject.called("jvp", subject.v)
    got, _ = _sums(backwards)
    expected, sizes = _sums(forwards)
    cells = [subject.cell(None, "v")]
    return _same(oracle, ("⟨Jᵀ·w, v⟩", "⟨w, J·v⟩"), cells, expected, got, sizes=sizes)


def symmetry(subject: Subject, oracle: Oracle) -> Comparison:
    """v·(H·u) = u·(H·v), for each output."""
    shape = (-1, subject.m, subject.n)
    one = subject.u[:, np.newaxis] * subject.called("hvp", subject.v).reshape(shape)
    other = subject.v[:, np.newaxis] * subject.called("hvp", subject.u).reshape(shape)
    sizes = np.maximum(np.abs(one).sum(axis=2), np.abs(other).sum(axis=2))
    cells = [subject.cell(r, "u", "v") for r in range(subject.m)]
    sums = one.sum(axis=2), other.sum(axis=2)
    return _same(oracle, ("v·(H·u)", "u·(H·v)"), cells, *sums, sizes=sizes)


def product_of_hessian(subject: Subject, oracle: Oracle) -> Comparison:
    """The whole Hessian times v is what the product without the Hessian says."""
    shape = (-1, subject.m * subject.n, subject.n)
    terms = subject.called("hessian").reshape(shape) * subject.v[:, np.newaxis]
    cells = [subject.cell(r, a, "v") for r, a in product(range(subject.m), range(subject.n))]
    sums, sizes = terms.sum(axis=2), np.abs(terms).sum(axis=2)
    told = subject.called("hvp", subject.v)
    return _same(oracle, ("hvp", "hessian · v"), cells, sums, told, sizes=sizes)


def pairs(subject: Subject, oracle: Oracle) -> Iterator[Comparison]:
    """What comes in one pass is what comes in two."""
    cells = [*cells_of(subject, "__call__"), *cells_of(subject, "jacobian")]
    for name in names_of_first(subject):
        apart = np.concatenate([subject.called("__call__"), subject.called(name)], axis=1)
        both = subject.called(f"value_and_{name}")
        yield _same(oracle, (f"value_and_{name}", f"value, {name}"), cells, apart, both)


def sparse(subject: Subject, oracle: Oracle) -> Iterator[Comparison]:
    """The entries that are not plainly zero, times v, are the products: none is left out."""
    n, m = range(subject.n), range(subject.m)
    first = [subject.cell(r, "v") for r in m]
    second = [subject.cell(r, a, "v") for r, a in product(m, n)]
    for whole, told, cells in (("jacobian", "jvp", first), ("hessian", "hvp", second)):
        rows, columns = getattr(subject.kernel, f"{whole}_structure")
        terms = subject.called(f"{whole}_values") * subject.v[:, columns]
        sums, sizes = np.zeros((2, len(terms), len(cells)))
        np.add.at(sums.T, rows, terms.T)
        np.add.at(sizes.T, rows, np.abs(terms).T)
        products = subject.called(told, subject.v)
        titles = f"{whole}_values · v", told
        yield _same(oracle, titles, cells, products, sums, sizes=np.maximum(1.0, sizes))


def one_by_one(subject: Subject, oracle: Oracle) -> Comparison:
    """Points by themselves have the figures that they have among many, however they are called."""
    count = min(ONCE, len(subject.points))
    ways = [way for way in calls(subject) if not subject.large or way[0] in ONCE_LARGE]
    cells = [cell for name, *_ in ways for cell in cells_of(subject, name)]
    together = [subject.called(name, *more)[:count] for name, *more in ways]
    alone = [
        np.array([subject.called_once(name, i, *more) for i in range(count)])
        for name, *more in ways
    ]
    sides = np.concatenate(together, axis=1), np.concatenate(alone, axis=1)
    return _same(oracle, ("one point", "many points"), cells, *sides)


def calls(subject: Subject) -> list[tuple[str, *tuple[Array, ...]]]:
    """The ways to call the kernel, with what they take beside the inputs."""
    ways: list[tuple[str, *tuple[Array, ...]]] = [("__call__",)]
    if subject.n:
        ways += [("jvp", subject.v), ("vjp", subject.weights), ("hvp", subject.v)]
        ways += [(name,) for name in names_of_first(subject)]
        ways += [("hessian",)] if subject.small(2) else []
    return ways


def cells_of(subject: Subject, name: str) -> list[Cell]:
    """The figures that a method of the kernel returns for one point, in order."""
    m, n = range(subject.m), range(subject.n)
    return {
        "__call__": lambda: [subject.cell(r) for r in m],
        "gradient": lambda: [subject.cell(r, j) for r, j in product(m, n)],
        "jacobian": lambda: [subject.cell(r, j) for r, j in product(m, n)],
        "jvp": lambda: [subject.cell(r, "v") for r in m],
        "vjp": lambda: [subject.cell(None, j) for j in n],
        "hessian": lambda: [subject.cell(r, a, b) for r, a, b in product(m, n, n)],
        "hvp": lambda: [subject.cell(r, a, "v") for r, a in product(m, n)],
    }[name]()


def _sums(terms: Array) -> tuple[Array, Array]:
    """The sum of each row as a column, and that of the absolute values."""
    return terms.sum(axis=1, keepdims=True), np.abs(terms).sum(axis=1, keepdims=True)


def _same(
    oracle: Oracle,
    titles: tuple[str, str],
    cells: Sequence[Cell],
    expected: Array,
    got: Array,
    sizes: Array | None = None,
) -> Comparison:
    """A table of what must be equal but for rounding."""
    return Comparison(
        what=titles[0],
        method=titles[1],
        expected=expected,
        got=got,
        doubts=np.zeros(got.shape),
        exact=lambda i, c: Figure(float(expected[i, c])),
        rounding=lambda i, c: oracle.rounding(i, cells[c].output, *cells[c].along),
        labels=[(cell.index, cell.name) for cell in cells],
        rows=tuple(range(len(got))),
        least=1,
        sizes=sizes,
    )

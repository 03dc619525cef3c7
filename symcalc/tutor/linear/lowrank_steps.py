"""The lines of a low-rank approximation."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step, Table
from symcalc.tutor.linear.factors import Factors
from symcalc.tutor.linear.source import (
    SHOWN,
    Array,
    Source,
    equals,
    matrix,
    matrix_shown,
    norm,
)
from symcalc.tutor.linear.svd_steps import energies_of, listed_ranks
from symcalc.tutor.linear.svd_steps import step as worded
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import lowrank as words
from symcalc.tutor.words.svd import HEADS
from symcalc.writing.text import text

if TYPE_CHECKING:
    from symcalc.tutor.linear.lowrank import Cut

FIGURES = 4  # of an error or a share
figure = partial(in_figures, figures=FIGURES)
EQUAL = 1e-9  # relative: two singular values that are the same


step = partial(worded, words=words.WORDS)


def percent(share: float) -> str:
    """A share in percent.

    >>> percent(0.953125)
    '95.31 %'
    """
    return f"{figure(100 * share)} %"


def truncated(found: Factors, rank: int) -> Matrix:
    """The sum of the first terms A v vᵀ, with short entries."""
    near = found.tall * _projection(found, rank)
    return Matrix((near.T if found.is_wide else near).applyfunc(sp.expand))


def _projection(found: Factors, rank: int) -> Matrix:
    """The sum of the first v vᵀ; of two eigenvalues that are no fractions, (G − λ₂I)/(λ₁ − λ₂)."""
    size = found.tall.cols
    if rank == size:
        return sp.eye(size)
    if not found.rational:
        first, second = (d.value for d in found.directions)
        return (found.gram - second * sp.eye(size)) / (first - second)
    terms = [d.vector * d.vector.T / d.square for d in found.directions[:rank]]
    return sum(terms, sp.zeros(size))


def by_hand(found: Factors, near: Matrix, cut: Cut) -> tuple[Step, ...]:
    """Singular values, the terms that are kept, both errors, energy and storage."""
    r, a = cut.rank, matrix("A", *found.a.shape)
    sigma = letter("sigma")
    values = equals(sigma, matrix_shown(sp.ImmutableMatrix(found.values)))
    name = matrix(f"A_{r}", *found.a.shape)
    one = "one" if r == 1 else "more"
    fields = {"r": r, "kept": words.KEPT[one].format(r=r)}
    rule = "truncation-wide" if found.is_wide else "truncation"
    terms = {"terms": words.TERMS[rule][one].format(r=r)}
    first = step("sum-of-products", {}, sigma, values)
    kept = step(
        "truncation",
        {**fields, **terms},
        name,
        equals(name, matrix_shown(near, in_decimals=not found.rational)),
    )
    exact = tuple(d.value for d in found.directions)
    lines = [first, kept]
    if r < found.rank:
        lines += _errors(notation.subtract(a, name), exact, r)
    return (*lines, *_figures(exact, cut, found.a.shape))


def _errors(gap: Notation, squares: Sequence[sp.Expr], r: int) -> list[Step]:
    """Both norms of A − A_r, exactly."""
    left = [s for s in squares[r:] if s != 0]
    terms = [
        notation.power(letter(f"sigma_{r + 1 + i}"), notation.number(2)) for i in range(len(left))
    ]
    root = build("sqrt", notation.add(*terms)) if len(left) > 1 else letter(f"sigma_{r + 1}")
    total = sp.Add(*left)
    frobenius, spectral = (norm(gap, index) for index in ("F", "2"))
    fields = {"r": r, "left": text(root)}
    second = {"r": r, "next": r + 1}
    return [
        step("frobenius-error", fields, frobenius, equals(frobenius, arrange(sp.sqrt(total)))),
        step("spectral-error", second, spectral, equals(spectral, arrange(sp.sqrt(left[0])))),
    ]


def _figures(squares: Sequence[sp.Expr], cut: Cut, shape: tuple[int, int]) -> list[Step]:
    """The energy that is kept, and how many numbers are stored."""
    energy = letter(f"E_{cut.rank}")
    kept, whole = sp.Add(*squares[: cut.rank]), sp.Add(*squares)
    lines = []
    if whole and kept != whole:
        share = arrange(kept / whole)
        told = {"kept": text(arrange(kept)), "all": text(arrange(whole))}
        root = build("sqrt", notation.subtract(notation.number(1), share))
        told |= {"root": text(root), "about": figure(cut.relative)}
        lines.append(step("energy-kept", told, energy, equals(energy, share)))
    return [*lines, storage(cut, shape)]


def storage(cut: Cut, shape: tuple[int, int]) -> Step:
    """r(m + n) numbers against mn."""
    rows, columns = shape
    r = cut.rank
    count = arrange(sp.Integer(cut.stored))
    sizes = [arrange(sp.Integer(s)) for s in (r, rows, columns)]
    product = build("product", sizes[0], build("sum", *sizes[1:]))
    one = "one" if r == 1 else "more"
    fields = {
        "columns": words.COLUMNS[one].format(r=r),
        "apart": cut.apart,
        "folded": cut.stored,
        "dense": rows * columns,
        "verdict": verdict(cut.saved),
    }
    return step("storage", fields, product, equals(product, count))


def verdict(saved: float) -> str:
    """What the factors save, in words."""
    word = "even" if saved == 0 else "saves" if saved > 0 else "costs"
    return words.VERDICTS[word].format(share=percent(abs(saved)))


def by_numpy(
    source: Source, near: Sequence[Array], values: Array, cuts: Sequence[Cut]
) -> tuple[Step, ...]:
    """The singular values, the figures of each rank in a table, and where storage breaks even."""
    rows, columns = source.shape
    name = letter("sigma_1")
    energies = energies_of(values)
    lines = [
        (str(k), in_figures(values[k - 1]), in_figures(energies[k - 1]))
        for k in listed_ranks(len(values))
    ]
    table = Table((HEADS["k"], HEADS["value"], HEADS["energy"]), tuple(lines))
    told = [step("sum-of-products", {}, name, equals(name, decimal(values[0])), table, "numeric")]
    last = cuts[-1]
    cut_off = matrix(f"A_{last.rank}", rows, columns)
    size = norm(notation.subtract(matrix("A", rows, columns), cut_off), "F")
    if len(cuts) == 1 and source.values.size <= SHOWN:
        word = "one" if last.rank == 1 else "more"
        fields = {"r": last.rank, "kept": words.KEPT[word].format(r=last.rank)}
        shown = equals(cut_off, matrix_shown(near[0]))
        told.append(step("truncation-computed", fields, cut_off, shown, None, "numeric"))
    after = equals(size, decimal(last.error))
    told.append(step("truncations", {}, size, after, _table(cuts), "numeric"))
    return (*told, _break_even(source.shape))


def _table(cuts: Sequence[Cut]) -> Table:
    heads = ("rank", "frobenius", "relative", "spectral", "energy", "stored", "saved")
    rows = tuple(
        (
            str(c.rank),
            *(in_figures(v) for v in (c.error, c.relative, c.spectral, c.energy)),
            str(c.stored),
            percent(c.saved),
        )
        for c in cuts
    )
    return Table(tuple(words.HEADS[h] for h in heads), rows)


def _break_even(shape: tuple[int, int]) -> Step:
    rows, columns = shape
    quotient = sp.Rational(rows * columns, rows + columns)
    most = int(sp.ceiling(quotient)) - 1
    r = letter("r")
    said = words.VERDICTS["below" if most else "never"].format(most=most)
    fields = {"quotient": text(arrange(quotient)), "verdict": said}
    return step("break-even", fields, r, build("relation", r, arrange(quotient), text="<"))


def ending(cuts: Sequence[Cut], rank: int) -> str:
    """What comes out, in a sentence."""
    first, last = cuts[0], cuts[-1]
    if len(cuts) > 1:
        fields = {"first": first.rank, "last": last.rank}
        errors = {
            "most": figure(first.relative),
            "least": figure(last.relative),
        }
        return words.ENDINGS["table"].format(**fields, **errors)
    if first.rank >= rank:
        return words.ENDINGS["exact"].format(r=first.rank, rank=rank)
    word = "even" if first.saved == 0 else "saves" if first.saved > 0 else "costs"
    saved = words.SAVED[word].format(share=percent(abs(first.saved)))
    energy, error = percent(first.energy), figure(first.relative)
    return words.ENDINGS["one"].format(r=first.rank, error=error, energy=energy, saved=saved)


def remarks(values: Array, rank: int, cuts: Sequence[Cut]) -> tuple[str, ...]:
    """Where the best approximation is not the only one, and where it is the matrix itself."""
    found = []
    for c in cuts:
        r = c.rank
        if r < rank and np.isclose(values[r - 1], values[r], rtol=EQUAL, atol=0):
            found.append(words.REMARKS["tie"].format(r=r, next=r + 1))
    if len(cuts) > 1 and cuts[-1].rank >= rank:
        found.append(words.REMARKS["beyond"].format(rank=rank))
    return tuple(found)

"""The lines of a lesson on principal components."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.figures import decimal, in_figures
from symcalc.notation import Notation, name
from symcalc.primitives import arrange
from symcalc.steps import Step, Table
from symcalc.structures import structure
from symcalc.tutor.areas.parts import near
from symcalc.tutor.linear.factors import LAMBDA, Direction
from symcalc.tutor.linear.lowrank_steps import percent
from symcalc.tutor.linear.numbers import arranged
from symcalc.tutor.linear.source import (
    SHOWN,
    Array,
    Source,
    decimals,
    equals,
    listed,
    matrix,
    matrix_shown,
    transposed,
)
from symcalc.tutor.linear.svd_steps import listed_ranks
from symcalc.tutor.linear.svd_steps import step as worded
from symcalc.tutor.linear.vector_lines import letter
from symcalc.tutor.words import pca as words
from symcalc.writing.text import text

FEW = 6  # features whose directions are shown in a table
SAME = 0.01  # degrees between two lines
ZERO = 1e-12  # relative: a mean, or a difference of eigenvalues, that is rounding


def step(rule: str, fields: Mapping[str, Any], after: Notation, table: Table | None = None) -> Step:
    """A line in the words of its rule."""
    return worded(rule, fields, after.parts[0], after, table, words=words.WORDS)


def covariance_of(source: Source) -> Matrix:
    """The covariance of the columns, exactly."""
    centred = centred_of(source)
    return Matrix(centred.T * centred / (centred.rows - 1))


def centred_of(source: Source) -> Matrix:
    """The samples less their mean, exactly."""
    x = source.small
    if x is None:
        raise ValueError("the samples are not known exactly")
    ones = sp.ones(x.rows, 1)
    return Matrix(x - ones * (ones.T * x / x.rows))


def lines(
    source: Source,
    found: tuple[Direction, ...] | None,
    computed: tuple[Array, Array],
    kept: tuple[int, bool],
) -> tuple[Step, ...]:
    """From the mean to the reconstruction, with a number of components that may be asked for."""
    told = _centring(source, by_hand=found is not None)
    if not computed[0].sum():
        return tuple(told)
    told += _by_hand(source, found) if found else []
    told.append(_explained(*computed, by_hand=found is not None))
    return (*told, *_rebuilt(source, computed, kept))


def _centring(source: Source, *, by_hand: bool) -> list[Step]:
    """Mean, centred samples, covariance."""
    n, p = source.shape
    centred = source.values - source.values.mean(axis=0)
    x = centred_of(source) if by_hand else centred
    c = covariance_of(source) if by_hand else centred.T @ centred / (n - 1)
    exact = source.small is not None and by_hand
    mean = (source.small - x).row(0).T if exact else source.values.mean(axis=0)
    total = sp.Add(*c.diagonal()) if by_hand else float(np.trace(c))
    found = [step("mean", {"n": n}, equals(letter("mu"), matrix_shown(mean)))] if p <= SHOWN else []
    middle = matrix("X_c", n, p)
    if n * p <= SHOWN:
        found.append(step("centred", {}, equals(middle, matrix_shown(x))))
    shown = (
        matrix_shown(c)
        if p * p <= SHOWN
        else notation.divide(
            notation.multiply(transposed(middle), middle), arrange(sp.Integer(n - 1))
        )
    )
    told = text(arrange(total)) if by_hand else in_figures(total)
    return [*found, step("covariance", {"total": told}, equals(matrix("C", p, p), shown))]


def _by_hand(source: Source, found: tuple[Direction, ...]) -> list[Step]:
    """The characteristic polynomial and each eigenvector."""
    c = covariance_of(source)
    p = c.rows
    inside = notation.subtract(
        notation.multiply(name(LAMBDA), matrix("I", p, p)), matrix("C", p, p)
    )
    polynomial = arrange(c.charpoly(LAMBDA).as_expr())
    roots = list(dict.fromkeys(d.value for d in found))
    said = listed([f"λ = {text(arranged(root))}" for root in roots])
    steps = [
        step(
            "eigenvalues-of-covariance",
            {"roots": said},
            equals(structure("determinant", inside), polynomial),
        )
    ]
    total = sp.Add(*(d.value for d in found))
    rational = all(d.value.is_Rational for d in found)
    for k, d in enumerate(found, 1):
        share = float(sp.N(d.value / total, 17))
        fields = {
            "k": k,
            "value": text(arranged(d.value)),
            "vector": text(matrix_shown(d.vector)),
            "total": text(arrange(sp.expand(total))),
            "share": percent(share),
        }
        unit = matrix_shown(d.unit, in_decimals=not rational)
        relate = equals if rational else near
        steps.append(step("principal-direction", fields, relate(letter(f"v_{k}"), unit)))
    return steps


def _explained(variances: Array, directions: Array, *, by_hand: bool) -> Step:
    """The share of each component, in a table."""
    total = float(variances.sum())
    shares = variances / total
    sums = np.cumsum(shares)
    few = len(variances) <= FEW
    heads = ["k", "variance", "share", "sum", *(["direction"] if few else [])]
    rows: list[tuple[str | Notation, ...]] = []
    for k in listed_ranks(len(variances)):
        row = [str(k), *(in_figures(v) for v in (variances[k - 1], shares[k - 1], sums[k - 1]))]
        rows.append((*row, *([decimals(directions[:, k - 1])] if few else [])))
    table = Table(tuple(words.HEADS[h] for h in heads), tuple(rows))
    rule = "variance-explained" if by_hand else "computed-components"
    shown = decimal(variances[0])
    relate = equals if float(shown.expr) == float(variances[0]) else near
    first = relate(letter("lambda_1"), shown)
    return step(rule, {"total": in_figures(total)}, first, table)


def _rebuilt(source: Source, computed: tuple[Array, Array], kept: tuple[int, bool]) -> list[Step]:
    """Scores and reconstruction with k components."""
    k, is_asked = kept
    variances, directions = computed
    n, p = source.shape
    mean = source.values.mean(axis=0)
    z = (source.values - mean) @ directions[:, :k]
    back = mean + z @ directions[:, :k].T
    left = float(variances[k:].sum()) * (n - 1)
    gap = float(((source.values - back) ** 2).sum())
    if abs(gap - left) > ZERO * max(1.0, source.norm**2):
        raise AssertionError(f"the reconstruction is off by {gap}, not by {left}")
    one = k == 1
    why = "asked" if is_asked else "all" if k == p else "one" if one else "more"
    fields = {
        "why": words.KEPT[why].format(k=k),
        "directions": words.DIRECTIONS["one" if one else "more"].format(k=k),
        "space": words.SPACES.get(str(k), words.SPACES["more"]).format(k=k),
        "left": in_figures(left),
    }
    scores, rebuilt = matrix("Z", n, k), matrix("R", n, p)
    if n * max(k, p) > SHOWN:
        product = notation.multiply(matrix("X_c", n, p), matrix("V", p, k))
        return [step("scores", fields, equals(scores, product))]
    shown = [(n_, decimals(v)) for n_, v in ((scores, z), (rebuilt, back))]
    rules = ("scores", "reconstruction")
    return [step(rule, fields, equals(*pair)) for rule, pair in zip(rules, shown, strict=True)]


def remarks(values: Array, variances: Array, directions: Array) -> tuple[str, ...]:
    """Whether the centring made a difference, and what is not unique."""
    mean = values.mean(axis=0)
    _, singular, rows = np.linalg.svd(values, full_matrices=False)
    squares = singular**2
    size = float(np.abs(values).max())
    if not variances.sum() or len(variances) == 1:
        return ()
    if float(np.abs(mean).max()) <= ZERO * size:
        first = words.REMARKS["centred"]
    else:
        energy = percent(float(squares[0] / squares.sum()))
        slant = _slant(rows[0], directions[:, 0], mean)
        first = words.REMARKS["energy"].format(energy=energy, slant=slant)
    close = np.isclose(variances[1:], variances[:-1], rtol=ZERO, atol=0) & (variances[1:] > 0)
    more = [words.REMARKS["repeated"]] if close.any() else []
    return (first, words.REMARKS["sign"], *more)


def _slant(first: Array, component: Array, mean: Array) -> str:
    """How far the first singular vector of X is from the first component, and from the mean."""
    apart, leaning = _degrees(first, component), _degrees(first, mean)
    word = "same" if apart < SAME else "other"
    return words.SLANTS[word].format(apart=in_figures(apart, 3), mean=in_figures(leaning, 3))


def _degrees(x: Array, y: Array) -> float:
    """The angle between two lines."""
    x, y = x / np.linalg.norm(x), y / np.linalg.norm(y)
    along = float(x @ y)
    return float(np.degrees(np.arctan2(np.linalg.norm(x - along * y), abs(along))))


def ending(variances: Array, k: int) -> str:
    """How much of the variance is explained."""
    total = float(variances.sum())
    share = percent(float(variances[:k].sum()) / total)
    word = "one" if k == 1 else "more"
    return words.ENDING[word].format(k=k, share=share, total=in_figures(total))

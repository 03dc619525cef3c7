"""Lines of a matrix derivation borne out by numbers, when they are made.

Symbols are given random arrays. What a line says of a loss is compared with differences of the
loss itself, for which no rule of differentiation is used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
import sympy as sp

from symcalc.checking.matrices.samples import DRAWN
from symcalc.matrix.evaluate import evaluated
from symcalc.matrix.layers import Line
from symcalc.matrix.term import Term, ordered, same
from symcalc.matrix.tidy.facts import NOTHING, Facts

Array = Any
# Of the sizes, one after another: no two neighbours are alike, and each is once the larger.
LENGTHS = ((3, 2, 4, 5), (2, 3, 5, 4))
SINGULAR = 1e8  # condition beyond which nothing is said of an inverse
STEP = 2e-3
TOLERANCE = 1e-6
SEEDS = 4  # samples that are tried; near a kink, or outside of a domain, one says nothing
SPREAD = ("any", "positive", "any", "small")


@dataclass(frozen=True)
class Sample:
    """Values of the symbols, and what the letters of the shapes are."""

    values: Mapping[Any, Array]
    sizes: Mapping[sp.Symbol, int]

    def at(self, more: Mapping[Any, Array]) -> Sample:
        """With other values."""
        return Sample({**self.values, **more}, self.sizes)

    def value(self, term: Term) -> Array:
        """A term in numbers."""
        return self.all([term])[term]

    def all(self, terms: Sequence[Term]) -> dict[Term, Array]:
        """Terms in numbers, what they share once."""
        with np.errstate(all="ignore"):
            return evaluated(list(terms), self.values, self.sizes)


def samples(
    symbols: Sequence[Term], facts: Facts = NOTHING, root: Term | None = None
) -> Iterator[Sample]:
    """Random values for symbols, which are what is known of them; the same in every run.

    Where `root` is given, no matrix that it inverts, or has the determinant of, is singular: for
    det(XᵀX) the sizes are those of a tall X.
    """
    letters = sorted({s for t in symbols for size in t.shape for s in size.free_symbols}, key=str)
    inverted = {n.args[0] for n in ordered(root) if n.op in INVERTED} if root else set()
    for seed in range(SEEDS):
        for lengths in LENGTHS:
            draw = np.random.default_rng(seed)
            sizes = {s: lengths[k % len(lengths)] for k, s in enumerate(letters)}
            values = {s.value: drawn(s, sizes, draw, SPREAD[seed], facts) for s in symbols}
            found = Sample(values, sizes)
            if all(map(is_regular, found.all(list(inverted)).values())):
                yield found
                break


INVERTED = ("inverse", "det", "logdet")


def is_regular(array: Array) -> bool:
    """Whether an inverse has digits that can be compared."""
    square = array.ndim == 2 and array.shape[0] == array.shape[1]
    return not square or (finite(array) and bool(np.linalg.cond(array) < SINGULAR))


def drawn(
    term: Term,
    sizes: Mapping[sp.Symbol, int],
    draw: np.random.Generator,
    spread: str,
    facts: Facts = NOTHING,
) -> Array:
    """Numbers for one symbol; a square matrix is far from singular."""
    shape = tuple(int(size.xreplace(dict(sizes))) for size in term.shape)
    known = next(iter(sorted(facts.get(term, ()))), "")
    if known:
        return DRAWN[known](draw, *shape)
    if spread == "positive":
        numbers = draw.uniform(0.3, 1.3, shape)
    else:
        numbers = draw.normal(0, 0.3 if spread == "small" else 0.8, shape)
    if len(shape) == 2 and shape[0] > 1 and same(term.shape[:1], term.shape[1:]):
        numbers = 0.5 * numbers + 2 * np.eye(shape[0])
    return np.asarray(numbers, dtype=float)


def slope(value: Callable[[float], Array]) -> Array:
    """The derivative at 0 of a function of a number, by differences of three widths."""
    return slopes(lambda h: [value(h)])[0]


def slopes(values: Callable[[float], Sequence[Array]]) -> list[Array]:
    """The derivatives at 0 of several functions of a number; NaN where a kink is near.

    Two extrapolations that differ tell that a kink lies between the points.
    """
    sides = [(values(h), values(-h), 2 * h) for h in (STEP, STEP / 2, STEP / 4)]
    found = [
        [
            (np.asarray(up, dtype=float) - down) / width
            for up, down in zip(above, below, strict=True)
        ]
        for above, below, width in sides
    ]
    return [_extrapolated(*widths) for widths in zip(*found, strict=True)]


def _extrapolated(coarse: Array, middle: Array, fine: Array) -> Array:
    best = fine + (fine - middle) / 3
    doubt = np.max(np.abs(best - middle - (middle - coarse) / 3), initial=0.0)
    limit = TOLERANCE * max(1.0, float(np.max(np.abs(best), initial=0.0)))
    return best if doubt <= limit else np.full_like(best, np.nan)


def direction(shape: tuple[int, ...], seed: int) -> Array:
    """A direction to walk in."""
    return np.random.default_rng(100 + seed).normal(0, 1, shape)


def is_close(told: float, measured: float, scale: float = 1.0) -> bool:
    """Whether a derivative that is told is the one that is measured."""
    return bool(abs(told - measured) <= TOLERANCE * max(1.0, abs(measured), scale))


def finite(*arrays: Array) -> bool:
    """Whether all numbers are finite."""
    return all(bool(np.all(np.isfinite(a))) for a in arrays)


@dataclass(frozen=True)
class Forward:
    """The lines of a loss at a sample."""

    lines: tuple[Line, ...]
    sample: Sample

    @classmethod
    def of(cls, lines: Sequence[Line], sample: Sample) -> Forward:
        """All lines worked out."""
        values = dict(sample.values)
        for line in lines:
            values[line.name.value] = Sample(values, sample.sizes).value(line.formula)
        return cls(tuple(lines), sample.at(values))

    def loss(self, name: Term, array: Array) -> Array:
        """The loss where a name has another value, and the lines after it follow."""
        names = [line.name for line in self.lines]
        later = self.lines[names.index(name) + 1 :] if name in names else self.lines
        values = {**self.sample.values, name.value: array}
        for line in later:
            values[line.name.value] = Sample(values, self.sample.sizes).value(line.formula)
        return values[self.lines[-1].name.value]

    def agrees(self, name: Term, adjoint: Array, seed: int) -> bool | None:
        """Whether ∂L/∂name is what differences of the loss say; None where they say nothing."""
        here = self.sample.values[name.value]
        way = direction(np.shape(here), seed)
        measured = slope(lambda h: self.loss(name, here + h * way))
        if not finite(measured, adjoint):
            return None
        told = float(np.sum(adjoint * way))
        return is_close(told, float(measured), float(np.linalg.norm(adjoint)))


def settled(verdicts: Iterable[bool | None], what: str) -> None:
    """A line holds if it does at a sample; near a kink another is taken.

    Raises
    ------
    AssertionError
        If it holds at none of those where there are numbers: the line is wrong.
    """
    refuted = False
    for verdict in verdicts:
        if verdict:
            return
        refuted = refuted or verdict is False
    if refuted:
        raise AssertionError(f"numbers refute the line {what}")


def changes_so(
    root: Term, x: Term, answer: Term, way: Term | None, drawn_for: Iterable[Sample]
) -> Iterator[bool | None]:
    """Whether a term changes as an answer says: J d, or the answer where d is put in for `way`."""
    for seed, sample in enumerate(drawn_for):
        moved = direction(np.shape(sample.values[x.value]), seed)
        measured = slope(partial(_gone, sample, x, root, moved))
        given = sample if way is None else sample.at({way.value: moved})
        value = np.asarray(given.value(answer), dtype=float)
        told = (value @ moved if np.ndim(moved) else value * moved) if way is None else value
        if not finite(measured, told):
            yield None
            continue
        scale = float(np.abs(measured).max(initial=0.0))
        error = float(np.abs(told.reshape(measured.shape) - measured).max(initial=0.0))
        yield is_close(error, 0.0, scale)


def _gone(sample: Sample, x: Term, root: Term, way: Array, h: float) -> Array:
    """The root where x has gone a step along a direction."""
    there = sample.at({x.value: sample.values[x.value] + h * way})
    return np.asarray(there.value(root), dtype=float)

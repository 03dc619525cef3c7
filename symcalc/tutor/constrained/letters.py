"""Notation that the lessons on constrained problems share: sums in a given order, exact vectors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc import notation
from symcalc.notation import Notation
from symcalc.primitives import arrange, build
from symcalc.steps import Step
from symcalc.tutor.words import Words
from symcalc.writing.text import text


def named(word: str, index: int | None = None) -> Notation:
    """w, or w_1 with an index."""
    return notation.name(sp.Symbol(word if index is None else f"{word}_{index}"))


def combination(pairs: Iterable[tuple[sp.Rational, Notation]]) -> Notation:
    """2u − v + w/2: multiples in the order in which they are given, without those of 0."""
    terms = []
    for factor, term in pairs:
        if factor == 0:
            continue
        size = notation.multiply(notation.rational(abs(factor)), term)
        terms.append(notation.negative(size) if factor < 0 else size)
    return notation.add(*terms)


def row_said(row: Sequence[sp.Expr]) -> str:
    """(1, −2), or 1 of a single number."""
    written = ", ".join(text(arrange(v)) for v in row)
    return f"({written})" if len(row) > 1 else written


def row_of(parts: Sequence[Notation]) -> Notation:
    """A tuple; a single part stands by itself."""
    return parts[0] if len(parts) == 1 else build("tuple", *parts)


def vector_of(parts: Sequence[Notation]) -> Notation:
    """A vector; a single part stands by itself."""
    return parts[0] if len(parts) == 1 else build("vector", *parts)


def step(words: dict[str, Words], rule: str, after: Notation, **more: object) -> Step:
    """A step of a lesson, its words from the table, their fields by name."""
    row = words[rule]
    fields = {k: v for k, v in more.items() if k not in Step.__dataclass_fields__}
    given = {k: v for k, v in more.items() if k in Step.__dataclass_fields__}
    before = given.pop("before", after)
    return Step(
        rule,
        row.title.format(**fields),
        before,  # type: ignore[arg-type]
        after,
        row.explanation.format(**fields).strip(),
        row.statement,
        given.pop("relation", "implies"),  # type: ignore[arg-type]
        hints=(row.hint.format(**fields),) if row.hint else (),
        **given,  # type: ignore[arg-type]
    )

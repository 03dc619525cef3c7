"""Linear systems: row operations on the augmented matrix, and the solutions read off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sympy as sp
from sympy import ImmutableMatrix as Matrix

from symcalc import notation
from symcalc.errors import ShapeError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.reading.arrays import outside
from symcalc.steps import Step
from symcalc.tutor.backprop.shown import equalities
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.augmented import Solution, Symbols, System, term
from symcalc.tutor.linear.claims import Same, step
from symcalc.tutor.linear.echelon import (
    beside,
    divided,
    down_steps,
    eliminated,
    remarks,
    up_steps,
)
from symcalc.tutor.linear.given import Given, written
from symcalc.tutor.linear.numbers import is_zero, tidy
from symcalc.tutor.linear.rows import cell, column, grid
from symcalc.tutor.linear.vector_lines import letter, total
from symcalc.tutor.words.elimination import CHECKS, ENDINGS, FAILS, HINTS, REMARKS
from symcalc.writing.text import text


@lesson(
    "linear-system",
    "solution of {matrix:column} {unknown} = {right:column}",
    "solution of[ the system] {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column}",
    "solve[ the][ linear][ system][ equation] {matrix:matrix}[ ]{unknown}[ ]=[ ]{right:column}",
    "solve[ the][ system] {matrix:matrix}[ ]*[ ]{unknown}[ ]=[ ]{right:column}",
)
def linear_system(matrix: Given, right: Given, unknown: str = "x") -> Solution:
    """The solutions of A x = b: one, none, or infinitely many.

    Raises
    ------
    ShapeError
        If b has not as many entries as A has rows.
    """
    found, b = beside(matrix, right)
    said = {"matrix": written(matrix), "unknown": unknown, "right": written(right)}
    system = System.of(found, b, names_of(unknown, found.cols))
    name = letter("x") if not unknown.isidentifier() else letter(unknown)
    opening = step(
        "augmented",
        grid(system.worked.start, found.cols),
        unknowns=", ".join(text(notation.name(s)) for s in system.unknowns),
    )
    return told(system, asked("linear-system", name, **said), name, [opening])


def names_of(unknown: str, count: int) -> Symbols:
    """x_1, x_2, …, or the names in [x, y].

    Raises
    ------
    ShapeError
        If there are not as many as columns.
    """
    bare = unknown.strip().strip("*·").strip()
    if bare.isidentifier():
        numbered = [f"{bare}_{k + 1}" for k in range(count)]
        return tuple(map(sp.Symbol, numbered if count > 1 else [bare]))
    bare = bare.removesuffix("^T").removesuffix("ᵀ").strip()
    named = [n.strip("[]() ") for n in outside(bare[1:-1].replace(";", ","))]
    if bare[:1] not in "[(" or not all(n.isidentifier() for n in named) or len(named) != count:
        what = FAILS["unknowns"].format(columns=count, count=len(named))
        raise ShapeError(what, hint=HINTS["unknowns"])
    return tuple(map(sp.Symbol, named))


def told(system: System, question: Question, name: Notation, opening: Sequence[Step]) -> Solution:
    """The steps from the augmented matrix to the solutions."""
    worked, left = system.worked, system.matrix.cols
    steps = [*opening, *down_steps(worked, left)]
    shared: dict[str, Any] = {
        "conditions": _conditions(system),
        "remarks": (*divided(worked), *remarks(worked.start, worked.reduced)),
        "unknowns": system.unknowns,
    }
    if system.contradiction is not None:
        return _none(system, question, name, steps, shared)
    steps += up_steps(worked, left)
    solution = system.solution
    steps += [_read(system), *_put_back(system, solution)]
    unknowns = column(list(system.unknowns)) if left > 1 else None
    shown = column(list(solution)) if left > 1 else cell(solution[0])
    return Solution(
        question,
        name if unknowns is None else unknowns,
        shown,
        tuple(steps),
        claims=(_substituted(system, solution),),
        told=sp.Matrix(solution),
        ending=_ending(system, solution),
        parameters=system.parameters,
        **shared,
    )


def _conditions(system: System) -> tuple[sp.Basic, ...]:
    """No pivot is 0, and a contradiction with letters is one."""
    row = system.contradiction
    found = list(system.worked.conditions)
    if row is not None and (wrong := system.worked.form[row, system.matrix.cols]).free_symbols:
        found.append(sp.Ne(sp.fraction(sp.together(wrong))[0], 0))
    return tuple(dict.fromkeys(found))


def _read(system: System) -> Step:
    """Each unknown with what its row says."""
    solution = system.solution
    parts = [
        equalities(notation.name(x), cell(value))
        for x, value in zip(system.unknowns, solution, strict=True)
    ]
    whole = parts[0] if len(parts) == 1 else Notation("tuple", tuple(parts), expr=parts[0].expr)
    if not system.parameters:
        return step("read-off", whole)
    names = [text(notation.name(system.unknowns[j])) for j in system.worked.free]
    chosen = [f"{n} = {t.name}" for n, t in zip(names, system.parameters, strict=True)]
    free = REMARKS["free-of"].format(names=" and ".join(names))
    return step("free-unknowns", whole, told=f"{free}: {', '.join(chosen)}.")


def _put_back(system: System, solution: Matrix) -> list[Step]:
    """Each left side with the numbers put in."""
    if system.parameters or system.matrix.rows * system.matrix.cols > 36:
        return []
    lines = []
    for i in range(system.matrix.rows):
        row = [(a, v) for a, v in zip(system.matrix.row(i), solution, strict=True) if a != 0]
        put = total([term(a, cell(v)) for a, v in row])
        lines.append(equalities(put, cell(system.right[i])) if row else None)
    kept = [made for made in lines if made is not None]
    whole = kept[0] if len(kept) == 1 else Notation("tuple", tuple(kept), expr=kept[0].expr)
    return [step("put-back", whole)]


def _substituted(system: System, solution: Matrix) -> Same:
    image = Matrix((sp.Matrix(system.matrix) * solution).applyfunc(tidy))
    return Same(((image, system.right),), "substitution", CHECKS["substituted"])


def _ending(system: System, solution: Matrix) -> str:
    """x = 2, y = 1; or all solutions as a line, a plane …"""
    pairs = zip(system.unknowns, solution, strict=True)
    one = ", ".join(f"{text(notation.name(x))} = {text(cell(v))}" for x, v in pairs)
    if not system.parameters:
        return ENDINGS["one"].format(solution=one)
    names = " and ".join(text(notation.name(t)) for t in system.parameters)
    return ENDINGS["many"].format(solution=one, parameters=names)


def _none(
    system: System, question: Question, name: Notation, steps: list[Step], shared: dict[str, Any]
) -> Solution:
    """The row that contradicts itself, and the combination of the equations that it is."""
    row = system.contradiction
    assert row is not None
    last = list(system.worked.form.row(row))
    equation = system.equation(last)
    steps.append(
        step(
            "contradiction",
            grid(system.worked.form, system.matrix.cols),
            row=row + 1,
            equation=text(equation),
        )
    )
    kernel = eliminated(system.matrix.T).kernel
    multipliers = next(y for y in kernel if not is_zero(tidy(y.dot(system.right))))
    left = Matrix((system.matrix.T * multipliers).applyfunc(tidy))
    zeros = Matrix(sp.zeros(system.matrix.cols, 1))
    words = (
        CHECKS["none"]
        .replace("{multipliers}", ", ".join(text(cell(e)) for e in multipliers))
        .replace("{right}", text(cell(tidy(multipliers.dot(system.right)))))
    )
    return Solution(
        question,
        name,
        Notation("constant", text="empty", expr=sp.S.EmptySet),
        tuple(steps),
        claims=(Same(((left, zeros),), "a combination of the equations", words),),
        told=sp.S.EmptySet,
        ending=ENDINGS["none"],
        exists=False,
        **shared,
    )

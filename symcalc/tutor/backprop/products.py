"""The Jacobian at a point, by columns forwards and by rows backwards, and products with it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc.matrix.term import Term
from symcalc.tutor.backprop import shown as write
from symcalc.tutor.backprop.program import Program
from symcalc.writing.text import text


def numeric(
    program: Program, direction: Sequence[sp.Expr], weights: Sequence[sp.Expr]
) -> sp.ImmutableMatrix:
    """The Jacobian, its product with the direction, or that of its transpose with the weights."""
    by_columns = [program.rates(unit(program, x)) for x in program.wrt]
    forward = sp.ImmutableMatrix([[c[out] for c in by_columns] for out in program.outputs])
    sweeps = [program.sweep(k) for k in range(len(program.outputs))]
    backward = sp.ImmutableMatrix(
        [[s.adjoints.get(x, sp.S.Zero) for x in program.wrt] for s in sweeps]
    )
    agreed(forward, backward)
    if direction and not weights:
        return forward * sp.ImmutableMatrix(direction)
    if weights and not direction:
        return backward.T * sp.ImmutableMatrix(weights)
    return backward


def agreed(forward: sp.MatrixBase, backward: sp.MatrixBase) -> None:
    """Both modes have the same numbers, or we made a mistake."""
    for a, b in zip(forward, backward, strict=True):
        if abs(float(a) - float(b)) > 1e-9 * max(1.0, abs(float(a))):
            raise AssertionError(f"forward mode has {a}, reverse mode {b}")


def unit(program: Program, x: Term) -> dict[Term, sp.Expr]:
    """The rates that begin the pass of one input."""
    return {name: sp.Integer(name is x) for name in program.wrt}


def products(
    program: Program, u: sp.ImmutableMatrix, v: sp.ImmutableMatrix
) -> tuple[tuple[tuple[str, str], ...], str]:
    """J v by one forward pass, Jᵀu by one reverse pass, and uᵀJv, which is the same both ways."""
    rates = program.rates(dict(zip(program.wrt, v, strict=True)))
    forward = sp.ImmutableMatrix([rates[out] for out in program.outputs])
    sweeps = [program.sweep(k) for k in range(len(program.outputs))]
    backward = sp.ImmutableMatrix(
        [
            sum(
                (s.adjoints.get(x, sp.S.Zero) * w for s, w in zip(sweeps, u, strict=False)),
                sp.S.Zero,
            )
            for x in program.wrt
        ]
    )
    one, other = (u.T * forward)[0, 0], (backward.T * v)[0, 0]
    agreed(sp.Matrix([one]), sp.Matrix([other]))
    rows = (
        (f"v = {listed(v)}", f"J v = {listed(forward)}"),
        (f"u = {listed(u)}", f"Jᵀu = {listed(backward)}"),
    )
    return rows, text(write.figure(one))


def listed(vector: Iterable[sp.Expr]) -> str:
    """Numbers between brackets."""
    return "[" + ", ".join(text(write.exactly(c)) for c in vector) + "]"

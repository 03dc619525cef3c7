"""Slopes of functions of a list of numbers: "Jacobian of softmax at (0, 0, 0)"."""

from __future__ import annotations

from dataclasses import replace

import sympy as sp

from symcalc.derivation import Derivation
from symcalc.errors import UnsupportedError
from symcalc.reading.calls import CALLS
from symcalc.tutor.lessons import asked, lesson
from symcalc.tutor.linear.given import as_notation, column, shown, written
from symcalc.tutor.linear.numbers import rounded
from symcalc.tutor.matrices.asked import asked as asked_of
from symcalc.tutor.matrices.worded import worked
from symcalc.tutor.questions.slopes import noted
from symcalc.tutor.words.slopes import FAILS, HINTS
from symcalc.writing.text import text

COLUMNS = (
    "softmax|log softmax|log-softmax|log_softmax|logsoftmax|layer norm|layernorm|layer_norm"
    "|rms norm|rmsnorm|rms_norm|sigmoid|tanh|relu|softplus"
)
NUMBERS = "logsumexp|log-sum-exp|log sum exp|log_sum_exp|mean|variance|sum"
PLACE = "[({letter:x|z|u|v|a|s})][ at[ the][ point][ {again:x|z|u|v|a|s} =] {point:list}]"


@lesson(
    "array-jacobian",
    f"Jacobian of {{f:{COLUMNS}}}[ at {{point}}]",
    f"Jacobian[ matrix] of[ the] {{f:{COLUMNS}}}[ function]{PLACE}",
)
def array_jacobian(f: str, point: str = "", **_: str) -> Derivation:
    """The Jacobian of a function of a vector, and its numbers at a point."""
    return _slope("jacobian", f, point)


@lesson(
    "array-gradient",
    f"gradient of {{f:{NUMBERS}}}[ at {{point}}]",
    f"gradient of[ the] {{f:{NUMBERS}}}[ function]{PLACE}",
)
def array_gradient(f: str, point: str = "", **_: str) -> Derivation:
    """The gradient of a number that is made of a vector, and its numbers at a point."""
    return _slope("gradient", f, point)


def _slope(kind: str, f: str, point: str) -> Derivation:
    """The formula with its shape, and then the numbers."""
    word = "_".join(f.lower().replace("-", " ").split())
    name = CALLS.get(word, word)
    if not point:
        told = worked(asked_of(kind, f"{name}(z)", ["z"], "z: n"))
        return replace(told, question=asked(f"array-{kind}", f=name))
    z = column(point)
    if z.free_symbols:
        raise UnsupportedError(FAILS["letters"], where=point, hint=HINTS["letters"])
    at = {"z": [float(entry) for entry in z]}
    told = worked(asked_of(kind, f"{name}(z)", ["z"], f"z: {z.rows}"), at)
    answer = sp.Matrix(told.value)
    result = as_notation([[rounded(entry) for entry in row] for row in answer.tolist()])
    *steps, _ = told.steps  # the last one is about an array z
    fields = {"z": text(shown(z))}
    return replace(
        told,
        question=asked(f"array-{kind}", f=name, point=written(list(z))),
        result=result,
        steps=(*steps, noted(f"array-{kind}", told.result, result, **fields)),
        value=None,
        told=answer,
    )

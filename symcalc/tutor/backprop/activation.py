"""The activation of a network: one of the catalogue, another function, or a formula."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

import numpy as np
import sympy as sp

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.ir import Program
from symcalc.compiler.lower import lower
from symcalc.compiler.passes.derivatives import jacobian
from symcalc.errors import SymcalcError, UnsupportedError, shorten
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.tutor.catalogue.entry import Entry
from symcalc.tutor.catalogue.listed import BY_NAME, ENTRIES, spelled
from symcalc.tutor.words.flow import FAILS, HINTS
from symcalc.writing.text import text

Array = Any
LONG = 200  # characters of a formula


@dataclass(frozen=True)
class Activation:
    """An elementwise function of one number with its derivative, as compiled functions have them.

    Attributes
    ----------
    name : str
        What it is called in a sentence: "tanh", or a formula.
    call : str
        What it is called before its argument: "tanh", or "f".
    body : Notation
        It, in one letter.
    entry : Entry or None
        What the catalogue says of it.
    """

    name: str
    call: str
    body: Notation
    entry: Entry | None = None

    @cached_property
    def x(self) -> sp.Symbol:
        """The letter."""
        (letter,) = self.body.symbols
        return letter

    @cached_property
    def programs(self) -> tuple[Program, Program, Program]:
        """f, f′ and f″."""
        value = lower([self.body.expr], [self.x])
        slope = jacobian(value, [0])
        return value, slope, jacobian(slope, [0])

    def value(self, z: Array) -> Array:
        """f, entry by entry."""
        return _run(self.programs[0], z)

    def slope(self, z: Array) -> Array:
        """f′, entry by entry, at kinks by the convention of compiled functions."""
        return _run(self.programs[1], z)

    def bend(self, z: Array) -> Array:
        """f″, entry by entry."""
        return _run(self.programs[2], z)


def _run(program: Program, z: Array) -> Array:
    column = np.asarray(z, dtype=float)
    with np.errstate(all="ignore"):
        return np.broadcast_to(np.asarray(evaluate(program, [column])[0], float), column.shape)


def activation(name: str) -> Activation:
    """An elementwise function by its name, as the catalogue takes it, or by its formula.

    Raises
    ------
    UnsupportedError
        If it is none.

    Examples
    --------
    >>> activation("Leaky ReLU").name, activation("x sigmoid(2x)").call
    ('leaky_relu', 'f')
    """
    if not isinstance(name, str):
        raise refused(name)
    entry = BY_NAME.get(spelled(name))
    if entry is not None and entry in offered():
        called = entry.name.replace("-", "_")
        return Activation(called, called, _read(f"{called}(x)", name), entry)
    if name.isidentifier():
        body = _read(f"{name}(x)", name)
        if body.head in ("product", "name", "quotient") or body.symbols != {sp.Symbol("x")}:
            raise refused(name)
        return Activation(name, name, body)
    body = _read(name, name)
    return Activation(text(body), "f", body)


def offered() -> list[Entry]:
    """The activations of the catalogue that take one number."""
    return [e for e in ENTRIES if e.kind == "activation" and len(e.by) == 1]


def _read(written: str, name: str) -> Notation:
    """A function of one letter that can be computed."""
    try:
        body = read(written) if len(written) <= LONG else None
        if body is None or not isinstance(body.expr, sp.Expr) or len(body.symbols) != 1:
            raise refused(name)
        Activation(name, name, body).programs  # noqa: B018
    except SymcalcError as error:
        raise refused(name) from error
    return body


def refused(name: object) -> UnsupportedError:
    """That there is no such activation, with one that is spelled much like it."""
    known = {spelled(e.name): e.name for e in offered()}
    close = get_close_matches(spelled(str(name)[:40]), known, 1)
    names = ", ".join(e.name for e in offered())
    hint = HINTS["activation"].format(names=names)
    hint = HINTS["close"].format(close=known[close[0]]) if close else hint
    return UnsupportedError(FAILS["activation"].format(f=shorten(str(name))), hint=hint)

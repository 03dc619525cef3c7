"""THE TABLE of methods: the updates as text, which is read, compiled, shown and graded.

A new elementwise method is a new row. Its lines are worked out in order, coordinate by coordinate,
each with what the lines before it gave. The letters are x, a coordinate; g, its partial derivative;
t, the number of the step, from 1; rate; the state, which is kept from step to step; and the
settings.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation, declared
from symcalc.primitives import replace_nodes
from symcalc.reading import read
from symcalc.tutor.words.descent import FAILS, HINTS

LIKE = 0.7  # how alike a word has to be for what may be meant
X, G, D, T, RATE = (sp.Symbol(name) for name in ("x", "g", "d", "t", "rate"))


class Line(NamedTuple):
    """One line of an update: a letter, and what it becomes."""

    letter: sp.Symbol
    formula: Notation
    whole: Notation


@dataclass(frozen=True)
class Method:
    """A row of the table.

    Attributes
    ----------
    name, title : str
        As it is asked for, and as it is called in a sentence.
    updates : tuple of str
        The lines of one step.
    rate : float
        What the rate is where nothing is said.
    state : mapping of names to numbers
        What is kept from step to step, with what it starts from.
    settings : mapping of names to numbers
        With what they are where nothing is said.
    spellings : tuple of str
        How else it is asked for.
    kind : str
        "elementwise", where the updates are all there is to a step; "newton", which needs second
        derivatives; or "scipy", which SciPy runs.
    """

    name: str
    title: str
    updates: tuple[str, ...]
    rate: float
    state: Mapping[str, float] = field(default_factory=dict, hash=False)
    settings: Mapping[str, float] = field(default_factory=dict, hash=False)
    spellings: tuple[str, ...] = ()
    kind: str = "elementwise"

    @property
    def counts(self) -> bool:
        """Whether a step depends on how many there were."""
        return any(T in line.formula.expr.free_symbols for line in self.lines)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The updates as formulas."""
        return _read(self.updates, (*self.state, *self.settings))


# A gradient whose norm is above `clip` is first made as long as `clip`.
CLIPPING = ("g = g min(1, clip/norm)",)
GRADIENT = ("x = x - rate g",)
METHODS: tuple[Method, ...] = (
    Method(
        name="gradient",
        title="gradient descent",
        updates=GRADIENT,
        rate=0.1,
        spellings=("gd", "steepest descent"),
    ),
    Method(
        name="sgd",
        title="stochastic gradient descent",
        updates=GRADIENT,
        rate=0.1,
        spellings=("stochastic", "mini-batch"),
    ),
    Method(
        name="momentum",
        title="gradient descent with momentum",
        updates=("v = beta v + g", "x = x - rate v"),
        rate=0.01,
        state={"v": 0},
        settings={"beta": 0.9},
        spellings=("heavy ball", "polyak", "sgd with momentum"),
    ),
    Method(
        name="averaged-momentum",
        title="gradient descent with averaged gradients",
        updates=("v = beta v + (1 - beta) g", "x = x - rate v"),
        rate=0.1,
        state={"v": 0},
        settings={"beta": 0.9},
        spellings=("averaged momentum", "ema momentum", "exponentially weighted momentum"),
    ),
    Method(
        name="weight-decay",
        title="gradient descent with weight decay",
        updates=("x = x - rate (g + decay x)",),
        rate=0.1,
        settings={"decay": 0.01},
        spellings=("weight decay", "sgd with weight decay", "gradient descent with l2"),
    ),
    Method(
        name="nesterov",
        title="Nesterov's accelerated gradient",
        updates=("v = beta v + g", "x = x - rate (g + beta v)"),
        rate=0.01,
        state={"v": 0},
        settings={"beta": 0.9},
        spellings=("nag", "nesterov momentum", "nesterov accelerated gradient"),
    ),
    Method(
        name="adagrad",
        title="AdaGrad",
        updates=("s = s + g^2", "x = x - rate g/(sqrt(s) + eps)"),
        rate=0.1,
        state={"s": 0},
        settings={"eps": 1e-10},
    ),
    Method(
        name="rmsprop",
        title="RMSProp",
        updates=("s = rho s + (1 - rho) g^2", "x = x - rate g/(sqrt(s) + eps)"),
        rate=0.01,
        state={"s": 0},
        settings={"rho": 0.99, "eps": 1e-8},
        spellings=("rms",),
    ),
    Method(
        name="adam",
        title="Adam",
        updates=(
            "m = beta1 m + (1 - beta1) g",
            "v = beta2 v + (1 - beta2) g^2",
            "m_hat = m/(1 - beta1^t)",
            "v_hat = v/(1 - beta2^t)",
            "x = x - rate m_hat/(sqrt(v_hat) + eps)",
        ),
        rate=0.001,
        state={"m": 0, "v": 0},
        settings={"beta1": 0.9, "beta2": 0.999, "eps": 1e-8},
    ),
    Method(
        name="adamw",
        title="AdamW",
        updates=(
            "m = beta1 m + (1 - beta1) g",
            "v = beta2 v + (1 - beta2) g^2",
            "m_hat = m/(1 - beta1^t)",
            "v_hat = v/(1 - beta2^t)",
            "x = x - rate (m_hat/(sqrt(v_hat) + eps) + decay x)",
        ),
        rate=0.001,
        state={"m": 0, "v": 0},
        settings={"beta1": 0.9, "beta2": 0.999, "eps": 1e-8, "decay": 0.01},
        spellings=("adam with weight decay",),
    ),
    Method(
        name="newton",
        title="Newton's method",
        updates=("x = x + rate d",),
        rate=1.0,
        spellings=("newton-raphson", "damped newton", "damped newton's method"),
        kind="newton",
    ),
    Method(
        name="bfgs",
        title="BFGS",
        updates=("x = x + rate d",),
        rate=1.0,
        spellings=("quasi-newton",),
        kind="scipy",
    ),
    Method(
        name="trust-region",
        title="the trust-region method",
        updates=("x = x + d",),
        rate=1.0,
        spellings=("trust", "trust-exact"),
        kind="scipy",
    ),
)


def method_of(name: str) -> Method:
    """The method of that name.

    >>> method_of("Heavy ball").name
    'momentum'

    Raises
    ------
    UnsupportedError
        If there is none; the message says which one is meant.
    """
    known = {plain(s): row for row in METHODS for s in names_of(row)}
    asked = plain(str(name))
    if asked in known:
        return known[asked]
    close = get_close_matches(asked, known, 1, LIKE)
    hint = HINTS["meant"].format(name=known[close[0]].name) if close else HINTS["methods"]
    told = FAILS["method"].format(name=str(name)[:40])
    raise UnsupportedError(told, hint=hint.format(names=", ".join(row.name for row in METHODS)))


def names_of(row: Method) -> tuple[str, ...]:
    """All that a method is called."""
    return (row.name, row.title, *row.spellings)


def plain(name: str) -> str:
    """A name without what people write differently: "Trust region" and "trust-region".

    >>> plain("Trust_Region")
    'trust region'
    """
    return " ".join(name.lower().replace("_", " ").replace("-", " ").split())


def clipping() -> Line:
    """What is done to every partial derivative before a step."""
    (line,) = _read(CLIPPING, ("clip", "norm"))
    return line


@lru_cache(maxsize=64)
def _read(updates: tuple[str, ...], letters: tuple[str, ...]) -> tuple[Line, ...]:
    targets = [update.partition("=")[0].strip() for update in updates]
    names = [*letters, *targets, "rate", "eps"]
    wholes = [unquoted(read(update, names=names)) for update in updates]
    return tuple(Line(w.parts[0].expr, w.parts[1], w) for w in wholes)


def unquoted(node: Notation) -> Notation:
    """Words such as rate stand without quotes."""

    def change(part: Notation) -> Notation | None:
        return declared(part.text, part.expr, is_matrix=True) if part.head == "name" else None

    return replace(replace_nodes(node, change), remarks=())

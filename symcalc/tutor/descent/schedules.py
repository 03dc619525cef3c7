"""THE TABLE of schedules: the rate of step t as a formula, t from 1; a new one is a new row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache

import numpy as np
import sympy as sp

from symcalc.compiler.backends.python import evaluate
from symcalc.compiler.lower import lower
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.notation import Notation
from symcalc.reading import read
from symcalc.scope import need_value
from symcalc.tutor.descent.methods import LIKE, RATE, T, plain, unquoted
from symcalc.tutor.descent.objective import Array
from symcalc.tutor.words.descent import FAILS, HINTS

WORD = re.compile(r"[A-Za-z][A-Za-z _-]*")
STEPS = sp.Symbol("T")  # how many steps there are


@dataclass(frozen=True)
class Schedule:
    """A row of the table.

    Attributes
    ----------
    name, title : str
        As it is asked for, and as it is called in a sentence.
    formula : str
        In t, rate, T, the number of steps, and the settings.
    settings : mapping of names to numbers
        With what they are where nothing is said.
    spellings : tuple of str
        How else it is asked for.
    """

    name: str
    title: str
    formula: str
    settings: Mapping[str, float] = field(default_factory=dict, hash=False)
    spellings: tuple[str, ...] = ()

    @property
    def line(self) -> Notation:
        """The formula."""
        return _read(self.formula, tuple(self.settings))

    def rates(self, rate: float, steps: int, settings: Mapping[str, float]) -> Array:
        """The rate of each step.

        >>> schedule_of("cosine").rates(0.1, 4, {"low": 0}).round(4).tolist()
        [0.0854, 0.05, 0.0146, 0.0]

        Raises
        ------
        UnsupportedError
            If the formula has other letters, or gives a rate that is negative or no number.
        """
        letters = [T, RATE, STEPS, *(sp.Symbol(name) for name in settings)]
        strange = sorted(str(s) for s in self.line.expr.free_symbols - set(letters))
        if strange:
            told = FAILS["schedule-letter"].format(name=strange[0])
            raise UnsupportedError(told, where=self.formula, hint=HINTS["schedule-letter"])
        program = lower([self.line.expr], letters)
        t = np.arange(1, steps + 1, dtype=float)
        found = evaluate(program, [t, rate, float(steps), *map(float, settings.values())])[0]
        wrong = ~(found >= 0) | ~np.isfinite(found)
        if wrong.any():
            k = int(np.argmax(wrong))
            told = FAILS["schedule-value"].format(t=k + 1, value=in_figures(found[k]))
            raise UnsupportedError(told, where=self.formula, hint=HINTS["schedule-value"])
        return np.asarray(found)


SCHEDULES: tuple[Schedule, ...] = (
    Schedule("constant", "constant rate", "rate", spellings=("fixed", "none")),
    Schedule(
        "step",
        "step decay",
        "rate*factor^floor(t/every)",
        {"factor": 0.1, "every": 30},
        ("step decay", "steps"),
    ),
    Schedule("exponential", "exponential decay", "rate*exp(-k t)", {"k": 0.01}, ("exp",)),
    Schedule(
        "cosine",
        "cosine annealing",
        "low + (rate - low)*(1 + cos(pi t/T))/2",
        {"low": 0},
        ("cosine annealing", "cos"),
    ),
    Schedule(
        "warm-up",
        "linear warm-up",
        "rate*min(1, t/warmup)",
        {"warmup": 10},
        ("warmup", "linear warm-up", "linear warmup"),
    ),
    Schedule(
        "linear",
        "linear decay",
        "low + (rate - low)*(1 - t/T)",
        {"low": 0},
        ("linear decay", "linear annealing"),
    ),
    Schedule(
        "polynomial",
        "polynomial decay",
        "low + (rate - low)*(1 - t/T)^power",
        {"low": 0, "power": 2},
        ("polynomial decay", "poly"),
    ),
    Schedule(
        "inverse",
        "decay by time",
        "rate/(1 + k t)",
        {"k": 0.01},
        ("inverse time", "inverse time decay", "time decay", "1/t"),
    ),
)


def schedule_of(given: str) -> Schedule:
    """The schedule of that name, or a formula of the user's own.

    >>> schedule_of("warmup").name, schedule_of("rate/t").name
    ('warm-up', 'own')
    """
    known = {plain(s): row for row in SCHEDULES for s in (row.name, row.title, *row.spellings)}
    if plain(given) in known:
        return known[plain(given)]
    if WORD.fullmatch(given.strip()) and not {"t", "T", "rate"} & set(given.split()):
        close = get_close_matches(plain(given), known, 1, LIKE)
        names = ", ".join(row.name for row in SCHEDULES)
        hint = HINTS["meant"].format(name=close[0]) if close else HINTS["schedules"]
        raise UnsupportedError(
            FAILS["schedule"].format(name=given[:40]), hint=hint.format(names=names)
        )
    return Schedule("own", "a schedule of your own", given)


@lru_cache(maxsize=64)
def _read(formula: str, settings: tuple[str, ...]) -> Notation:
    node = read(formula, names=["rate", *settings])
    need_value(node)
    return unquoted(node)

"""What the catalogue says of an activation or a loss, as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

KINDS = ("activation", "loss", "penalty")


@dataclass(frozen=True)
class Slope:
    """The largest absolute value of a derivative.

    Attributes
    ----------
    bound : str
        It, as text in the parameters of the formula; "" where there is no bound, or it is searched.
    where : str
        Where it is taken, in words: "for every x > 0", "as x → ∞"; or why there is none.
    provided : str
        For which parameters, in words, if not for all.
    attained : bool
        Whether it is taken anywhere, or only approached.
    searched : bool
        Whether it is found as the largest value at the zeros of the second derivative.
    """

    bound: str = ""
    where: str = ""
    provided: str = ""
    attained: bool = True
    searched: bool = False


@dataclass(frozen=True)
class Kink:
    """A place where the two sides have their own slopes, each as text.

    `at` is the value of the variable; `compiled` is what compiled functions return there.
    """

    at: str
    left: str
    right: str
    compiled: str


@dataclass(frozen=True)
class Vectors:
    """What an entry is for n components: a formula of vectors, as text.

    Attributes
    ----------
    kind : str
        "gradient" or "jacobian".
    formula, by : str
        What is differentiated, and by what.
    shapes, assuming : str
        As in `gradient`.
    """

    kind: str
    formula: str
    by: str
    shapes: str
    assuming: str = ""


@dataclass(frozen=True)
class Entry:
    """An activation, a loss or a penalty.

    Attributes
    ----------
    name, title : str
        What it is asked by, and what it is called.
    kind : str
        One of `KINDS`.
    formula : str
        As text, in functions that are read.
    by : tuple of str
        The variables that it is differentiated by.
    derivative : str
        As a book writes it, as text; a list where there are several variables.
    says : str
        A sentence on where it is used.
    slope : Slope or None
        Its largest slope; None where it has several variables.
    letters : tuple of pairs
        Names for parts, the output above all, each with its formula: s = sigmoid(x).
    output : str
        The derivative in these letters.
    kinks : tuple of Kink
        Where the derivative does not exist, or exists all the same.
    range : str
        Which values it takes, as text.
    stable : str
        The formula without overflow and without loss of digits, as text.
    why : str
        What goes wrong without it, or else what the plain formula needs.
    general : str
        What holds for any number of components, where the formula has three.
    vectors : Vectors or None
        The same, to be worked out step by step.
    other : tuple of str
        Further names.
    names : tuple of str
        Names of several letters in the formulas.
    values : mapping
        What the letters are in pictures and in checks of bounds.
    span : pair of floats
        Where it is drawn.
    everywhere : bool
        Whether it holds for all numbers, whatever its parts say.
    """

    name: str
    title: str
    kind: str
    formula: str
    by: tuple[str, ...]
    derivative: str
    says: str
    slope: Slope | None = None
    letters: tuple[tuple[str, str], ...] = ()
    output: str = ""
    kinks: tuple[Kink, ...] = ()
    range: str = ""
    stable: str = ""
    why: str = ""
    general: str = ""
    vectors: Vectors | None = None
    other: tuple[str, ...] = ()
    names: tuple[str, ...] = ("alpha", "lambda")
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    span: tuple[float, float] = (-4.0, 4.0)
    everywhere: bool = False

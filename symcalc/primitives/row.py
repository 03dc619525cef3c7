"""A row of the table of primitives."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

import sympy as sp

from symcalc.notation import Notation

Derive = Callable[[Notation], Notation]


def everywhere(*_: sp.Expr) -> sp.Basic:
    """The domain of a function that is defined for all real arguments."""
    return sp.true


def smooth(*_: sp.Expr) -> tuple[Any, ...]:
    """The kinks of a function that has none, and their branches."""
    return ()


@dataclass(frozen=True)
class Definition:
    """A function of the user's own, as plain data.

    Attributes
    ----------
    name : str
        The word that it is written with.
    inputs : tuple of sympy.Symbol
        The letters that `formula` and `partials` are written in.
    formula : Notation
        Its value.
    partials : tuple of Notation
        Its derivative by each input.
    given : bool
        Whether the user gave the partials; otherwise they follow from the formula.
    says : str
        The sentence that a learner reads.
    """

    name: str
    inputs: tuple[sp.Symbol, ...]
    formula: Notation
    partials: tuple[Notation, ...]
    given: bool = False
    says: str = ""

    @cached_property
    def head(self) -> str:
        """What its row is called: equal definitions have the same, in every session."""
        return f"{self.name}-{sha256(repr(self).encode()).hexdigest()[:8]}"


@dataclass(frozen=True)
class Primitive:
    """One function: its meaning, its derivative, its code and the words for it.

    Attributes
    ----------
    name : str
        Permanent, kebab-case; the `head` of its Notation and the name of its `Op`.
    title : str
        What its rule is called: "derivative of the sine".
    formula : callable
        The arguments to the SymPy object it means; where it is a SymPy class, every instance of the
        class is this primitive.
    partials : callable
        The arguments to the list of local partial derivatives, as a textbook has them, in functions
        of the table only.
    says : str
        The sentence a learner reads: {u} and {v} are the arguments in this formula, {f} is the
        whole, {x} the variable, and {letters} names the arguments: u = x², v = sin(3x).
    spelling : str or callable
        Scalar Python with {0}, {1} … for the arguments; a callable of the number of arguments
        where a row takes any number of them.
    arity : int or None
        How many arguments; None where any number goes.
    associative : bool
        Whether n arguments are compiled as a balanced tree of two-argument operations.
    optional : int
        How many of the last arguments may be left out.
    fixed : tuple of int
        Positions of arguments that are parameters: by them there is no derivative.
    domain : callable
        The arguments to a SymPy condition under which the value is a real number.
    smooth_on : callable
        The arguments to a condition under which the derivative exists, where that is less than
        `domain`; kinks are left out.
    kinks : callable
        The arguments to expressions that are zero where the derivative does not exist.
    branches : callable
        For each kink, what the function is where the expression is negative, and where positive.
    convention : str
        What compiled functions return there.
    stable : callable or None
        Partials without loss of digits, with the convention at the kinks; compiled instead of
        `partials`.
    written : callable or None
        The arguments, as Notation, to the partials as they are shown, where SymPy's expressions
        do not tell the functions that they are made of.
    line : callable or None
        How a textbook writes the rule, from the parts and the derivative: u'·v + u·v'.
    names : tuple of str
        The spellings that are read as this function; the first is the usual one.
    latex : str
        The command for it, where LaTeX has one other than \\operatorname.
    held : bool
        Whether differentiation takes the value for a constant, by definition: what numbers say of
        its derivative does not count.
    kind : type or None
        The SymPy class whose instances are this primitive, where `formula` is no class itself.
    definition : Definition or None
        What it stands for, where a user defined it.
    """

    name: str
    title: str
    formula: Callable[..., sp.Basic]
    partials: Callable[..., Sequence[sp.Basic]]
    says: str
    spelling: str | Callable[[int], str]
    arity: int | None = 1
    associative: bool = False
    optional: int = 0
    fixed: tuple[int, ...] = ()
    domain: Callable[..., sp.Basic] = everywhere
    smooth_on: Callable[..., sp.Basic] = everywhere
    kinks: Callable[..., tuple[sp.Expr, ...]] = smooth
    branches: Callable[..., tuple[tuple[sp.Expr, sp.Expr], ...]] = smooth
    convention: str = ""
    stable: Callable[..., Sequence[sp.Basic]] | None = None
    written: Callable[..., Sequence[Notation]] | None = None
    line: Callable[..., Notation] | None = None
    names: tuple[str, ...] = ()
    latex: str = ""
    held: bool = False
    kind: type | None = None
    definition: Definition | None = None

    @property
    def rule(self) -> str:
        """What the step that applies it is called."""
        return "defined-function" if self.definition else self.name

    def spelled(self, count: int) -> str:
        """How it is written in scalar Python with `count` arguments."""
        return self.spelling if isinstance(self.spelling, str) else self.spelling(count)

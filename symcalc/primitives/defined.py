"""Functions of the user's own: rows that are entered while symcalc runs.

A definition makes a SymPy class and a row of the table, both of which stay what they are. What
changes is the word: `enter` says which row it is read as from now on, so formulas and kernels that
were made before a function was defined anew keep their meaning.
"""

from __future__ import annotations

import copyreg
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, ClassVar

import sympy as sp
from sympy.core.function import FunctionClass

from symcalc.notation import Notation
from symcalc.primitives.build import put
from symcalc.primitives.meant import Meant
from symcalc.primitives.row import Definition, Primitive
from symcalc.primitives.table import TABLE


class Defining(FunctionClass):  # type: ignore[misc]
    """The type of the classes, which are pickled by their definitions."""


class Defined(Meant, metaclass=Defining):
    """A function that a user defined, applied to arguments."""

    definition: ClassVar[Definition]

    @property
    def meaning(self) -> sp.Expr:
        """The formula of the arguments."""
        return _written(type(self), self.args)

    def fdiff(self, argindex: int = 1) -> sp.Expr:
        """The partial derivative by an argument, which SymPy's own diff asks for."""
        return self.partials[argindex - 1]

    @property
    def partials(self) -> list[sp.Expr]:
        """The partial derivatives at the arguments."""
        return [put_in(p, self.definition.inputs, self.args) for p in self.definition.partials]


@lru_cache(maxsize=1024)
def _written(kind: type[Defined], args: tuple[sp.Expr, ...]) -> sp.Expr:
    return put_in(kind.definition.formula, kind.definition.inputs, args)


def put_in(node: Notation, inputs: Sequence[sp.Symbol], args: Sequence[sp.Basic]) -> sp.Expr:
    """What a formula means with SymPy objects, of any size, for its letters."""
    leaves = {x: Notation("name", (), x.name, u) for x, u in zip(inputs, args, strict=True)}
    return put(node, leaves).expr


def opened(node: Notation) -> Notation | None:
    """The formula that a call of a user's function stands for; None for any other node."""
    row = TABLE.get(node.head)
    if row is None or row.definition is None:
        return None
    return put(row.definition.formula, dict(zip(row.definition.inputs, node.parts, strict=True)))


def function_of(definition: Definition) -> type[Defined]:
    """The SymPy class of a definition, and its row in the table; made once."""
    row = TABLE.get(definition.head)
    if row is None:
        made = Defining(
            definition.name,
            (Defined,),
            {"definition": definition, "nargs": (len(definition.inputs),)},
        )
        row = TABLE[definition.head] = row_of(made)
        TABLE[valued(definition)] = value_row(definition)
    assert isinstance(row.formula, Defining)
    return row.formula


def row_of(function: type[Defined]) -> Primitive:
    """The row that a learner meets. It has no code: the compiler sees the formula (see `view`)."""
    own = function.definition
    return Primitive(
        name=own.head,
        title=f"derivative of {own.name}",
        formula=function,
        partials=lambda *u: [put_in(p, own.inputs, u) for p in own.partials],
        says=own.says,
        spelling="",
        arity=len(own.inputs),
        names=(own.name,),
        definition=own,
    )


def valued(definition: Definition) -> str:
    """The name of the row that is compiled where partials were given."""
    return f"{definition.head}-value"


def value_row(definition: Definition) -> Primitive:
    """The value of the formula, and then the arguments; differentiated by the given partials."""
    own = definition
    return Primitive(
        name=valued(own),
        title=f"derivative of {own.name}",
        formula=lambda value, *_: value,
        partials=lambda _, *u: [sp.S.Zero, *(put_in(p, own.inputs, u) for p in own.partials)],
        says=own.says,
        spelling="{0}",
        arity=len(own.inputs) + 1,
    )


def _pickled(kind: type[Defined]) -> str | tuple[Any, ...]:
    return kind.__qualname__ if kind is Defined else (function_of, (kind.definition,))


copyreg.pickle(Defining, _pickled)


# ---- the session: which words are read as functions of the user's own

WORDS: dict[str, Primitive] = {}


def enter(word: str, definition: Definition) -> type[Defined]:
    """From now on `word` is read as this function."""
    function = function_of(definition)
    row = TABLE[definition.head]
    if WORDS.get(word) is not row:
        WORDS.pop(word, None)  # the last one, as it may be made of all the others
        WORDS[word] = row
    return function


def forget(word: str) -> None:
    """From now on `word` is no function of the user's own; what it was used in stays."""
    WORDS.pop(word, None)


@contextmanager
def entered(word: str, definition: Definition) -> Iterator[Primitive]:
    """While this lasts, `word` is read as this function; its row."""
    before = dict(WORDS)
    enter(word, definition)
    try:
        yield WORDS[word]
    finally:
        WORDS.clear()
        WORDS.update(before)


def definitions() -> Mapping[str, Definition]:
    """The functions that can be typed, by word, the latest last."""
    return {word: row.definition for word, row in WORDS.items() if row.definition}

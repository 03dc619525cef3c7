"""Functions of the user's own, sent to another process: plain text that is read again there."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sympy as sp

from symcalc.notation import Notation
from symcalc.primitives import replace_nodes
from symcalc.primitives.defined import definitions, enter, forget, opened
from symcalc.primitives.row import Definition
from symcalc.reading import read_strictly
from symcalc.writing.text import text


def sent() -> list[dict[str, Any]]:
    """Every function that can be typed now, told in those that are sent before it."""
    told: list[dict[str, Any]] = []
    before: set[str] = set()
    for word, definition in definitions().items():
        told.append(plain(word, definition, before))
        before.add(definition.head)
    return told


def plain(word: str, definition: Definition, before: Collection[str]) -> dict[str, Any]:
    """A definition as text, in the user's functions with these heads."""
    return {
        "word": word,
        "name": definition.name,
        "inputs": [x.name for x in definition.inputs],
        "formula": typed(definition.formula, before),
        "partials": [typed(partial, before) for partial in definition.partials],
        "given": definition.given,
        "says": definition.says,
    }


def typed(node: Notation, before: Collection[str]) -> str:
    """A formula in words that are known there: what was defined anew since is written out."""

    def change(part: Notation) -> Notation | None:
        formula = None if part.head in before else opened(part)
        return None if formula is None else replace_nodes(formula, change)

    return text(replace_nodes(node, change))


def receive(functions: Sequence[dict[str, Any]]) -> None:
    """Let these functions, and no others, be typed from now on."""
    if functions == RECEIVED:
        return
    for word in list(definitions()):
        forget(word)
    for function in functions:
        enter(function["word"], restored(function))
    RECEIVED[:] = functions


RECEIVED: list[dict[str, Any]] = []


def restored(function: dict[str, Any]) -> Definition:
    """The definition that a text says; nothing in it is worked out again."""
    inputs = tuple(sp.Symbol(name) for name in function["inputs"])
    formula, *partials = _read([function["formula"], *function["partials"]], inputs)
    return Definition(
        function["name"], inputs, formula, tuple(partials), function["given"], function["says"]
    )


def _read(texts: Iterable[str], inputs: Sequence[sp.Symbol]) -> list[Notation]:
    return [read_strictly(one, symbols=inputs) for one in texts]

"""Formulas in which lists are vectors, by their signs: ‖a‖ is a length, a · b a scalar product."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from symcalc.errors import SymcalcError
from symcalc.matrix.interpret import interpreted
from symcalc.notation import Notation
from symcalc.reading.matrices import Written, read_matrices, read_shapes
from symcalc.tutor.words.linear import REMARKS

SPELLED = re.compile(r"\babs\b")  # |x| is no length where it is written as a function
BOLD = re.compile(r"\\(?:vec|mathbf|boldsymbol|bm|bf)(?![A-Za-z])")
GATHERING = ("call", "max", "min")


@dataclass(frozen=True)
class OfVectors:
    """A formula that is worked out at lists.

    Attributes
    ----------
    formula : Written or what was given
        With ‖a‖ for |a|, where that is a length.
    signs : bool
        Whether it has a sign that a product of vectors has.
    sure : bool
        Whether lists can only be vectors in it.
    """

    formula: Any
    signs: bool = False
    sure: bool = False


def of_vectors(formula: Any, point: Mapping[str, Any], *, lengths: bool) -> OfVectors:
    """What the signs of a formula say of its lists.

    Parameters
    ----------
    formula : str or another formula
        Of text alone the signs are looked at.
    point : mapping
        Values, of which lists may be vectors.
    lengths : bool
        Whether |a| of a list is its length also where nothing else says so.

    Examples
    --------
    >>> of_vectors("||a||^2", {"a": [3, 4]}, lengths=False).sure
    True
    >>> of_vectors("x^2", {"x": [3, 4]}, lengths=False).signs
    False
    """
    shapes = {name: np.shape(np.array(v, dtype=object)) for name, v in point.items()}
    read = _read(formula, shapes)
    if read is None:
        return OfVectors(formula)

    def is_vector(node: Notation) -> bool:
        return _is_vector(replace(read, node=node), shapes)

    norms = any(n.head == "norm" and is_vector(n.parts[0]) for n in read.node.walk())
    signs = norms or any(n.head == "dotted" for n in read.node.walk())
    told = signs or lengths or bool(BOLD.search(formula))
    made = _lengthened(read.node, is_vector)
    if made is read.node or SPELLED.search(formula) or not told:
        return OfVectors(formula, signs, norms)
    remarks = (*read.remarks, REMARKS["bars"])
    return OfVectors(replace(read, node=made, remarks=remarks), signs=True, sure=True)


def _read(formula: Any, shapes: Mapping[str, tuple[int, ...]]) -> Written | None:
    """The formula with its lists as arrays; None where it cannot be read so."""
    if not isinstance(formula, str):
        return None
    try:
        return read_matrices(formula, read_shapes(_declared(shapes)))
    except SymcalcError:
        return None


def _declared(shapes: Mapping[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
    return {name: shape for name, shape in shapes.items() if shape}


def _is_vector(part: Written, shapes: Mapping[str, tuple[int, ...]]) -> bool:
    try:
        return interpreted(part, _declared(shapes)).term.is_column
    except SymcalcError:
        return False


def _lengthened(node: Notation, is_vector: Callable[[Notation], bool]) -> Notation:
    """The formula with ‖u‖ for |u| of a vector; in max(|u|) and sum(|u|) it is of entries."""
    if not node.parts or node.head in GATHERING:
        return node
    head = "norm" if node.head == "abs" and is_vector(node.parts[0]) else node.head
    parts = tuple(_lengthened(part, is_vector) for part in node.parts)
    changed = head != node.head or any(a is not b for a, b in zip(parts, node.parts, strict=True))
    return replace(node, head=head, parts=parts) if changed else node

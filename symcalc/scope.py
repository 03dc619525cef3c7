"""What can be computed with: the one place where a formula is refused before any work begins."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

import sympy as sp

from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import TABLE
from symcalc.primitives.refusals import CONDITION, REFUSALS, Refusal, refusal_of
from symcalc.writing.text import text

Wrt = Collection[sp.Symbol] | None
JOINED = ("and", "or", "not")  # what the conditions of cases are made of, besides relations


class Refused(NamedTuple):
    """The part of a formula that cannot be computed with, and why."""

    node: Notation
    row: Refusal
    slope: bool

    def error(self) -> UnsupportedError:
        """As it is raised."""
        label = self.node.text or next((part.text for part in self.node.parts), "")
        return self.row.error(label, text(self.node), slope=self.slope)


def refused(node: Notation, wrt: Wrt = None) -> Refused | None:
    """The outermost part that cannot be computed with, None if all can.

    Parameters
    ----------
    node : Notation
        The formula as written.
    wrt : collection of sympy.Symbol, optional
        What it is to be differentiated by: an integral that does not depend on it is a constant.
        Left out, the value of the formula is asked for.

    Examples
    --------
    >>> from symcalc.primitives import arrange
    >>> x, y = sp.symbols("x y")
    >>> area = arrange(x * sp.Integral(y, (y, 0, 1)))
    >>> refused(area).row.what, refused(area, {x})
    ('an integral in the formula is not worked out yet', None)
    """
    if wrt is not None and _named_slope(node):
        return _first(refused, _arguments(node), wrt)
    row = refusal_of(node.head, [part.expr for part in node.parts], node.expr)
    if wrt is not None and is_proper(node):
        return _first(refused, (node.parts[0], *node.parts[2:]), {*wrt, node.parts[1].expr})
    if row is not None:
        return _refused(node, row, wrt)
    if node.head == "piece":
        value, condition = node.parts
        return refused(value, wrt) or _condition(condition, wrt)
    return _first(refused, node.parts, wrt)


def is_proper(node: Notation) -> bool:
    """Whether this is a definite integral between finite bounds: its derivative is worked out."""
    ends = node.parts[2:] if node.head == "integral" else ()
    return len(ends) == 2 and not any(end.expr.has(sp.oo, -sp.oo) for end in ends)


def _named_slope(node: Notation) -> bool:
    """Whether a part is f(u), f′(u) …, of one argument: its derivative can be named."""
    if node.head == "derivative":
        return node.parts[0].head == "apply" and _named_slope(node.parts[0]) and node.text == "'"
    return node.head in ("apply", "derivative-at") and len(node.parts) == 1


def _arguments(node: Notation) -> Sequence[Notation]:
    return node.parts[1:2] if node.head == "derivative" else node.parts


def _refused(node: Notation, row: Refusal, wrt: Wrt) -> Refused | None:
    """Nothing, where the node is a constant that holds no derivative."""
    if not row.slope or wrt is None or not node.symbols.isdisjoint(wrt):
        return Refused(node, row, wrt is not None)
    inner = next((part for part in node.walk() if part.head == "derivative"), None)
    return None if inner is None else Refused(inner, REFUSALS["derivative"], slope=True)


def _condition(node: Notation, wrt: Wrt) -> Refused | None:
    """In the condition of a case relations may stand, and what joins them."""
    if node.head in JOINED:
        return _first(_condition, node.parts, wrt)
    if node.head == "relation":
        return _first(refused, node.parts, wrt)
    return None if node.expr in (sp.true, sp.false) else Refused(node, CONDITION, wrt is not None)


def _first(
    look: Callable[..., Refused | None], parts: Sequence[Notation], wrt: Wrt
) -> Refused | None:
    return next((found for part in parts if (found := look(part, wrt))), None)


def need_value(node: Notation) -> None:
    """Refuse a formula whose value cannot be computed.

    Raises
    ------
    UnsupportedError
        If a part of it is no value, or is not worked out yet.
    """
    found = refused(node)
    if found is not None:
        raise found.error()


def need_slope(node: Notation, wrt: Collection[sp.Symbol]) -> None:
    """Refuse a formula that cannot be differentiated.

    Raises
    ------
    UnsupportedError
        If it is a vector or a matrix, or a part that depends on a variable has no derivative yet.
    """
    found = refused(node, wrt)
    if found is not None:
        raise found.error()
    for part in node.walk():
        row = TABLE.get(part.head)
        if row is not None and any(not part.parts[k].symbols.isdisjoint(wrt) for k in row.fixed):
            raise UnsupportedError(
                f"the parameter of {row.names[0]} depends on the variable",
                where=text(part),
                hint="there is a rule only where it is constant",
            )
    if node.expr.is_Matrix:
        raise UnsupportedError(
            "this is not one formula with one value",
            where=text(node),
            hint="differentiate its components one at a time",
        )

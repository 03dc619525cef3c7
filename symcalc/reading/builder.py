"""Nodes of Notation, each checked against the bounds before SymPy computes what it means."""

from __future__ import annotations

import math
import time

import sympy as sp
from sympy.logic.boolalg import Boolean

from symcalc.errors import ReadingError, TooLargeError
from symcalc.notation import ARITHMETIC, Notation, arithmetic
from symcalc.primitives import build
from symcalc.reading import limits

# What the parts of a node must be; every head that is not named here takes values.
LOGIC = frozenset(("and", "or", "not"))
ANYTHING = frozenset(("piece", "cases", "otherwise", "matrix"))
WORDS_FOR = {
    "sum": "added",
    "difference": "subtracted",
    "negation": "negated",
    "product": "multiplied",
    "quotient": "divided",
    "power": "raised to a power",
    "relation": "compared",
}
LENGTHS: dict[str, tuple[int, str]] = {
    "sum": (limits.TERMS, "terms in one sum"),
    "product": (limits.TERMS, "factors in one product"),
    "max": (limits.ARGUMENTS, "arguments of max"),
    "min": (limits.ARGUMENTS, "arguments of min"),
    "and": (limits.RELATIONS, "conditions joined by and"),
    "or": (limits.RELATIONS, "conditions joined by or"),
    "cases": (limits.RELATIONS, "cases"),
    "vector": (limits.ENTRIES, "entries in one vector"),
    "matrix": (limits.ENTRIES, "rows in one matrix"),
}


class Builder:
    """Makes the nodes of one formula and keeps count of what they cost."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.made: dict[int, tuple[Notation, int, int]] = {}  # id: node, its height, its effort
        self.digits = 0.0
        self.seconds = 0.0

    def node(self, head: str, *parts: Notation, text: str = "", at: int) -> Notation:
        """A node of any head; `at` is the place that an error points to."""
        height, effort = self._measure(head, parts, at)
        self._check_parts(head, parts, at)
        self._check_numbers(head, [part.expr for part in parts], at)
        begin = time.thread_time()
        made = self._build(head, parts, text, at)
        if effort:
            took = time.thread_time() - begin
            self._check_time(took - limits.PART_SECONDS * len(parts), at)
        if made.expr in UNDEFINED:
            what = "division by zero" if head in DIVIDING else f"{head} has no value here"
            raise ReadingError(what, where=self.text, position=at)
        if head not in ARITHMETIC or head == "power":
            self._check_real(made, at)
        self.made[id(made)] = made, height, effort
        return made

    def too_large(self, what: str, at: int) -> TooLargeError:
        """A bound was passed."""
        return TooLargeError(what, where=self.text, position=at)

    def _measure(self, head: str, parts: tuple[Notation, ...], at: int) -> tuple[int, int]:
        """The height of the new node and the effort of what is nested in it."""
        bound, what = LENGTHS.get(head, (limits.TERMS, "parts"))
        if len(parts) > bound:
            raise self.too_large(f"there are more than {bound} {what}", at)
        if len(self.made) >= limits.OPERATIONS:
            raise self.too_large(f"there are more than {limits.OPERATIONS} operations", at)
        below = [self.made.get(id(part), NOTHING) for part in parts]
        height = 1 + max((entry[1] for entry in below), default=0)
        if height > limits.HEIGHT:
            raise self.too_large(f"the formula is nested more than {limits.HEIGHT} levels deep", at)
        added = limits.effort(head, [part.expr for part in parts])
        effort = added + max((entry[2] for entry in below), default=0)
        self._check_effort(head, added, effort, at)
        return height, effort

    def _check_effort(self, head: str, added: int, effort: int, at: int) -> None:
        """Functions that SymPy takes long for, inside each other."""
        if not added:
            return
        if effort > limits.EFFORT:
            deep = limits.EFFORT // added
            what = f"{head} is nested more than {deep} levels deep in functions of its kind"
            raise self.too_large(what, at)

    def _check_time(self, took: float, at: int) -> None:
        """Stop before the next level takes ten times as long."""
        self.seconds += took
        if took > limits.SECONDS or self.seconds > limits.ALL_SECONDS:
            what = f"functions are nested so that one takes SymPy more than {limits.SECONDS} s"
            raise self.too_large(what, at)

    def _check_parts(self, head: str, parts: tuple[Notation, ...], at: int) -> None:
        """Numbers are added and conditions joined, not the other way round."""
        if head in ANYTHING:
            return
        fits = is_condition if head in LOGIC else is_value
        wrong = next((part for part in parts if not fits(part)), None)
        if wrong is None:
            return
        kind = "a condition" if is_condition(wrong) else "a vector" if is_vector(wrong) else "this"
        what = f"{kind} cannot be {WORDS_FOR.get(head, 'used here')}"
        if head in LOGIC:
            what = f"{head} stands between conditions, such as x > 0"
        raise ReadingError(what, where=self.text, position=at)

    def _check_numbers(self, head: str, exprs: list[sp.Expr], at: int) -> None:
        """No division by zero, no number that is too long to compute with."""
        if head == "quotient" and exprs[1] == 0:
            raise ReadingError("division by zero", where=self.text, position=at)
        if head == "root" and not (exprs[1].is_Integer and exprs[1] > 0):
            what = "the degree of a root must be a whole number above 0"
            raise ReadingError(what, where=self.text, position=at)
        if head in limits.GROWING:
            self._check_growth(head, exprs, at)
        digits = limits.too_many_digits(head, exprs)
        if head == "power":
            self.digits += digits
        if digits > limits.DIGITS or math.isnan(digits):
            raise self.too_large(f"a number has more than {limits.DIGITS} digits", at)
        if self.digits > limits.ALL_DIGITS:
            what = f"the powers have more than {limits.ALL_DIGITS} digits together"
            raise self.too_large(what, at)

    def _check_growth(self, head: str, exprs: list[sp.Expr], at: int) -> None:
        bound = limits.GROWING_ARGUMENT
        if any(e.is_Rational and abs(e) > bound for e in exprs):
            raise self.too_large(f"the argument of {head} is above {bound}", at)

    def _check_real(self, made: Notation, at: int) -> None:
        """sqrt(-1) and ln(-1) have no value over the reals, even where they cancel later."""
        expr = made.expr
        if not expr.is_number or expr.is_Rational or expr.is_extended_real:
            return
        if expr.has(sp.I) or expr.evalf(5, maxn=50).has(sp.I):
            what = "this is not a real number"
            raise ReadingError(what, where=self.text, position=at, hint="symcalc is over the reals")

    def _build(self, head: str, parts: tuple[Notation, ...], text: str, at: int) -> Notation:
        """Let the table make the node; SymPy refuses what is not real with these errors."""
        try:
            return (
                arithmetic(head, *parts) if head in ARITHMETIC else build(head, *parts, text=text)
            )
        except (TypeError, ValueError, ArithmeticError) as error:
            what = f"{head} has no real value here"
            raise ReadingError(what, where=self.text, position=at) from error


DIVIDING = frozenset(("power", "quotient"))
NOTHING: tuple[None, int, int] = (None, 0, 0)
UNDEFINED = (sp.zoo, sp.nan)


def is_condition(part: Notation) -> bool:
    """Whether a part is true or false."""
    return isinstance(part.expr, Boolean) and not isinstance(part.expr, sp.Expr)


def is_vector(part: Notation) -> bool:
    """Whether a part is a vector or a matrix."""
    return bool(part.expr.is_Matrix)


def is_value(part: Notation) -> bool:
    """Whether a part is a number for numbers put into it."""
    return isinstance(part.expr, sp.Expr) and not part.expr.is_Matrix

"""Nodes of Notation, each checked against the bounds before SymPy computes what it means."""

from __future__ import annotations

import math
import time
from collections.abc import Sequence

import sympy as sp
from sympy.logic.boolalg import Boolean

from symcalc.errors import ReadingError, ShapeError, TooLargeError, UnsupportedError
from symcalc.notation import ARITHMETIC, RUNNING, Notation
from symcalc.primitives import TABLE, build
from symcalc.reading import limits
from symcalc.reading.unevaluated import numbers_in, without_values
from symcalc.structures import STRUCTURES

# What the parts of a node must be; every head that is not named here takes values.
LOGIC = frozenset(("and", "or", "not", "implies", "equivalent", "system"))
ANYTHING = frozenset(
    ("piece", "cases", "otherwise", "matrix", "tuple", "lines", "set-builder", "element")
) | {"relation", "continued"}
SETS = frozenset(("union", "intersection", "set-difference"))
MATRICES = frozenset((*ARITHMETIC, "transpose", "determinant", "trace", "norm"))
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
    "set": (limits.ENTRIES, "elements of one set"),
    "tuple": (limits.ENTRIES, "formulas in one list"),
    "lines": (limits.ENTRIES, "lines of working"),
    "system": (limits.RELATIONS, "equations in one system"),
}


class Builder:
    """Makes the nodes of one formula and keeps count of what they cost."""

    def __init__(self, text: str, *, real: bool = True) -> None:
        self.text = text
        self.real = real
        self.made: dict[int, tuple[Notation, int, int]] = {}  # id: node, its height, its effort
        self.digits = 0.0
        self.seconds = 0.0
        self.closed = False  # whether there is an integral, a sum or a limit that is a number

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
            what = "division by zero" if head in DIVIDING else f"{word_for(head)} has no value here"
            raise ReadingError(what, where=self.text, position=at)
        self.closed = self.closed or (head in CLOSED and not made.expr.free_symbols)
        checked = self.real and (head not in ARITHMETIC or head == "power")
        if checked and not self._open([made.expr]):
            self._check_real(made, at)
        self.made[id(made)] = made, height, effort
        return made

    def _open(self, exprs: Sequence[sp.Basic]) -> bool:
        """Whether a number in these is not worked out."""
        return self.closed and any(numbers_in(expr) for expr in exprs)

    def too_large(self, what: str, at: int) -> TooLargeError:
        """A bound was passed."""
        return TooLargeError(what, where=self.text, position=at)

    def _measure(self, head: str, parts: tuple[Notation, ...], at: int) -> tuple[int, int]:
        """The height of the new node and the effort of what is nested in it."""
        height = self._height(head, parts, at)
        below = [self.made.get(id(part), NOTHING) for part in parts]
        added = limits.effort(head, [part.expr for part in parts])
        effort = added + max((entry[2] for entry in below), default=0)
        self._check_effort(head, added, effort, at)
        return height, effort

    def _height(self, head: str, parts: tuple[Notation, ...], at: int) -> int:
        """The height of the new node; there are bounds on it, on its parts and on all nodes."""
        bound, what = LENGTHS.get(head, (limits.TERMS, "parts"))
        if len(parts) > bound:
            raise self.too_large(f"there are more than {bound} {what}", at)
        if len(self.made) >= limits.OPERATIONS:
            raise self.too_large(f"there are more than {limits.OPERATIONS} operations", at)
        below = [self.made.get(id(part), NOTHING) for part in parts]
        height = 1 + max((entry[1] for entry in below), default=0)
        if height > limits.HEIGHT:
            raise self.too_large(f"the formula is nested more than {limits.HEIGHT} levels deep", at)
        return height

    def _check_effort(self, head: str, added: int, effort: int, at: int) -> None:
        """Functions that SymPy takes long for, inside each other."""
        if not added:
            return
        if effort > limits.EFFORT:
            deep = limits.EFFORT // added
            levels = f"{deep} levels deep in functions of its kind"
            what = f"{word_for(head)} is nested more than {levels}"
            raise self.too_large(what, at)

    def _check_time(self, took: float, at: int) -> None:
        """Stop before the next level takes ten times as long."""
        self.seconds += took
        if took > limits.SECONDS or self.seconds > limits.ALL_SECONDS:
            what = f"functions are nested so that one takes SymPy more than {limits.SECONDS} s"
            raise self.too_large(what, at)

    def _check_parts(self, head: str, parts: tuple[Notation, ...], at: int) -> None:
        """Numbers are added and conditions joined, not the other way round."""
        if any(part.head == "lines" for part in parts):
            what = "lines of working cannot be part of a formula"
            raise ReadingError(what, where=self.text, position=at)
        if head in ANYTHING or head in SETS:
            return
        fits = is_condition if head in LOGIC else is_value
        if head in MATRICES and any(is_vector(part) for part in parts):
            fits = is_value_or_matrix
        wrong = next((part for part in parts if not fits(part)), None)
        mixed = fits is is_value_or_matrix and not all(is_vector(part) for part in parts)
        if mixed and head in ("sum", "difference"):
            what = "a number cannot be added to a vector or a matrix"
            raise ReadingError(what, where=self.text, position=at)
        if wrong is None:
            return
        what = f"{described(wrong)} cannot be {WORDS_FOR.get(head, 'used here')}"
        if head in LOGIC:
            what = f"{head} stands between conditions, such as x > 0"
        raise ReadingError(what, where=self.text, position=at)

    def _check_numbers(self, head: str, exprs: list[sp.Expr], at: int) -> None:
        """No division by zero, no number that is too long to compute with."""
        if any(e.is_Matrix for e in exprs):
            return
        if self._open(exprs):
            if head in COMPARING:
                what = f"{COMPARING[head]} cannot depend on an integral, a sum or a limit"
                raise UnsupportedError(what, where=self.text, position=at)
            return
        if head == "quotient" and exprs[1] == 0:
            raise ReadingError("division by zero", where=self.text, position=at)
        self._check_domain(head, exprs, at)
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

    def _check_domain(self, head: str, exprs: list[sp.Expr], at: int) -> None:
        """Degrees of roots and bases of logarithms that there are."""
        if head == "root" and not (exprs[1].is_Integer and exprs[1] > 0):
            what = "the degree of a root must be a whole number above 0"
            raise ReadingError(what, where=self.text, position=at)
        if head == "log-base" and exprs[1].is_Rational and (exprs[1] <= 0 or exprs[1] == 1):
            what = "the base of a logarithm is a positive number other than 1"
            raise ReadingError(what, where=self.text, position=at)

    def _check_growth(self, head: str, exprs: list[sp.Expr], at: int) -> None:
        held = head == "factorial" and exprs[0].is_Integer
        bound = limits.HELD_FACTORIAL if held else limits.GROWING_ARGUMENT
        if any(e.is_Rational and abs(e) > bound for e in exprs):
            raise self.too_large(f"the argument of {head} is above {bound}", at)

    def _check_real(self, made: Notation, at: int) -> None:
        """sqrt(-1) and ln(-1) have no value over the reals, even where they cancel later."""
        expr = made.expr
        if not expr.is_number or expr.is_Rational or expr.is_extended_real:
            return
        try:
            imaginary = expr.has(sp.I) or expr.evalf(5, maxn=50).has(sp.I)
        except ValueError as error:  # a pole, as of gamma(-1), met in mpmath
            what = "this has no value"
            raise ReadingError(what, where=self.text, position=at) from error
        if imaginary:
            what = "this is not a real number"
            raise ReadingError(what, where=self.text, position=at, hint="symcalc is over the reals")

    def _build(self, head: str, parts: tuple[Notation, ...], text: str, at: int) -> Notation:
        """Let the table make the node; SymPy refuses what is not real with these errors."""
        exprs = [part.expr for part in parts]
        if head == "factorial" and exprs[0].is_Integer and exprs[0] > limits.GROWING_ARGUMENT:
            return Notation(head, parts, text, sp.factorial(exprs[0], evaluate=False))
        try:
            if head not in STRUCTURES and self._open(exprs):
                formula = ARITHMETIC.get(head) or TABLE[head].formula
                return Notation(head, parts, text, without_values(formula, exprs))
            return build(head, *parts, text=text)
        except sp.matrices.exceptions.MatrixError as error:
            shapes = " and ".join(
                "×".join(map(str, p.expr.shape)) if is_vector(p) else "a number" for p in parts
            )
            what = f"shapes {shapes} do not fit"
            raise ShapeError(what, where=self.text, position=at) from error
        except RecursionError as error:
            what = f"{word_for(head)} of this is nested too deep for SymPy"
            raise self.too_large(what, at) from error
        except (TypeError, ValueError, ArithmeticError, NotImplementedError) as error:
            what = f"{word_for(head)} has no real value here"
            raise ReadingError(what, where=self.text, position=at) from error


# What may be a number that is not worked out.
CLOSED = frozenset((*RUNNING, "derivative-at"))
# Heads that compare their parts, which works them out.
COMPARING = {
    "cases": "a formula by cases",
    "interval": "the end of an interval",
    "norm": "a norm",
    "binomial": "a binomial coefficient",
}
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


def is_value_or_matrix(part: Notation) -> bool:
    """Whether matrices may be computed with it."""
    return is_value(part) or is_vector(part)


def word_for(head: str) -> str:
    """What a head is called in a message: a function of the user's own by its name."""
    row = TABLE.get(head)
    return row.definition.name if row and row.definition else head


def described(part: Notation) -> str:
    """What kind of thing a part is, in words."""
    kinds = ((is_condition, "a condition"), (is_vector, "a vector"))
    for fits, words in kinds:
        if fits(part):
            return words
    return {"tuple": "a list", "lines": "a list"}.get(part.head, "a set")

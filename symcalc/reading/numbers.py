"""Numbers as users give them, text or Python, NumPy or SymPy: read exactly, or refused."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import inf, isfinite
from typing import Any

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError, shorten
from symcalc.notation import Notation
from symcalc.reading import read

PLAIN = re.compile(r"-?\d{1,40}(?:\.\d{1,40})?(?:[eE][-+]?\d{1,3})?")
EXPONENT = re.compile(r"e.*|\D")
NO_NUMBER = "{value} is not a number"
HINT = "write a number: 3, 0.5, 1/3 or sqrt(2)"
TYPED = 15  # digits of a float that a person typed; one of more may be a fraction
DENOMINATORS = 1000  # of a fraction that a float is taken for
NUMERATORS = 10**6
LONG = 10**18  # an integer that no message writes out


def exact(given: Any, says: str = NO_NUMBER, hint: str | None = HINT, **said: str) -> sp.Expr:
    """A number without rounding, or a formula.

    A float is the decimal that Python prints, or the short fraction that rounds to it.

    Parameters
    ----------
    given : text, LaTeX, Notation, a number of Python or NumPy, or a SymPy object
        Text is read, and never evaluated.
    says, hint : str
        What an error says, with {value} for what was given.
    said
        What else stands in braces in `says`.

    Raises
    ------
    ReadingError
        If a text cannot be read; it has the position in the text.
    UnsupportedError
        If it is neither a number nor a formula, or not finite.

    Examples
    --------
    >>> exact(0.1), exact(1 / 3), exact("1e-3"), exact("50%"), exact("x/2")
    (1/10, 1/3, 1/1000, 1/2, x/2)
    """
    made = _made(given, says, hint, said)
    if not isinstance(made, sp.Expr) or made.is_Matrix or made.has(sp.nan, sp.oo, sp.zoo):
        raise _refused(given, says, hint, said)
    return made.xreplace({f: _of_float(f) for f in made.atoms(sp.Float)})


def number(given: Any, says: str = NO_NUMBER, hint: str | None = HINT, **said: str) -> sp.Expr:
    """A finite real number without rounding.

    Parameters and errors are those of `exact`; a formula with letters is refused, too.

    >>> number("-2/3"), number("−sqrt(2)"), number("pi")
    (-2/3, -sqrt(2), pi)
    """
    found = exact(given, says, hint, **said)
    if not is_real(found):
        raise _refused(given, says, hint, said)
    return found


def floating(given: Any, says: str = NO_NUMBER, hint: str | None = HINT, **said: str) -> float:
    """The same as a float; what is too large for one is refused.

    >>> floating("1/4"), floating(sp.sqrt(4))
    (0.25, 2.0)
    """
    try:
        found = float(number(given, says, hint, **said))
    except OverflowError:
        found = inf
    if not isfinite(found):
        raise _refused(given, says, hint, said)
    return found


def whole(given: Any, says: str = NO_NUMBER, hint: str | None = HINT, **said: str) -> int:
    """A whole number.

    >>> whole("12"), whole("1e3"), whole(3.0)
    (12, 1000, 3)
    """
    found = number(given, says, hint, **said)
    if not found.is_Integer:
        raise _refused(given, says, hint, said)
    return int(found)


def is_real(expr: Any) -> bool:
    """Whether it is known to be one finite real number."""
    known = isinstance(expr, sp.Expr) and not expr.is_Matrix and expr.is_number
    return bool(known and expr.is_extended_real and expr.is_finite)


def is_decimal(value: sp.Rational) -> bool:
    """Whether finitely many digits write it: 1/8, and not 1/3."""
    return bool(10 ** int(value.q).bit_length() % value.q == 0)


def _made(given: Any, says: str, hint: str | None, said: dict[str, str]) -> Any:
    """What it means to SymPy; None where that is nothing."""
    if isinstance(given, str):
        return _read(given, says, hint, said)
    if isinstance(given, Notation):
        return given.expr
    if isinstance(given, Decimal):
        return sp.Rational(str(given)) if given.is_finite() else None
    if type(given).__module__ == "numpy" and type(given).__name__ in ("float16", "float32"):
        given = float(str(given))  # the digits that it has
    try:
        return sp.sympify(given, strict=True)
    except (sp.SympifyError, TypeError):
        return None


def _read(given: str, says: str, hint: str | None, said: dict[str, str]) -> Any:
    """The meaning of a text; an error tells what it is about, if that has a name."""
    if PLAIN.fullmatch(given):
        return sp.Rational(given)
    try:
        return read(given).expr
    except ReadingError as error:
        if says != NO_NUMBER:
            error.what = f"{_told(given, says, said)}: {error.what}"
        error.hint = error.hint or hint
        raise


def _of_float(value: sp.Float) -> sp.Rational:
    """The decimal that it was typed as, or the fraction that it was computed from."""
    near = float(value)
    if near != value:
        return sp.Rational(str(value))  # it has more digits than a float
    typed = sp.Rational(repr(near))
    if len(EXPONENT.sub("", repr(near)).strip("0")) <= TYPED:
        return typed
    fraction = Fraction(near).limit_denominator(DENOMINATORS)
    simple = float(fraction) == near and abs(fraction.numerator) < NUMERATORS
    return sp.Rational(fraction.numerator, fraction.denominator) if simple else typed


def _refused(given: Any, says: str, hint: str | None, said: dict[str, str]) -> SymcalcError:
    return UnsupportedError(_told(given, says, said), hint=hint)


def _told(given: Any, says: str, said: dict[str, str]) -> str:
    long = isinstance(given, int) and abs(given) >= LONG
    return says.format(**{"value": "such a number" if long else shorten(str(given)), **said})

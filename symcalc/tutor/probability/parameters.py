"""The parameters of a law as they are given: by place or by name, a variance for a deviation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import sympy as sp

from symcalc import notation
from symcalc.errors import UnsupportedError
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.reading import read
from symcalc.reading.arrays import outside
from symcalc.tutor.probability.laws import Law
from symcalc.writing.text import text

Placed = tuple[tuple[Notation, ...], tuple[str, ...]]  # in their order, and what is said of them
NORMAL = re.compile(r"\s*N\s*\((.*)\)\s*", re.DOTALL)
DEVIATIONS = re.compile(r"(?:sigma|s|sd|tau)(?:_?\w+)?")  # letters for a standard deviation
# Letters that books use for another parameter than the one which stands in their place.
DOUBTFUL = {("gamma", "theta"): ("rate", "scale"), ("exponential", "beta"): ("rate", "scale")}


def placed(law: Law, given: Sequence[str], whole: str) -> Placed:
    """The parameters in their order, and how some of them were read.

    Raises
    ------
    UnsupportedError
        If there are too few or too many, or one has a name that the law does not know.
    """
    if not given:
        return tuple(read(p) for p in law.usual or law.parameters), ()
    args = [_named(one, law) for one in given]
    named: dict[str, Notation] = {name: node for name, node in args if name}
    plain = [node for name, node in args if not name]
    left = [p for p in law.parameters if p not in named]
    if len(args) != len(law.parameters) or len(plain) != len(left):
        raise _wrong_count(law, whole)
    spread = "sigma" not in named
    named |= dict(zip(left, plain, strict=True))
    found = tuple(named[p] for p in law.parameters)
    if law.name == "normal" and spread:
        return _deviation(found, whole)
    return found, _doubts(law, found)


def _wrong_count(law: Law, whole: str) -> UnsupportedError:
    count = len(law.parameters)
    told = " and ".join(
        f"{text(read(p))}, {m}" for p, m in zip(law.parameters, law.meanings, strict=True)
    )
    what = f"the {law.title} has {count} parameter{'s' if count > 1 else ''}: {told}"
    hint = f"write {law.name}({', '.join(law.parameters)})"
    return UnsupportedError(what, where=whole, hint=hint)


def _named(given: str, law: Law) -> tuple[str, Notation]:
    """The name of a parameter, if it is said, and its value."""
    name, equals, value = given.partition("=")
    if not equals:
        return "", read(given)
    said = " ".join(name.lower().split())
    aliases = {word: (letter, how) for word, letter, how in law.aliases}
    if said in aliases:
        letter, how = aliases[said]
        return letter, _changed(read(value), how)
    spelled = text(read(name.strip()))
    known = {text(read(p)): p for p in law.parameters}
    if spelled not in known:
        what = f"the {law.title} has no parameter {name.strip()}"
        raise UnsupportedError(what, where=given, hint="it has " + " and ".join(known))
    return known[spelled], read(value)


def _changed(value: Notation, how: str) -> Notation:
    """A parameter from another: the deviation from the variance, the rate from the scale."""
    if not how:
        return value
    expr = value.expr
    return arrange({"root": root, "inverse": _inverse, "precision": _precise}[how](expr))


def _inverse(value: sp.Expr) -> sp.Expr:
    return 1 / value


def _precise(value: sp.Expr) -> sp.Expr:
    return root(1 / value)


def root(value: sp.Expr) -> sp.Expr:
    """A square root where letters are positive.

    >>> s, n = sp.symbols("s n")
    >>> root(s**2 / n)
    s/sqrt(n)
    """
    positive = {s: sp.Symbol(s.name, positive=True) for s in value.free_symbols}
    back = {p: s for s, p in positive.items()}
    return sp.powdenest(sp.sqrt(value.xreplace(positive)), force=True).xreplace(back)


def is_variance(spread: Notation) -> bool:
    """Whether it is written as a square: σ², 2σ², σ²/n, σ² + τ², 3².

    >>> is_variance(read("2 sigma^2")), is_variance(read("2 sigma")), is_variance(read("3^2"))
    (True, False, True)
    """
    if spread.head == "power" and notation.is_number(spread.parts[1], 2):
        return True
    terms = sp.Add.make_args(sp.expand(spread.expr))
    return any(_has_square(term) for term in terms) and all(
        term.is_number or _has_square(term) for term in terms
    )


def _has_square(term: sp.Expr) -> bool:
    powers = (part.as_base_exp() for part in sp.Mul.make_args(term))
    return any(base.is_Symbol and n.is_Integer and n % 2 == 0 for base, n in powers)


def _deviation(found: tuple[Notation, ...], given: str) -> Placed:
    """N(μ, σ²) as books write it: a square is the variance."""
    mean, spread = found
    if is_variance(spread):
        plain = spread.head == "power" and notation.is_number(spread.parts[1], 2)
        deviation = spread.parts[0] if plain else arrange(root(spread.expr))
        said = f"{text(spread)} is read as the variance; the standard deviation is "
        return (mean, deviation), (said + text(deviation),)
    usual = spread.expr == 1 or DEVIATIONS.fullmatch(getattr(spread.expr, "name", ""))
    if not given.startswith("N") or usual:
        return found, ()
    said = f"{text(spread)} is read as the standard deviation; for the variance write "
    if not spread.expr.is_number:
        return found, (f"{said}N({text(mean)}, variance={text(spread)}).",)
    side = text(arrange(sp.sqrt(spread.expr)))
    squared = f"{side}²" if side.isdigit() else f"({side})²"
    return found, (f"{said}N({text(mean)}, {squared}).",)


def _doubts(law: Law, found: Sequence[Notation]) -> tuple[str, ...]:
    """What is said of a letter that some books use for another parameter."""
    name = getattr(found[-1].expr, "name", "")
    read_as, other = DOUBTFUL.get((law.name, name), ("", ""))
    if not read_as:
        return ()
    shown, *others = text(found[-1]), *map(text, found[:-1])
    instead = ", ".join((*others, f"{other}={shown}"))
    return (f"{shown} is read as the {read_as}; for the {other} write {law.name}({instead}).",)


def in_one_way(*given: str) -> tuple[str, ...]:
    """The laws of one question, with the second number of each N(…) meaning the same.

    >>> in_one_way("N(mu, sigma^2)", "N(0, 4)")
    ('N(mu, sigma^2)', 'N(0, variance=4)')
    """
    spreads = [_spread(one) for one in given]
    if not any(s and is_variance(read(s[1])) for s in spreads):
        return given
    return tuple(
        f"N({s[0]}, variance={s[1]})" if s and not is_variance(read(s[1])) else one
        for one, s in zip(given, spreads, strict=True)
    )


def _spread(given: object) -> tuple[str, str] | None:
    """Mean and spread of an N(…) whose parameters have no names."""
    found = NORMAL.fullmatch(given) if isinstance(given, str) else None
    parts = [part.strip() for part in outside(found[1])] if found else []
    return (parts[0], parts[1]) if len(parts) == 2 and "=" not in "".join(parts) else None

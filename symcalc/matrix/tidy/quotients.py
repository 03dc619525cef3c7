"""Products entry by entry, and quotients: what stands above and below goes, σ(1 − σ)/σ is 1 − σ."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import lru_cache
from itertools import product
from math import prod

import sympy as sp

from symcalc.matrix import algebra
from symcalc.matrix.term import Shape, Term, number
from symcalc.matrix.tidy.facts import Known

MOST = 8  # terms of a product of sums that is multiplied out


@lru_cache(maxsize=10_000)
def size(term: Term) -> int:
    """How long a formula is, in signs and names."""
    return 1 + sum(map(size, term.args)) + (term.op == "scale" and abs(term.value) != 1)


def factors_of(term: Term) -> list[Term]:
    """What a product, entry by entry or with a number, is made of: numbers, scalars, matrices."""
    if term.op == "scale":
        return [number(term.value), *term.args[:-1], *factors_of(term.args[-1])]
    return list(term.args) if term.op == "hadamard" else [term]


def made_of(factors: Iterable[Term], shape: Shape) -> Term:
    """The product of scalars and of matrices entry by entry."""
    both = list(factors)
    scalars = [factor for factor in both if factor.is_scalar]
    matrices = [factor for factor in both if not factor.is_scalar]
    if not matrices:
        return algebra.spread(algebra.times(*scalars), shape)
    return algebra.times(*scalars, algebra.hadamard(*matrices))


def alike(term: Term) -> tuple[list[Term], list[Term]]:
    """The factors of a product that commute, and a matrix that they stand before."""
    if term.op == "scale" and not term.is_scalar:
        return list(term.args[:-1]), [term.args[-1]]
    return list(term.args), []


def again(term: Term, factors: Sequence[Term], matrix: Sequence[Term]) -> Term:
    """The product with other factors that commute."""
    if term.op == "hadamard":
        return algebra.hadamard(*factors)
    return algebra.times(number(term.value), *factors, *matrix)


def multiplied_out(term: Term, _known: Known) -> Term | None:
    """p (1 − p) ((1 − y)/(1 − p) − y/p) is p − y: a sum is multiplied by what cancels in it."""
    factors, matrix = alike(term)
    for k, one in enumerate(factors):
        if one.op != "sum" or len(one.args) > MOST:
            continue
        others = [*factors[:k], *factors[k + 1 :]]
        terms = [{(algebra.key(b), e > 0) for b, e in _powers(arg)} for arg in one.args]
        used = [factor for factor in others if _meets(factor, terms)]
        if not used:
            continue
        short = _shortest(one, used)
        if size(short) < size(made_of([one, *used], one.shape)):
            return again(term, [short, *(f for f in others if f not in used)], matrix)
    return None


def _meets(factor: Term, terms: Sequence[set[tuple[Hashable, bool]]]) -> bool:
    """Whether some term is divided by a factor, or each is a multiple of what it divides by."""
    base, exponent = algebra.based(factor)
    if exponent.is_positive:
        return any((algebra.key(base), False) in found for found in terms)
    return all((algebra.key(base), True) in found for found in terms)


def _powers(term: Term) -> list[tuple[Term, sp.Expr]]:
    """The factors of a product as powers of numbers that are known."""
    found = map(algebra.based, factors_of(term))
    return [(base, exponent) for base, exponent in found if exponent.is_real and exponent != 0]


def _shortest(one: Term, used: Sequence[Term]) -> Term:
    """A sum times factors, term by term, and with the products of sums multiplied out or not."""
    terms = [made_of([*factors_of(arg), *used], one.shape) for arg in one.args]
    plain = algebra.plus(*terms)
    opened = algebra.plus(*(each for term in terms for each in _opened(term)))
    return min(plain, opened, key=size)


def _opened(term: Term) -> list[Term]:
    """(1 − y) p as p and −y p."""
    factors = factors_of(term)
    choices = [factor.args if factor.op == "sum" else (factor,) for factor in factors]
    if prod(map(len, choices)) > MOST:
        return [term]
    chosen = ([part for factor in way for part in factors_of(factor)] for way in product(*choices))
    return [made_of(way, term.shape) for way in chosen]


def sign_out(term: Term, _known: Known) -> Term | None:
    """(−a − b) X is −(a + b) X."""
    places = [k for k, arg in enumerate(term.args) if _is_all_negative(arg)]
    if not places:
        return None
    args = [algebra.negative(a) if k in places else a for k, a in enumerate(term.args)]
    sign = number((-1) ** len(places))
    if term.op == "matmul":
        return algebra.times(sign, algebra.matmul(*args))
    if term.op == "hadamard":
        return algebra.times(sign, algebra.hadamard(*args))
    return algebra.times(sign, number(term.value), *args)


def _is_all_negative(term: Term) -> bool:
    if term.op != "sum":
        return False
    return all(map(is_negative, term.args))


def is_negative(term: Term) -> bool:
    """Whether it is written with a minus sign."""
    if term.op == "broadcast":
        return is_negative(term.args[0])
    return bool(algebra.split(term)[0].could_extract_minus_sign())


def opened_power(term: Term, _known: Known) -> Term | None:
    """1 ⊘ (p ⊘ q) is q ⊘ p, and (x²)⁻¹ is x⁻²."""
    base, exponent = algebra.based(term)
    if term.value != "power" or not exponent.is_integer:
        return None
    inner, before = algebra.based(base)
    if before.is_integer and before != 1:
        return algebra.power(inner, before * exponent)
    if base.op != "hadamard" or all(e > 0 for _, e in _powers(base)):
        return None
    return algebra.hadamard(*(algebra.power(factor, exponent) for factor in base.args))


def plain_exponent(term: Term, _known: Known) -> Term | None:
    """x^(p 1 − 1) is x^(p − 1): an exponent that is one number is written as one."""
    if term.value != "general-power" or term.is_scalar:
        return None
    exponent = level(term.args[1])
    if exponent is None or exponent is term.args[1] or term.args[0].is_scalar:
        return None
    return algebra.mapped("power", term.args[0], exponent)


def level(term: Term) -> Term | None:
    """The number in every entry, where it is the same."""
    if term.is_scalar:
        return term
    if term.op == "broadcast":
        return term.args[0] if term.args[0].is_scalar else None
    if term.op not in ("sum", "scale"):
        return None
    parts = [level(arg) for arg in term.args]
    known = [part for part in parts if part is not None]
    if len(known) < len(parts):
        return None
    return algebra.plus(*known) if term.op == "sum" else algebra.times(number(term.value), *known)


def same_base(term: Term, _known: Known) -> Term | None:
    """‖x‖^(p − 1)/‖x‖ is ‖x‖^(p − 2)."""
    factors, matrix = alike(term)
    for power in factors:
        if power.op != "map" or power.value != "general-power" or not power.args[1].is_scalar:
            continue
        base = power.args[0]
        for other in factors:
            if other is not power and algebra.based(other)[0] is base:
                more = algebra.plus(power.args[1], number(algebra.based(other)[1]))
                joined = algebra.mapped("power", base, more)
                kept = [joined if f is power else f for f in factors if f is not other]
                kept.sort(key=lambda f: f.op != "symbol")
                return again(term, kept, matrix)
    return None


def levels(term: Term, _known: Known) -> Term | None:
    """log(x) + 1 − 1 is log(x), −1 − x is −x − 1, and 1 + log(x) is log(x) + 1."""
    counts = {k: level(a) for k, a in enumerate(term.args) if not a.is_scalar}
    numbers = {k: n for k, n in counts.items() if n is not None and n.op == "number"}
    places = list(numbers)
    if not places or places == [len(term.args) - 1]:
        return None
    whole = algebra.plus(*numbers.values())
    rest = [arg for k, arg in enumerate(term.args) if k not in places]
    last = is_negative(whole) or all(is_map(arg, "log") for arg in rest)
    if len(places) == 1 and not last:
        return None
    first = len(rest) if last else places[0]
    return algebra.plus(*rest[:first], algebra.spread(whole, term.shape), *rest[first:])


def is_map(term: Term, name: str) -> bool:
    """Whether it is this function of each entry."""
    return term.op == "map" and term.value == name

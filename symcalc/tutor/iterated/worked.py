"""From integrals inside integrals to a Derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from math import isnan, log10, nan
from time import thread_time

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim, Equal
from symcalc.checking.iterated import Iterated, volume
from symcalc.derivation import Derivation
from symcalc.errors import NotFoundError, TooLargeError, UnsupportedError
from symcalc.figures import decimal
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange
from symcalc.scope import need_value
from symcalc.tutor.conditions import simplified
from symcalc.tutor.definite.worked import decimals
from symcalc.tutor.iterated.ask import MOST, Multiple, listed
from symcalc.tutor.iterated.exchange import hopeless
from symcalc.tutor.iterated.found import Found, checked
from symcalc.tutor.iterated.order import exchanged
from symcalc.tutor.iterated.polar import polar
from symcalc.tutor.iterated.single import single
from symcalc.tutor.iterated.straight import framed, product, straight, strongest
from symcalc.tutor.worded import worded
from symcalc.tutor.words.definite import REMARKS
from symcalc.tutor.words.iterated import FREE_FUNCTIONS, WORDS
from symcalc.writing.text import text

Way = Callable[[Multiple], Found | None]
SECONDS = 6.0  # of the processor, after which no further way is tried
OTHERS = 2  # ways that are told besides
SHORT, SHORTER = 18, 0.7  # steps of a way that will do; how much shorter another one has to be
DIGITS, FEWEST = 8, 3  # of a value that quadrature tells
MARGIN, TINY = 20, 1e-15  # how many times its estimate an error may be; the least that is looked at


def iterated(whole: Notation) -> Derivation:
    """Work out integrals inside one another, innermost first.

    Where the inner integral is hard, the order is exchanged; discs call for polar coordinates, and
    a product over a box is a product of integrals.

    Raises
    ------
    UnsupportedError
        If there are more than three integrals, or a limit depends on what is integrated already.
    NotFoundError
        If no way leads to an antiderivative, and numbers do not tell the value.

    Examples
    --------
    >>> x, y = sp.symbols("x y")
    >>> from symcalc.primitives import arrange
    >>> iterated(arrange(sp.Integral(sp.exp(y**2), (y, x, 1), (x, 0, 1)))).answer
    -1/2 + E/2
    """
    asked = Multiple.of(whole)
    _refuse(asked)
    found = _best(_ways(asked))
    told = _by_numbers(asked) if found is None else _told(asked, found)
    if asked.whole.expr == whole.expr:
        return told
    first = checked(worded(WORDS, "factors-in", whole, asked.whole, {}))
    question = replace(told.question, body=whole, text=text(whole))
    return replace(told, question=question, asked=whole, steps=(first, *told.steps))


def _best(ways: Iterator[Found]) -> Found | None:
    """The first short way that stays elementary, else the shortest; then what is exact at least."""
    plain: list[Found] = []
    others: list[Found] = []
    until = thread_time() + SECONDS
    for found in ways:
        if found.special:
            others.append(found)
        elif found.length <= SHORT:
            return found
        else:
            plain.append(found)
        if thread_time() > until and (plain or any(map(_exact, others))):
            break
    shortest = min(plain, key=lambda found: found.length, default=None)
    if shortest is None:
        return next(filter(_exact, others), None)
    return shortest if shortest.length < SHORTER * plain[0].length else plain[0]


def _exact(found: Found) -> bool:
    return not found.after.expr.has(sp.Float)


def _told(asked: Multiple, found: Found) -> Derivation:
    value = found.after.expr
    told_in_digits = () if found.ending else decimals(value)
    begin = REMARKS["decimal"].partition("{")[0]
    kept = [r for r in found.remarks if not r.startswith(begin)]  # those of inner integrals
    remarks = (*asked.body.remarks, *kept, *told_in_digits, *_free_functions(asked))
    told = Derivation(
        Question("integral", asked.whole, asked.variables, text(asked.whole)),
        asked.whole,
        found.after,
        found.steps,
        strongest(simplified(found.conditions)),
        tuple(dict.fromkeys(remarks)),
        claims=tuple(_claims(asked, found)),
        ending=found.ending,
        ways=partial(_others, asked, found),
    )
    if not found.ending and told.check.status == "disagrees":
        raise AssertionError(f"the value of {text(asked.whole)} is not {text(found.after)}")
    return told


def _claims(asked: Multiple, found: Found) -> Iterator[Claim]:
    if found.ending:
        yield from found.claims
        return
    if asked.definite:
        yield Iterated(asked.whole.expr, found.after.expr)
        return
    open_ = tuple(part.x for part in asked.ranges if not part.limits)
    inside = [(part.x, *part.ends) for part in asked.ranges if part.limits]
    body = sp.Integral(asked.body.expr, *inside) if inside else asked.body.expr
    yield Equal(sp.Derivative(found.after.expr, *open_), body)


def _free_functions(asked: Multiple) -> Iterator[str]:
    """What else may be added to an antiderivative by two variables."""
    if len(set(asked.variables)) == 2 and not any(part.limits for part in asked.ranges):
        x, y = sorted({part.name for part in asked.ranges})
        yield FREE_FUNCTIONS.format(x=x, y=y)


def _refuse(asked: Multiple) -> None:
    """Refuse what is no iterated integral.

    Raises
    ------
    TooLargeError, UnsupportedError
        With what is wrong about it.
    """
    need_value(asked.body)
    if len(asked.ranges) > MOST:
        raise TooLargeError(
            f"there are {len(asked.ranges)} integrals inside one another",
            where=text(asked.whole),
            hint=f"at most {MOST} are worked out",
        )
    for k, part in enumerate(asked.ranges):
        before = {other.x for other in asked.ranges[: k + 1]}
        later = {other.x for other in asked.ranges[k + 1 :]}
        gone = sorted((part.moving & before) - later, key=str)
        if gone:
            raise UnsupportedError(
                f"{gone[0]} has no value in the limits of the integral by {part.name}",
                where=text(asked.whole),
                hint="limits may depend on the variables of the outer integrals only",
            )


def _ways(asked: Multiple) -> Iterator[Found]:
    """The ways to a value, the most usual first."""
    if len(asked.ranges) == MOST:
        yield from _tried(asked, product, _peeled, straight)
        return
    yield from _tried(asked, _round, product)
    first = asked.ranges[0]
    known = bool(first.limits) and hopeless(asked.body.expr, first.x)
    direct = None if known else next(_tried(asked, straight), None)
    if direct is not None:
        yield direct
    why = "known" if known else "long" if direct else "unfound"
    why = "special" if direct and direct.special else why
    yield from _tried(asked, partial(exchanged, why=why))
    yield from _tried(asked, *((straight,) if known else ()), _polar, _without_extremes)


def _tried(asked: Multiple, *ways: Way) -> Iterator[Found]:
    """What comes of these ways, those that lead nowhere left out."""
    for way in ways:
        try:
            found = way(asked)
        except (NotFoundError, UnsupportedError):
            continue
        if found is not None:
            yield found


def _peeled(asked: Multiple) -> Found | None:
    """The innermost of three integrals, and then a double integral by any way."""
    inner, *rest = asked.ranges
    first = single(asked.body, inner, rest)
    if first.ending or not asked.definite:
        return None
    left = Multiple(first.after, tuple(rest))
    found = _best(_ways(left))
    if found is None or found.way == "straight":
        return None
    given = (*first.conditions, *found.conditions)
    hidden = set(asked.variables)
    kept = tuple(c for c in given if not c.free_symbols & hidden)
    return replace(found.behind(found.way, *framed(first, asked, 0)), conditions=kept)


def _without_extremes(asked: Multiple) -> Found | None:
    """max(x, y) and min(x, y) written with |x − y|."""
    parts = [part for part in asked.body.expr.atoms(sp.Max, sp.Min) if len(part.args) == 2]
    signs = {part: 1 if isinstance(part, sp.Max) else -1 for part in parts}
    told = {
        p: (sum(p.args) + sign * sp.Abs(p.args[0] - p.args[1])) / 2 for p, sign in signs.items()
    }
    if not told:
        return None
    left = asked.between(asked.body.expr.xreplace(told), asked.ranges)
    lines = [f"{text(arrange(part))} = {text(arrange(value))}" for part, value in told.items()]
    first = worded(WORDS, "extremes", asked.whole, left.whole, {"lines": listed(lines)})
    return straight(left).behind("straight", checked(first))


def _round(asked: Multiple) -> Found | None:
    """Polar coordinates, where the integrand depends on x² + y² alone."""
    return _polar(asked, only_round=True)


def _polar(asked: Multiple, *, only_round: bool = False) -> Found | None:
    made = polar(asked)
    if made is None or (only_round and not made.round):
        return None
    after = made.integral
    found = product(after) or straight(after)
    told = found.behind("polar", checked(made.step(after)))
    return replace(told, conditions=(*told.conditions, *made.conditions))


def _others(asked: Multiple, found: Found) -> tuple[Derivation, ...]:
    """The other usual ways to the same value."""
    ways = _tried(asked, straight, partial(exchanged, why="free"), product, _polar)
    told = (o for o in ways if o.way != found.way and not o.ending and not o.special)
    return tuple(replace(_told(asked, other), ways=tuple) for other in islice(told, OTHERS))


def _by_numbers(asked: Multiple) -> Derivation:
    """The value by quadrature, where no method leads to it.

    Raises
    ------
    NotFoundError
        If there are letters in it, or quadrature does not tell.
    """
    value, doubt = volume(asked.whole.expr) if not asked.letters else (nan, nan)
    known = asked.definite and not isnan(doubt)
    digits = _digits(value, doubt) if known else 0
    if digits < FEWEST:
        raise NotFoundError("I did not find this integral", where=text(asked.whole))
    after = decimal(sp.Float(value), digits)
    line = notation.Notation("relation", (asked.whole, after), "≈", sp.S.true)
    step = worded(WORDS, "numeric-value", asked.whole, line, {}, "implies")
    return Derivation(
        Question("integral", asked.whole, asked.variables, text(asked.whole)),
        asked.whole,
        after,
        (replace(step, status="numeric"),),
        remarks=asked.body.remarks,
        claims=(Iterated(asked.whole.expr, sp.Float(value)),),
        told=after.expr,
        ending=f"≈ {text(after)}",
    )


def _digits(value: float, doubt: float) -> int:
    """How many digits of a value an estimate of its error leaves."""
    error = max(MARGIN * doubt / max(abs(value), doubt, TINY), TINY)
    return min(DIGITS, int(-log10(error)))

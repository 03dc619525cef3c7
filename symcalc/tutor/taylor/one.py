"""The Taylor polynomial in one variable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import sympy as sp

from symcalc import notation
from symcalc.checking.claims import Claim
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError, UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step, Table
from symcalc.tutor.differentiate import checked
from symcalc.tutor.taylor.centre import kinked, place_of, values
from symcalc.tutor.taylor.claims import Contact
from symcalc.tutor.taylor.compact import together
from symcalc.tutor.taylor.orders import Order, successive
from symcalc.tutor.taylor.remainder import Interval, Setting, bound, called, remainder
from symcalc.tutor.taylor.series import known_series
from symcalc.tutor.words.taylor import BOUNDED, NAMED, WORDS
from symcalc.writing.text import text

HIGHEST = 30  # degree
WIDEST = 60  # characters of a derivative in a table


def in_one_variable(
    body: Notation, x: sp.Symbol, at: sp.Expr, degree: int, on: Interval | None
) -> Derivation:
    """Derivatives, coefficients, polynomial, remainder; a bound if there is an interval."""
    more = successive(body, x)
    orders, found = values(body, more, degree, x, at)
    gathered = coefficients(body, orders, found, x, at)
    polynomial = arranged(found, x, at, body)
    setting = Setting(body, x, at, degree, polynomial)
    following = None if kinked(body, x, at) else next_of(more)
    last = polynomial_step(gathered, polynomial, found, setting)
    steps = [*(order.step for order in orders), gathered, last]
    if not kinked(body, x, at):
        steps += [following.step] if following else []
        steps.append(remainder(setting, orders, following))
    claims: list[Claim] = [Contact(body.expr, polynomial.expr, {x: at}, degree)]
    remarks = body.remarks
    if on is not None:
        proved, more_claims = bound(setting, orders, following, on)
        steps.append(proved)
        claims += more_claims
        if more_claims:
            reach = ", ".join(text(arrange(end)) for end in on)
            remarks = (*remarks, BOUNDED.format(interval=f"[{reach}]", bound=text(proved.after)))
    series = known_series(setting)
    return Derivation(
        question(body, (x,), {x: at}, degree, on),
        approximately(body, setting.named),
        polynomial,
        (*steps, *((series,) if series else ())),
        remarks=remarks,
        claims=tuple(claims),
    )


def question(
    body: Notation,
    wrt: Sequence[sp.Symbol],
    centre: dict[sp.Symbol, sp.Expr],
    degree: int,
    on: Interval | None = None,
) -> Question:
    """What is asked, in words that are read again."""
    asking = f"Taylor polynomial of {text(body)} at {place_of(centre)} of degree {degree}"
    at = tuple(centre.items())
    if on is None:
        return Question("taylor", body, tuple(wrt), asking, at=at, degree=degree)
    ends = [arrange(end) for end in on]
    between = build("interval", *ends, text="[]")
    asking += f" on [{', '.join(map(text, ends))}]"
    held = build("element", notation.name(wrt[0]), between, text="in")
    return Question("taylor", body, tuple(wrt), asking, at=at, degree=degree, subject_to=(held,))


def approximately(body: Notation, named: Notation) -> Notation:
    """f ≈ P_n(x)."""
    return Notation("relation", (body, named), "≈", named.expr)


def next_of(more: Iterator[Order]) -> Order | None:
    """The next derivative, None where it cannot be written out."""
    try:
        return next(more)
    except (TooLargeError, UnsupportedError):
        return None


def coefficients(
    body: Notation, orders: Sequence[Order], found: Sequence[sp.Expr], x: sp.Symbol, at: sp.Expr
) -> Step:
    """The table of derivatives and coefficients, and the polynomial before it is worked out."""
    degree, place = len(orders), place_of({x: at})
    distance = notation.subtract(notation.name(x), arrange(at))
    terms = [raw(value, k, distance, body) for k, value in enumerate(found) if value != 0]
    shown = [body, *(order.after for order in orders)]
    rows = tuple(
        (str(k), cell(f), arrange(v, like=body), arrange(v / sp.factorial(k), like=body))
        for k, (f, v) in enumerate(zip(shown, found, strict=True))
    )
    words = WORDS["coefficients"]
    fields = {
        "place": place,
        "power": text(notation.power(distance, notation.name(sp.Symbol("k")))),
    }
    named = called(f"P_{degree}", x)
    line = together(*terms)
    return Step(
        "coefficients",
        words.title,
        named,
        build("relation", named, line, text="="),
        words.explanation.format(**fields),
        words.statement,
        "definition",
        hints=(words.hint.format(**fields),),
        table=Table(("k", "k-th derivative", f"at {place}", "coefficient"), rows),
    )


def cell(derivative: Notation) -> str | Notation:
    """A derivative in a table; a long one stands in its own step."""
    return derivative if len(text(derivative)) <= WIDEST else "(above)"


def raw(value: sp.Expr, k: int, distance: Notation, like: Notation) -> Notation:
    """f⁽ᵏ⁾(a)/k!·(x - a)ᵏ, the factorial as such."""
    top = arrange(value, like=like)
    if k == 0:
        return top
    line = notation.multiply(top, notation.power(distance, notation.number(k)))
    if k == 1:
        return line
    over = build("factorial", notation.number(k))
    if line.head == "negation":
        return notation.negative(notation.divide(line.parts[0], over))
    return notation.divide(line, over)


def arranged(found: Sequence[sp.Expr], x: sp.Symbol, at: sp.Expr, like: Notation) -> Notation:
    """The polynomial in powers of x - a, lowest first."""
    t = sp.Dummy("t")
    distance = notation.subtract(notation.name(x), arrange(at))
    terms = (arrange(v / sp.factorial(k) * t**k, like=like) for k, v in enumerate(found))
    return together(*(put(term, {t: distance}) for term in terms))


def polynomial_step(
    gathered: Step, polynomial: Notation, found: Sequence[sp.Expr], setting: Setting
) -> Step:
    """The coefficients worked out, and what the polynomial of this degree is called."""
    parts = {
        name: text(arranged(found[: k + 1], setting.x, setting.at, setting.body))
        for name, k in (("linear", 1), ("quadratic", 2))
    }
    place = place_of({setting.x: setting.at})
    named = NAMED[min(setting.degree, len(NAMED) - 1)].format(place=place, **parts)
    words = WORDS["polynomial"]
    before = gathered.after.parts[1]
    step = Step(
        "polynomial",
        words.title,
        before,
        polynomial,
        words.explanation.format(named=named),
        hints=(words.hint,),
    )
    return checked(step)

"""The Taylor polynomial in several variables, by total degree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from math import comb, factorial, prod

import sympy as sp

from symcalc import notation
from symcalc.derivation import Derivation
from symcalc.errors import TooLargeError
from symcalc.notation import Notation
from symcalc.primitives import arrange, build, put
from symcalc.steps import Step, Table
from symcalc.tutor.diff import partial
from symcalc.tutor.differentiate import checked
from symcalc.tutor.kinks import crossings
from symcalc.tutor.taylor.centre import need_both_sides, place_of, refused, value_at
from symcalc.tutor.taylor.claims import Contact
from symcalc.tutor.taylor.compact import size, together
from symcalc.tutor.taylor.one import approximately, cell, question
from symcalc.tutor.taylor.orders import LARGEST, Order, differentiated_once, rules_of
from symcalc.tutor.taylor.remainder import called
from symcalc.tutor.tidy import written_out
from symcalc.tutor.words.taylor import FAILS, HINTS, NAMED_SEVERAL, WORDS
from symcalc.writing.text import text

MOST = 130  # partial derivatives that are worked out

Centre = Mapping[sp.Symbol, sp.Expr]
Index = tuple[int, ...]  # how often it is differentiated by each of the variables


def in_several_variables(body: Notation, centre: Centre, degree: int) -> Derivation:
    """Partial derivatives, coefficients, polynomial; gradient and Hessian from degree two on."""
    count = comb(len(centre) + degree, degree)
    if count > MOST:
        raise TooLargeError(
            FAILS["too-many"].format(count=count, most=MOST),
            where=text(body),
            hint=HINTS["fewer"],
        )
    need_smooth(body, centre)
    steps, derivatives = partials(body, centre, degree)
    found = values(body, derivatives, centre)
    polynomial = arranged(found, centre, body)
    named = called(f"P_{degree}", *centre)
    gathered = coefficients(body, derivatives, found, centre, named)
    last = polynomial_step(gathered, polynomial, found, centre, body)
    forms = [second_order(found, centre, body)] if degree >= 2 else []
    rest = remainder(body, centre, degree, named)
    return Derivation(
        question(body, tuple(centre), dict(centre), degree),
        approximately(body, named),
        polynomial,
        (*steps, gathered, last, *forms, rest),
        remarks=body.remarks,
        claims=(Contact(body.expr, polynomial.expr, centre, degree),),
    )


def indices(variables: int, degree: int) -> Iterator[Index]:
    """The multi-indices of one order, the first variable first.

    >>> list(indices(2, 2))
    [(2, 0), (1, 1), (0, 2)]
    """
    for chosen in combinations_with_replacement(range(variables), degree):
        yield tuple(chosen.count(i) for i in range(variables))


def need_smooth(body: Notation, centre: Centre) -> None:
    """Refuse a centre where the formula has no value, or may have a kink."""
    fields = {"f": text(body), "place": place_of(centre)}
    if value_at(body.expr, centre) is None:
        raise refused("no-value", "centre", fields)
    need_both_sides(body, centre, fields)
    for x in centre:
        if any(value_at(c.zero, centre) == 0 for c in crossings(written_out(body), x)):
            raise refused("may-kink", "centre", fields)


def partials(
    body: Notation, centre: Centre, degree: int
) -> tuple[list[Step], dict[Index, Notation]]:
    """Every partial derivative up to an order; each is found from one of the order before."""
    wrt = tuple(centre)
    known: dict[Index, Notation] = {(0,) * len(wrt): body}
    steps = []
    for order in range(1, degree + 1):
        for index in indices(len(wrt), order):
            last = max(i for i, k in enumerate(index) if k)
            before = tuple(k - (i == last) for i, k in enumerate(index))
            found = differentiated_once(known[before], body, wrt[last], order, "∂")
            if size(found.after) > LARGEST:
                raise too_large(found, body, order)
            known[index] = found.after
            steps.append(titled(found, index, wrt))
    return steps, known


def too_large(found: Order, body: Notation, order: int) -> TooLargeError:
    """The error for a partial derivative that nobody reads."""
    fields = {"ordinal": f"{order}-fold partial", "f": text(body)}
    return TooLargeError(
        FAILS["too-large"].format(**fields, size=size(found.after)),
        where=text(body),
        hint=HINTS["smaller"].format(lower=order - 1),
    )


def titled(found: Order, index: Index, wrt: Sequence[sp.Symbol]) -> Step:
    """A partial derivative under its name; the first ones say what is held constant."""
    if sum(index) == 1:
        step = partial(found.part, wrt)
        last = found.step.substeps
        return Step(**{**vars(step), "after": last[-1].after, "substeps": last})
    words = WORDS["mixed"]
    return Step(
        "next-order",
        words.title.format(d=operator(index, wrt)),
        found.step.before,
        found.after,
        words.explanation.format(rules=rules_of(found.step.substeps)),
        substeps=found.step.substeps,
        hints=(words.hint,),
    )


def operator(index: Index, wrt: Sequence[sp.Symbol]) -> str:
    """∂³f/∂x²∂y, in words: x, x, y."""
    return ", ".join(text(arrange(x)) for x, k in zip(wrt, index, strict=True) for _ in range(k))


def values(
    body: Notation, derivatives: Mapping[Index, Notation], centre: Centre
) -> dict[Index, sp.Expr]:
    """The partial derivatives at the centre."""
    found = {}
    for index, derivative in derivatives.items():
        value = value_at(derivative.expr, centre)
        if value is None:
            fields = {"f": text(body), "place": place_of(centre), "d": text(derivative)}
            by = f"partial (by {operator(index, tuple(centre))})"
            raise refused("no-derivative", "centre", {**fields, "ordinal": by})
        found[index] = value
    return found


def below(index: Index) -> int:
    """α! = α₁!·α₂!…"""
    return prod(map(factorial, index))


def coefficients(
    body: Notation,
    derivatives: Mapping[Index, Notation],
    found: Mapping[Index, sp.Expr],
    centre: Centre,
    named: Notation,
) -> Step:
    """The table of partial derivatives, and the polynomial before it is worked out."""
    place, wrt = place_of(centre), tuple(centre)
    rows = tuple(
        (
            operator(index, wrt) or "—",
            cell(derivative),
            arrange(found[index], like=body),
            arrange(found[index] / below(index), like=body),
            monomial(index, centre),
        )
        for index, derivative in derivatives.items()
    )
    words = WORDS["multi-index"]
    terms = (raw(index, value, centre, body) for index, value in found.items() if value != 0)
    return Step(
        "coefficients",
        words.title,
        named,
        build("relation", named, together(*terms), text="="),
        words.explanation.format(place=place),
        words.statement,
        "definition",
        hints=(words.hint.format(place=place),),
        table=Table(("by", "partial derivative", f"at {place}", "coefficient", "of"), rows),
    )


def monomial(index: Index, centre: Centre) -> Notation:
    """(x - a)²(y - b)."""
    powers = (
        notation.power(distance(x, a), notation.number(k))
        for (x, a), k in zip(centre.items(), index, strict=True)
        if k
    )
    return notation.multiply(*powers)


def distance(x: sp.Symbol, at: sp.Expr) -> Notation:
    """What is left of x - a."""
    return notation.subtract(notation.name(x), arrange(at))


def raw(index: Index, value: sp.Expr, centre: Centre, like: Notation) -> Notation:
    """The term of a multi-index, the factorials as such."""
    line = notation.multiply(arrange(value, like=like), monomial(index, centre))
    over = notation.multiply(*(build("factorial", notation.number(k)) for k in index if k > 1))
    if line.head == "negation":
        return notation.negative(notation.divide(line.parts[0], over))
    return notation.divide(line, over)


def arranged(found: Mapping[Index, sp.Expr], centre: Centre, like: Notation) -> Notation:
    """The polynomial by ascending order, in powers of the distances."""
    letters = {x: sp.Dummy(x.name) for x in centre}
    distances = {letters[x]: distance(x, a) for x, a in centre.items()}
    terms = []
    for index, value in found.items():
        powers = (t**k for t, k in zip(letters.values(), index, strict=True))
        terms.append(arrange(sp.Mul(value / below(index), *powers), like=like))
    return together(*(put(term, distances) for term in terms))


def polynomial_step(
    gathered: Step,
    polynomial: Notation,
    found: Mapping[Index, sp.Expr],
    centre: Centre,
    body: Notation,
) -> Step:
    """The coefficients worked out, and what the polynomial of this degree is called."""
    degree = max(map(sum, found))
    parts = {
        name: text(arranged({i: v for i, v in found.items() if sum(i) <= k}, centre, body))
        for name, k in (("linear", 1), ("quadratic", 2))
    }
    plane = "the tangent plane" if len(centre) == 2 else "the tangent hyperplane"
    fields = {"place": place_of(centre), "plane": plane, **parts}
    named = NAMED_SEVERAL[min(degree, len(NAMED_SEVERAL) - 1)].format(**fields)
    words = WORDS["polynomial"]
    step = Step(
        "polynomial",
        words.title,
        gathered.after.parts[1],
        polynomial,
        words.explanation.format(named=named),
        hints=(words.hint,),
    )
    return checked(step)


def second_order(found: Mapping[Index, sp.Expr], centre: Centre, body: Notation) -> Step:
    """The terms up to order two by gradient and Hessian: f(a) + ∇f·d + ½ dᵀH d."""
    count = len(centre)
    unit = [tuple(int(i == j) for j in range(count)) for i in range(count)]
    gradient = [found[index] for index in unit]
    hessian = [[found[tuple(map(sum, zip(u, v, strict=True)))] for v in unit] for u in unit]
    d = sp.Matrix([x - a for x, a in centre.items()])
    form = found[(0,) * count] + (sp.Matrix([gradient]) * d + d.T * sp.Matrix(hessian) * d / 2)[0]
    up_to_two = {index: value for index, value in found.items() if sum(index) <= 2}
    line = arranged(up_to_two, centre, body)
    assert sp.expand(form - line.expr) == 0, "gradient and Hessian make the terms up to order two"
    words, place = WORDS["quadratic-form"], place_of(centre)
    shown = {
        "d": build("vector", *(distance(x, a) for x, a in centre.items())),
        "g": arrange(sp.Matrix(gradient), like=body),
        "H": arrange(sp.Matrix(hessian), like=body),
    }
    return Step(
        "quadratic-form",
        words.title,
        body,
        build("relation", called("P_2", *centre), line, text="="),
        words.explanation.format(place=place, **{k: text(v) for k, v in shown.items()}),
        words.statement,
        "definition",
        bindings=shown,
        hints=(words.hint,),
    )


def remainder(body: Notation, centre: Centre, degree: int, named: Notation) -> Step:
    """What the remainder is, in words: its terms are many."""
    words = WORDS["remainder-several"]
    rest = called(f"R_{degree}", *centre)
    variables = ", ".join(text(arrange(x)) for x in centre)
    told = words.explanation.format(
        f=text(body),
        p=text(named),
        r=text(rest),
        next=degree + 1,
        place=f"({', '.join(text(arrange(a)) for a in centre.values())})",
        variables=f"({variables})",
    )
    shown = Notation("relation", (body, notation.add(named, rest)), "=", rest.expr)
    return Step("remainder", words.title, body, shown, told, words.statement, "definition")

"""Definite integrals, areas and averages: numbers, and formulas in the letters of the question."""

from __future__ import annotations

from decimal import Decimal

import sympy as sp

from symcalc.checking.evaluate import Undefined
from symcalc.checking.precise import Precise
from symcalc.checking.sampling import Comparison, compare
from symcalc.errors import UnsupportedError
from symcalc.figures import in_figures
from symcalc.grading.asked import Asked
from symcalc.grading.constants import CONSTANT, extras
from symcalc.grading.finding import Finding, partly, right, undecided, wrong
from symcalc.grading.held import where_held
from symcalc.grading.intervals import moving, rate_of
from symcalc.grading.kinds.antiderivatives import is_indefinite
from symcalc.grading.kinds.formulas import BEYOND, exactly_equal
from symcalc.grading.kinds.numbers import within_tolerance
from symcalc.grading.kinds.registry import answer_kind
from symcalc.grading.named import same, strange
from symcalc.grading.policy import Policy
from symcalc.grading.told import Told
from symcalc.grading.witness import place, seen, witness
from symcalc.notation import Notation, signed_terms
from symcalc.primitives import arrange
from symcalc.writing.text import text

AREAS = ("average", "area", "arc-length", "revolution")
UNWORKED = {"integral": "an integral", "evaluated": "limits that are not put in"}
UNFINISHED = "The answer still contains {what}: work it out."
NEEDLESS = "The limits settle the value of the {noun}: there is no constant to add."
LIMITS = "This is an antiderivative. Put in the limits, and subtract."
RUNNING = "{x} only runs between the limits; the {noun} does not depend on it."
SAME = "The same as {answer}."
ROUNDED = "This is the {noun} rounded; its value is not exactly {value}."
DOUBT = "too few points were found at which both sides have a value."
ESTIMATED = "the value is only known by numeric quadrature, and yours is very close to it."
ELSEWHERE = "It agrees wherever both have a value, but at {at} only the {noun} has one."
GROWS = "The integral grows without bound."
CERTAIN, CLOSE = 1e-9, 1e-6  # of a value that quadrature gives: equal below, different above
DIGITS = 40
FIGURES = 2  # of a rounded number, at least


@answer_kind("unworked-integral", rank=1)
def unworked(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """An integral as the answer to one is the question itself."""
    del policy
    if asked.kind != "derivative" and not is_number(asked):
        return None
    what = next((UNWORKED[n.head] for n in told.node.walk() if n.head in UNWORKED), "")
    if not what or asked.right.expr.has(sp.Integral, sp.Subs):
        return None
    return wrong(UNFINISHED.format(what=what), note="question-echoed")


@answer_kind("divergent-integral", rank=2)
def divergent(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """An infinite integral diverges, and as a number it does not exist: both are said."""
    del policy
    if told.expr is not sp.nan or not is_number(asked):
        return None
    return right(GROWS, proof="exact") if asked.right.expr in (sp.oo, -sp.oo) else None


@answer_kind("needless-constant", rank=4)
def needless(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Where a tolerance is set, the number is looked at without the constant."""
    if not policy.tolerance or not is_number(asked) or not isinstance(told.expr, sp.Expr):
        return None
    given = asked.letters | asked.right.expr.free_symbols
    letters = [c for c in told.expr.free_symbols - given if CONSTANT.fullmatch(c.name)]
    bare = told.expr.xreplace(dict.fromkeys(letters, sp.S.Zero))
    kept = [t for t in signed_terms(told.node) if t.symbols.isdisjoint(letters)]
    if not letters or not kept or bare.has(sp.nan, sp.zoo):
        return None
    node = kept[0] if len(kept) == 1 and kept[0].expr == bare else arrange(bare)
    found = within_tolerance(asked, Told(told.typed, node), policy)
    if found is None or found.status != "correct":
        return None if found is None else found.because(NEEDLESS.format(noun=asked.noun))
    return partly("needless-constant", NEEDLESS.format(noun=asked.noun), proof=found.proof)


@answer_kind("definite-integral", rank=6)
def definite(asked: Asked, told: Told, policy: Policy) -> Finding | None:
    """Compare the values, where the integral has one."""
    del policy
    if not is_number(asked) or not isinstance(told.expr, sp.Expr) or told.expr.is_Matrix:
        return None
    wanted = asked.right.expr
    if not isinstance(wanted, sp.Expr) or wanted.is_Matrix:
        return None
    letters = tuple(c for c in extras(asked, told.expr) if c not in wanted.free_symbols)
    constants = [c for c in letters if CONSTANT.fullmatch(c.name)]
    bare = told.expr.xreplace(dict.fromkeys(constants, sp.S.Zero))
    if constants and not bare.has(sp.nan, sp.zoo):
        found = _compared(asked, bare, told.node)
        if found.status == "correct":
            return partly("needless-constant", NEEDLESS.format(noun=asked.noun), proof=found.proof)
        return found.because(NEEDLESS.format(noun=asked.noun))
    if letters:
        found = _compared(asked, told.expr, told.node)
        return found.because(strange(letters, asked.letters), note="unknown-variable")
    return _compared(asked, told.expr, told.node)


def is_number(asked: Asked) -> bool:
    """Whether the answer is a number, or a formula in letters."""
    whole = asked.kind == "integral" and asked.body.head == "integral"
    return asked.kind in AREAS or (whole and not is_indefinite(asked.body))


def _compared(asked: Asked, mine: sp.Expr, node: Notation) -> Finding:
    wanted = asked.right.expr
    running = sorted((mine.free_symbols & set(asked.question.wrt)) - wanted.free_symbols, key=str)
    if running:
        return _unfinished(asked, mine, running[0])
    if wanted.has(sp.Float):
        return _estimated(asked, mine, node)
    on = where_held(asked, wanted)
    found = compare(wanted, mine, on=on)
    if found.status == "different":
        return _wrong(asked, found, node)
    if found.status == "undecided":
        return undecided(BEYOND if found.beyond else DOUBT)
    if len(found.left_only) > 1:
        said = ELSEWHERE.format(at=place(found.left_only[0]), noun=asked.noun)
        return partly("domain-differs", said, proof="sampled")
    proof = "exact" if exactly_equal(wanted, mine) else "sampled"
    alike = text(node) == text(asked.right)
    return right("" if alike else SAME.format(answer=text(asked.right)), proof=proof)


def _wrong(asked: Asked, found: Comparison, node: Notation) -> Finding:
    assert found.witness is not None
    point, wanted, mine = found.witness
    value = _decimal(node)
    if (
        value is not None
        and not point
        and _is_rounded(value, Decimal(wanted.str(DIGITS, radius=False)))
    ):
        said = ROUNDED.format(noun=asked.noun, value=text(node))
        return partly("rounded", said, proof="certified")
    told, numbers = seen(asked.noun, point, wanted, mine), witness(point, wanted, mine)
    return wrong(seen=told, witness=numbers, proof="certified")


def _unfinished(asked: Asked, mine: sp.Expr, x: sp.Symbol) -> Finding:
    """The variable of integration is left in the answer."""
    body = asked.body.parts[0] if asked.body.head == "integral" else asked.body
    try:
        primitive = isinstance(body.expr, sp.Expr) and same(body.expr, rate_of(moving(mine, x), x))
    except UnsupportedError:
        primitive = False
    return wrong(LIMITS if primitive else RUNNING.format(x=x.name, noun=asked.noun))


def _estimated(asked: Asked, mine: sp.Expr, node: Notation) -> Finding:
    """The value is known by quadrature alone."""
    wanted = asked.right.expr
    try:
        arithmetic = Precise(DIGITS)
        value, got = (arithmetic.at(e, {}) for e in (wanted, mine))
    except Undefined:
        return undecided(DOUBT)
    apart, size = abs(value - got), max(1, abs(value))
    if apart <= CERTAIN * size:
        return right(proof="sampled")
    told = _decimal(node)
    if told is not None and _is_rounded(told, Decimal(str(value))):
        return partly("rounded", ROUNDED.format(noun=asked.noun, value=text(node)), proof="sampled")
    if apart <= CLOSE * size:
        return undecided(ESTIMATED)
    yours, told_ = in_figures(float(got)), in_figures(float(value))
    return wrong(seen=f"Yours is {yours}, the {asked.noun} is {told_}.", proof="sampled")


def _decimal(node: Notation) -> Decimal | None:
    """A number that was typed with decimals."""
    if node.head == "negation":
        found = _decimal(node.parts[0])
        return None if found is None else -found
    plain = node.head == "number" and node.text.replace(".", "", 1).isdigit()
    return Decimal(node.text) if plain and "." in node.text else None


def _is_rounded(told: Decimal, value: Decimal) -> bool:
    """Whether it is the value, to the places that it has."""
    _sign, digits, exponent = told.as_tuple()
    places = int(exponent)
    figures = len("".join(map(str, digits)).lstrip("0"))
    return figures >= FIGURES and abs(told - value) <= Decimal(5).scaleb(places - 1)

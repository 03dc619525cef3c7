"""What is asked about a formula, in words or in notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError, UnsupportedError
from symcalc.formula import Question, natural_order, written_order
from symcalc.notation import Notation, add, derivative, signed_terms, with_remarks
from symcalc.reading import bare, catalogue, chained, rates, sentences
from symcalc.reading.areas import enclosed, over_interval, turned
from symcalc.reading.called import in_a_sentence
from symcalc.reading.curves import implied, inverted, is_equation, on_curve, touched
from symcalc.reading.definitions import (
    asked,
    derivative_given,
    is_definition,
    not_asked,
    refuse_equation,
    right_side,
)
from symcalc.reading.directions import pointed
from symcalc.reading.expansions import apart, at_place, rearranged, with_degree
from symcalc.reading.given_arrays import with_arrays
from symcalc.reading.grammar import parse
from symcalc.reading.integrals import integrated, limited, summed, variables_of
from symcalc.reading.named_partials import told_apart
from symcalc.reading.names import Names
from symcalc.reading.networks import about_network
from symcalc.reading.optimising import constrained, within
from symcalc.reading.paraphrased import paraphrased
from symcalc.reading.phrases import Phrase, find_phrase, is_worded
from symcalc.reading.places import one_place, places
from symcalc.reading.quadratures import summed_up
from symcalc.reading.regions import over_region
from symcalc.reading.several import VECTORS, as_field, composed, toward
from symcalc.reading.solving import solved
from symcalc.reading.spellings import bare_words, usual
from symcalc.reading.tails import method_of, points, variables
from symcalc.reading.values import valued
from symcalc.reading.wording import NAME
from symcalc.structures import structure

__all__ = ["CALCULUS", "question", "right_side"]


def question(text: str, names: Iterable[str | sp.Symbol], symbols: Iterable[sp.Symbol]) -> Question:
    """The kind of question, the formula it is about, and its variables."""
    return _in_known_words(paraphrased(text) or text, names, symbols)


def _in_known_words(
    text: str, names: Iterable[str | sp.Symbol], symbols: Iterable[sp.Symbol]
) -> Question:
    listed = catalogue.entry(text)
    if listed is not None:
        return listed
    other = usual(bare_words(text))
    if other != text:
        return question(other, names, symbols)
    spoken = sentences.said(text) or about_network(text) or with_arrays(text)
    if spoken is not None and spoken.kind != "value":
        return spoken
    known = Names(names, symbols)
    found = find_phrase(text, known) if is_worded(text) else None
    if spoken is not None and not (found and found[0].kind in TABLED + VALUED):
        return spoken
    again = rearranged(text) or in_a_sentence(text) or told_apart(text) or pointed(text)
    if again is not None:
        return question(again, names, symbols)
    wordless = found is None or not (found[0].kind or found[0].tails)
    worth = bare.primed(text, known) or valued(text, known) if wordless else None
    if worth is not None:
        return worth
    if found is None:
        return in_notation(Phrase("", 0, len(text), ()), text, known)
    phrase, spelled = found
    try:
        made = ASKED[phrase.kind](phrase, spelled, known)
    except SymcalcError as error:
        error.where = text if error.where == spelled else error.where
        raise
    return replace(made, text=text) if made.text == spelled else made


CALCULUS = {
    "integral": "integral",
    "limit": "limit",
    "summation": "sum",
    "product-over": "product",
}


SLOPES = ("derivative", "gradient")
# Kinds that may be asked at several points.
TABLED = (
    *("derivative", "gradient", "jacobian", "jacobian-determinant", "hessian"),
    *("divergence", "curl", "laplacian"),
)
ORDERED = ("gradient", "jacobian", "hessian")  # whose components go by the variables
# Others whose value may be asked for in so many words: "value of the integral of …".
VALUED = ("integral", "limit", "taylor", "directional-derivative", "quadrature", "average", "area")


def in_notation(phrase: Phrase, text: str, known: Names) -> Question:
    """The question that d/dx, dy/dx, f'(2), ∫ or lim asks; of a formula alone, none."""
    body = whole(parse(text, known, phrase.start, phrase.stop))
    refuse_doubtful(body, text, phrase.start)
    through = chained.of_notation(body, phrase, text, known)
    through = through or rates.of_notation(body, phrase, text, known)
    if through is not None:
        return through
    given = on_curve(body, phrase, text, known) or derivative_given(body, phrase, text, known)
    method = method_of(phrase, text)
    if given is not None:
        given = replace(given, method=method if given.kind == "derivative" else "")
        tails = tuple(tail for tail in phrase.tails if tail.kind == "at")
        order = natural_order(given.body.symbols)
        return replace(given, at=(*given.at, *points(text, known, tails, order)))
    if body.head == "derivative":
        return replace(_derivative(body, phrase, text, known), method=method)
    if body.head == "laplacian" and body.parts[0].head != "name":
        return Question("laplacian", with_remarks(body.parts[0], body.remarks), (), text)
    kind = CALCULUS.get(body.head, "formula")
    unused = phrase.first("at", "given", "parameter", *(() if kind == "limit" else ("method",)))
    if unused is not None:
        raise not_asked(text, unused)
    wrt = variables_of(body) if kind != "formula" else ()
    return Question(kind, body, wrt, text, method=method if kind == "limit" else "")


def whole(node: Notation) -> Notation:
    """d/dx x² + x asks for the derivative of all of it, although d/dx binds tighter than +."""
    if node.head == "relation" and node.text == "=" and node.parts[0].head == "derivative":
        function, *variables = node.parts[0].parts
        named = function.head in ("name", "apply") and node.parts[0].text != "'"
        return derivative(node.parts[1], *variables) if named else node
    first, *others = signed_terms(node)
    told = first.head == "derivative" and first.text in ("d", "∂") and first.parts[0].parts
    reaches = bool(told) or first.head == "limit"
    if not (reaches and others) or any(n.head == first.head for t in others for n in t.walk()):
        return node
    body, *rest = first.parts
    made = structure(first.head, add(body, *others), *rest, text=first.text)
    remarks = tuple(r for r in node.remarks if "ends before" not in r)
    return with_remarks(made, (*remarks, f"the {first.head} is taken of the whole formula"))


def refuse_doubtful(node: Notation, text: str, position: int) -> None:
    """dy/dx x² is a product by its signs, and hardly meant as one."""
    first = signed_terms(node)[0]
    left, *right = first.parts if first.head == "product" else (first,)
    if left.head != "derivative" or left.parts[0].head != "name" or not right:
        return
    said = any(part.head == "derivative" for factor in right for part in factor.walk())
    if left.parts[1] in [part for factor in right for part in factor.walk()] and not said:
        name, variable = left.parts[0].text, left.parts[1].text
        what = f"d{name}/d{variable} stands before a formula, and says already what it is of"
        hint = f"write d/d{variable} for its derivative, and d{name}/d{variable} last in a product"
        raise ReadingError(what, where=text, position=position, hint=hint)


def _derivative(node: Notation, phrase: Phrase, text: str, known: Names) -> Question:
    """The question that a derivative asks."""
    wrt = tuple(variable.expr for variable in node.parts[1:])
    body = right_side(with_remarks(node.parts[0], node.remarks))
    tails = tuple(tail for tail in phrase.tails if tail.kind in ("at", "given"))
    if phrase.tails:
        refuse_equation(body, text, phrase.start)
    at, *more = places(text, known, tails, natural_order(body.symbols)) or ((),)
    sign = node.text if node.text == "∂" else "d"
    return Question("derivative", body, wrt, text, sign, at, more=tuple(more))


def differentiated(phrase: Phrase, text: str, known: Names) -> Question:
    """The derivative of f, with respect to x, at x = 2; the gradient, the Jacobian …"""
    read, called = as_call(bare.formula(text, known, phrase.start, phrase.stop), phrase, text)
    through = chained.of_words(read, phrase, text, known) if phrase.kind in SLOPES else None
    through = through or rates.of_words(read, phrase, text, known)
    if through is not None:
        return through
    function = asked(read, phrase, text, known)
    method = method_of(phrase, text) if phrase.kind == "derivative" else ""
    if is_equation(read) and (method == "implicit" or _is_slope(read, phrase, text)):
        return implied(read, function, phrase, text, known)
    body, written = function.body, function.arguments
    body = as_field(body) if phrase.kind in VECTORS else body
    if phrase.kind != "convexity":  # an equation describes a set
        refuse_equation(body, text, phrase.start)
    wrt = variables(phrase, text, known) or called
    natural = natural_order(body.symbols)
    if not wrt and phrase.kind != "derivative" and written != natural:
        wrt = written
    if not wrt and phrase.kind == "derivative" and len(written) == 1 != len(natural):
        wrt = written
    if phrase.order > 1 and not wrt and len(natural) == 1:
        wrt = natural
    if phrase.partial and not wrt and len(natural) == 2 and "mixed" in text[: phrase.lead].lower():
        wrt = natural
    if phrase.order > 1 and not wrt:
        what, hint = "it is not said by which variable", "end it with: with respect to x"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    where = places if phrase.kind in TABLED else one_place
    at, *more = where(text, known, function.points, written or natural) or ((),)
    at = at or function.at
    if phrase.kind in ORDERED and not wrt:
        wrt = _as_placed(body, at)
    strange = [x for x in dict.fromkeys(wrt) if x not in (*natural, *written)]
    told = (f"{x} does not stand in the formula" for x in strange)
    body = with_remarks(body, (*body.remarks, *told))
    sign = "∂" if phrase.partial else "d"
    by = wrt * phrase.order
    return Question(phrase.kind, body, by, text, sign, at, method=method, more=tuple(more))


def _as_placed(body: Notation, at: Sequence[tuple[sp.Symbol, sp.Basic]]) -> tuple[sp.Symbol, ...]:
    """The variables as the point names them, where the formula has them in this order, too.

    At w = 1, b = 0 the gradient of (w + b)² begins with ∂/∂w; else the alphabet decides.
    """
    named = tuple(x for x, _ in at)
    return named if named == written_order(body) != natural_order(named) else ()


def _is_slope(read: Notation, phrase: Phrase, text: str) -> bool:
    """Whether the slope of a curve is asked for, rather than a derivative."""
    lead = text[: phrase.lead].lower()
    return ("slope" in lead or "rate" in lead) and not is_definition(read)


WITHOUT = "without this the whole domain is asked about, and the answer may be another one"


def bent(phrase: Phrase, text: str, known: Names) -> Question:
    """Whether f is convex, or where it is continuous: everywhere, not in one place."""
    word = phrase.first("word")
    more = text[word.start : word.stop].strip(" .,") if word else ""
    made, tail = differentiated(phrase, text, known), word if more else phrase.first("at")
    _refuse_letter(made, text[: phrase.lead], text)
    if tail is not None:
        what = f"{phrase.kind} is told of the whole formula, not of a part of it"
        place = text.index(more, tail.start)
        raise UnsupportedError(what, where=text, position=place, hint=WITHOUT)
    return made


FOR_WHICH = re.compile(rf"for\s+which\s+(?:values?\s+of\s+)?({NAME})\b", re.IGNORECASE)


def _refuse_letter(made: Question, lead: str, text: str) -> None:
    """For which c: of a letter beside the variable, nobody looks for its values."""
    found = FOR_WHICH.search(lead)
    pieces = [part.parts[1] for part in made.body.walk() if part.head == "piece"]
    running = {x for condition in pieces for x in condition.symbols} or {sp.Symbol("x")}
    letters = {x.name for x in made.body.symbols - running}
    if found is not None and found[1] in letters and running & made.body.symbols:
        what = f"for which {found[1]} the formula is continuous cannot be asked yet"
        hint = f"set both sides equal where the cases meet, and solve for {found[1]}"
        raise UnsupportedError(what, where=text, position=found.start(1), hint=hint)


def directed(phrase: Phrase, text: str, known: Names) -> Question:
    """The derivative of f in a direction."""
    return toward(differentiated(phrase, text, known), phrase, text, known)


def as_call(read: Notation, phrase: Phrase, text: str) -> tuple[Notation, tuple[sp.Symbol, ...]]:
    """derivative(x^2 y, x) and gradient(x^2 y, [x, y]): the function, and its variables."""
    opened = text[phrase.start : phrase.stop].startswith("(")
    if read.head != "tuple" or not opened:
        return read, ()
    body, *rest = read.parts
    entries = [e for r in rest for e in (r.parts if r.head in ("tuple", "vector") else (r,))]
    vectors = phrase.kind not in VECTORS or body.head in ("tuple", "vector")
    if not vectors or any(entry.head != "name" for entry in entries):
        return read, ()
    return with_remarks(body, read.remarks), tuple(entry.expr for entry in entries)


def optimised(phrase: Phrase, text: str, known: Names) -> Question:
    """The extrema of f, subject to constraints or on an interval."""
    made = constrained(differentiated(phrase, text, known), phrase, text, known)
    lead = text[: phrase.lead].lower()
    wanted = [kind for kind in ("minimum", "maximum") if kind[:3] in lead]
    return replace(made, method=wanted[0]) if len(wanted) == 1 else made


def expanded(phrase: Phrase, text: str, known: Names) -> Question:
    """The Taylor polynomial of f, of degree 4, at x = 0, its remainder on an interval."""
    wanted = apart(phrase, text)
    asked = with_degree(differentiated(wanted.phrase, text, known), phrase, text)
    return at_place(within(asked, phrase, text, known), wanted, text, known)


ASKED = {
    "": in_notation,
    **dict.fromkeys(("derivative", "gradient", "jacobian", "hessian"), differentiated),
    **dict.fromkeys(("jacobian-determinant", "divergence", "curl", "laplacian"), differentiated),
    "directional-derivative": directed,
    "total-derivative": composed,
    "taylor": expanded,
    "extrema": optimised,
    **dict.fromkeys(("convexity", "continuity"), bent),
    "tangent": touched,
    "inverse": inverted,
    "integral": integrated,
    "quadrature": summed_up,
    "area": enclosed,
    "revolution": turned,
    "over-region": over_region,
    **dict.fromkeys(("average", "arc-length"), over_interval),
    "limit": limited,
    "equation": solved,
    **dict.fromkeys(("sum", "product"), summed),
}

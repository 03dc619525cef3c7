"""Questions about what runs over a range: integrals, limits, sums and products."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError, UnsupportedError
from symcalc.formula import Question
from symcalc.notation import Notation, with_remarks
from symcalc.reading import bare
from symcalc.reading.calculus import Asked
from symcalc.reading.definitions import TAKEN, beginning, inside, right_side
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.phrases import Phrase
from symcalc.reading.tails import Range, approach, bounds, method_of, variables
from symcalc.reading.tokens import Token
from symcalc.structures import structure

SIGNS = {"sum": "summation", "product": "product-over"}
SIDED = {"left": "-", "right": "+"}
DIFFERENTIALS = re.compile(r"(?:d\s?(?:[^\W\d_]\d*|\\[a-z]+)[\s,\\]*){2,3}\.?\s*\Z")
MULTIPLE = {0: "int", 2: "iint", 3: "iiint"}


def variables_of(node: Notation) -> tuple[sp.Symbol, ...]:
    """What an integral, a sum or a limit runs over, innermost first."""
    inner = node.parts[0]
    below = variables_of(inner) if inner.head == node.head else ()
    return (*below, node.parts[1].expr)


def integrated(phrase: Phrase, text: str, known: Names) -> Question:
    """The integral of f, by x, from a to b."""
    part, written = beginning(text, known, phrase)
    between = _range(phrase, text, known)
    said = [*variables(phrase, text, known), *_named(between)]
    by = next(iter([*said, *(written if len(written) == 1 else ())]), None)
    span, spelled = (part.start, part.stop), text[part.start : part.stop]
    several = DIFFERENTIALS.search(text[: part.stop], part.start)
    sign = MULTIPLE[len(re.findall(r"d\s?(?=[^\W\d_]|\\)", several[0])) if several else 0]
    token, call = Token(sign, "∫", part.start, value=Asked(by)), bare.named_call(spelled, known)
    if call is None:
        span = (bare.after_name(text, known, *span), part.stop)
    body = parse(call, known, sign=token) if call else parse(text, known, *span, token)
    if body.head != "integral":
        what = "the formula goes on after the dx"
        hint = "put it in parentheses, or leave the dx out"
        raise ReadingError(what, where=text, position=phrase.start, hint=hint)
    made = inside(body, phrase, text, known)
    if part.start != phrase.start:
        made = with_remarks(made, (*made.remarks, TAKEN))
    made = _within(made, between, said, phrase, text)
    return Question("integral", made, variables_of(made), text)


def _range(phrase: Phrase, text: str, known: Names) -> Range | None:
    """The bounds that are said, if they are."""
    tails = [tail for tail in phrase.tails if tail.kind == "from"]
    if len(tails) > 1:
        what, hint = "bounds are said twice", "write an ∫ for each: int_0^1 int_0^2 x y dy dx"
        raise UnsupportedError(what, where=text, position=tails[1].start, hint=hint)
    return bounds(text, known, tails[0]) if tails else None


def _named(between: Range | None) -> tuple[sp.Symbol, ...]:
    """The variable that bounds such as x = 0 are for."""
    return (between.variable.expr,) if between and between.variable else ()


def _within(
    node: Notation, between: Range | None, said: list[sp.Symbol], phrase: Phrase, text: str
) -> Notation:
    """The integral between these bounds, by the one variable that all of the words say."""
    tail = phrase.first("from", "wrt")
    running = variables_of(node)
    if tail is not None and any(symbol not in running for symbol in said):
        strange = next(symbol for symbol in said if symbol not in running)
        what = f"the integral is by {running[-1]}, but {strange} is named here"
        raise ReadingError(what, where=text, position=tail.start)
    if between is None or tail is None:
        return node
    if len(node.parts) > 2:
        what = "the bounds are said twice"
        raise ReadingError(what, where=text, position=tail.start)
    if len(running) > 1:
        what, hint = "one pair of bounds is said for several variables", "write an ∫ for each"
        raise UnsupportedError(what, where=text, position=tail.start, hint=hint)
    if running[0] in between.low.symbols | between.high.symbols:
        remark = f"{running[0]} is the variable of the integral, and another one in its bounds"
        node = with_remarks(node, (*node.remarks, remark))
    made = structure("integral", *node.parts, between.low, between.high)
    return with_remarks(made, node.remarks)


def limited(phrase: Phrase, text: str, known: Names) -> Question:
    """The limit of f as x -> a."""
    body = right_side(bare.formula(text, known, phrase.start, phrase.stop))
    tails = [tail for tail in phrase.tails if tail.kind in ("as", "at")]
    if len(tails) > 1:
        what = "a limit in several variables cannot be asked yet"
        raise UnsupportedError(what, where=text, position=tails[1].start)
    tail = tails[0] if tails else None
    if tail is None:
        what, hint = "it is not said where the limit is taken", "end it with: as x -> 0"
        raise ReadingError(what, where=text, position=len(text.rstrip()), hint=hint)
    variable, to, side = approach(text, known, tail, body)
    side = side or next((s for word, s in SIDED.items() if word in text[: phrase.lead].lower()), "")
    made = inside(structure("limit", body, variable, to, text=side), phrase, text, known)
    made = with_remarks(made, (*body.remarks, *made.remarks))
    return Question("limit", made, (variable.expr,), text, method=method_of(phrase, text))


def summed(phrase: Phrase, text: str, known: Names) -> Question:
    """The sum, or the product, of f from k = 1 to n."""
    body = parse(text, known, phrase.start, phrase.stop)
    between = _range(phrase, text, known)
    index = between.variable if between else None
    if between is None or index is None:
        what, hint = "the index and its bounds are missing", "end it with: from k = 1 to n"
        raise ReadingError(what, where=text, position=phrase.stop, hint=hint)
    if any(symbol.name.endswith(f"_{index.text}") for symbol in body.symbols):
        what, hint = "terms with an index are not read in words", "write sum_(k=1)^n a_k"
        raise UnsupportedError(what, where=text, position=phrase.start, hint=hint)
    made = structure(SIGNS[phrase.kind], body, index, between.low, between.high)
    return Question(phrase.kind, with_remarks(made, body.remarks), (index.expr,), text)

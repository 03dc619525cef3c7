"""Functions that are only named: "derivative of tanh at 0.5", "sigmoid'(2)"."""

from __future__ import annotations

import re

import sympy as sp

from symcalc.errors import ReadingError, SymcalcError
from symcalc.formula import Question
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import Primitive
from symcalc.primitives.activations import ROWS
from symcalc.reading.grammar import parse
from symcalc.reading.names import Names
from symcalc.reading.vocabulary import BOTH, function_row
from symcalc.reading.wording import PLEASE

NAMED = re.compile(
    r"\s*(?:the\s+)?(?:function\s+)?(?P<word>[^\W\d_]{2,}\d?(?:[ _-][^\W\d_]{2,}){0,2}?)"
    r"(?:\s+function)?[\s.,?]*",
    re.IGNORECASE,
)
PRIMED = re.compile(
    rf"{PLEASE}\\?(?P<word>[^\W\d_]\w*)\s*(?P<primes>['′’]{{1,4}})\s*\((?P<at>[^()=]{{1,60}})\)\s*[.?]?\s*",
    re.IGNORECASE,
)
LONGEST = 200  # characters
# "swish x*sigmoid(x)", "the sigmoid function σ(x) = 1/(1+e^(-x))"
FOLLOWED = tuple(
    re.compile(
        rf"\s*(?:the\s+)?(?P<word>[^\W\d_]{{2,}}\d?(?:[ _-][^\W\d_]{{2,}}){{{words}}})"
        r"(?:\s+(?:activation|function)){0,2}\s*(?P<rest>[\s:,].+)",
        re.IGNORECASE | re.DOTALL,
    )
    for words in (0, 1)
)
# What is named in front of its formula; sin sin(x) is a sine of a sine.
ACTIVATIONS = frozenset(row.name for row in ROWS) | {"relu", "sigmoid", "softplus", "softsign"}
SAID = "{word} names the formula after it"
SAMPLES = tuple(sp.Rational(n, 7) for n in (-11, -3, 2, 5, 13))
TOLERANCE = sp.Float("1e-12")
READ = "{word} is read as {call}"


def _row(word: str, known: Names) -> tuple[str, Primitive] | None:
    """The function of one argument that a word, or two, name: leaky ReLU is leaky_relu."""
    spellings = (word, re.sub(r"[ -]", "_", word).lower(), re.sub(r"[ _-]", "", word).lower())
    for spelling in spellings:
        row = None if spelling in BOTH or known.is_declared(spelling) else function_row(spelling)
        if row is not None and row.arity is not None and row.arity - row.optional == 1:
            return row.names[0], row
    return None


def formula(text: str, known: Names, start: int, stop: int) -> Notation:
    """The formula that stands here; of a function that is only named, its value at x."""
    call = named_call(text[start:stop], known)
    if call is None:
        begin = after_name(text, known, start, stop)
        read = parse(text, known, begin, stop)
        said = SAID.format(word=text[start:begin].strip(" :,")) if begin != start else ""
        return with_remarks(read, (*read.remarks, said)) if said else read
    word = text[start:stop].strip(" .,?")
    return with_remarks(parse(call, known), (READ.format(word=word, call=call),))


def after_name(text: str, known: Names, start: int, stop: int) -> int:
    """Where the formula begins behind the name of a function that it repeats; `start` otherwise.

    Raises
    ------
    ReadingError
        If the name of an activation stands before another formula.
    """
    short = stop - start <= LONGEST
    tried = [words.fullmatch(text, start, stop) for words in FOLLOWED] if short else []
    rows = [(found, _row(found["word"], known)) for found in tried if found]
    found, named = next(((f, row) for f, row in rows if row), (None, None))
    if found is None or named is None:
        return start
    begin = found.start("rest") + 1
    try:
        rest = parse(text, known, begin, stop)
    except SymcalcError:
        return start
    body = rest.parts[1] if rest.head == "relation" and rest.text == "=" else rest
    if len(body.symbols) != 1 or not isinstance(body.expr, sp.Expr):
        return start
    (x,) = body.symbols
    composed = body.head == named[1].name and text[begin:stop].lstrip().startswith(found["word"])
    known_so = body.head != named[1].name or named[1].name in ACTIVATIONS
    if known_so and not composed and _is_one(body.expr, named[1], x):
        return begin
    if named[1].name in ACTIVATIONS and body.head in ("product", "quotient"):
        whole = parse(text, known, start, stop)
        if whole.head in ("product", "quotient"):
            what = f"{found['word']} stands before a formula that is another one"
            hint = f"write {found['word']}({x}) in parentheses, or the formula alone"
            raise ReadingError(what, where=text, position=start, hint=hint)
    return start


def _is_one(expr: sp.Expr, row: Primitive, x: sp.Symbol) -> bool:
    """Whether a formula is a function of the table, or a form of it: GELU by tanh."""
    forms = [r for r in ROWS if r.name.startswith(f"{row.name}-")]
    return any(_is_same(expr, form.formula(x), x) for form in (row, *forms))


def _is_same(expr: sp.Expr, other: sp.Expr, x: sp.Symbol) -> bool:
    """Whether two formulas agree at sample points."""
    gaps = [(expr - other).subs(x, at).evalf(20, maxn=60) for at in SAMPLES]
    return all(gap.is_number and gap.is_real is not False and abs(gap) < TOLERANCE for gap in gaps)


def primed(text: str, known: Names) -> Question | None:
    """sigmoid'(2) and relu''(0): the derivative of a function of the table at a number."""
    found = PRIMED.fullmatch(text) if len(text) <= LONGEST else None
    named = _row(found["word"], known) if found else None
    if found is None or named is None:
        return None
    try:
        body = parse(f"{named[0]}(x)", known)
        at = parse(text, known, *found.span("at"))
    except SymcalcError:
        return None
    if not at.expr.is_number:
        return None
    (x,) = body.symbols
    return Question("derivative", body, (x,) * len(found["primes"]), text, at=((x, at.expr),))


def named_call(words: str, known: Names) -> str | None:
    """sigmoid(x) for "the sigmoid function"; None where no function of one argument is named."""
    found = NAMED.fullmatch(words)
    named = _row(found["word"], known) if found else None
    return f"{named[0]}(x)" if named else None

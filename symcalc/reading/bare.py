"""Functions that are only named: "derivative of tanh at 0.5", "sigmoid'(2)"."""

from __future__ import annotations

import re

from symcalc.errors import SymcalcError
from symcalc.formula import Question
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import Primitive
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
        return parse(text, known, start, stop)
    word = text[start:stop].strip(" .,?")
    return with_remarks(parse(call, known), (READ.format(word=word, call=call),))


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

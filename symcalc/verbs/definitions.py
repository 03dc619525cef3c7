"""What may be defined: words, inputs, formulas and partial derivatives, each refused in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sympy as sp

from symcalc import asking, notation
from symcalc.asking import Given
from symcalc.checking.relations import check_equal
from symcalc.checking.report import CheckReport
from symcalc.errors import SymcalcError, UnsupportedError, shorten
from symcalc.formula import natural_order
from symcalc.notation import Notation, with_remarks
from symcalc.primitives import TABLE, Primitive, build
from symcalc.primitives.activations import NAMED as ACTIVATIONS
from symcalc.primitives.defined import entered
from symcalc.primitives.row import Definition
from symcalc.reading import key, read, read_question
from symcalc.reading.commands import CONSTANTS, KEYWORDS, OPERATOR_WORDS, PROSE
from symcalc.reading.vocabulary import CASES, NAME, function_row
from symcalc.scope import need_slope, need_value
from symcalc.tutor.differentiate import differentiate
from symcalc.writing.text import text

RESERVED = frozenset((*CONSTANTS, *KEYWORDS, *OPERATOR_WORDS, *CASES, *PROSE))


def new_word(name: str) -> str:
    """The word that a name is read by.

    Raises
    ------
    UnsupportedError
        If it is no word, or has a meaning already.
    """
    word = key(name) if isinstance(name, str) else ""
    if not NAME.fullmatch(word):
        hint = "a name is a letter, or letters, digits and underscores: swish, f, loss_2"
        raise UnsupportedError(f"{name!r} cannot be the name of a function", hint=hint)
    row = function_row(word)
    if (row is not None and row.name not in ACTIVATIONS) or word in RESERVED:
        other = f", the function {row.names[0]}" if row and row.names[0] != word else ""
        hint = f"choose another name, such as {word}_2 or my_{word}"
        raise UnsupportedError(f"{word} has a meaning already{other}", hint=hint)
    return word


def readable(row: Primitive) -> None:
    """Refuse a word that is read as something else where it is called: dx, slope."""
    letters = [notation.name(x) for x in row.definition.inputs] if row.definition else []
    call = text(build(row.name, *letters))
    try:
        heads = {read(call).head, read_question(call).body.head}
    except SymcalcError:
        heads = set()
    if heads != {row.name}:
        what = f"{row.names[0]} cannot be the name of a function: {call} is read in another way"
        raise UnsupportedError(what, hint="choose another name")


def parameters(inputs: Given, word: str) -> tuple[sp.Symbol, ...]:
    """The letters of a definition.

    Raises
    ------
    UnsupportedError
        If there is none, or one of them is no name, or stands there twice.
    """
    example = f'write them in order, as in define("{word}", ["x", "a"], "…")'
    letters = tuple(asking.symbol_of(x, ()) for x in asking.listed(inputs))
    if not letters:
        raise UnsupportedError(f"{word} has no inputs", hint=example)
    twice = next((x for i, x in enumerate(letters) if key(x.name) in _keys(letters[:i])), None)
    if twice is not None:
        raise UnsupportedError(f"{twice} is twice among the inputs of {word}", hint=example)
    if word in _keys(letters):
        raise UnsupportedError(f"{word} is the function and one of its inputs", hint=example)
    return letters


def _keys(symbols: Iterable[sp.Symbol]) -> set[str]:
    return {key(symbol.name) for symbol in symbols}


def formula_of(formula: Given, letters: tuple[sp.Symbol, ...], word: str) -> Notation:
    """The formula of a definition, in its letters alone.

    Raises
    ------
    UnsupportedError
        If it mentions the function itself, or what is not among the inputs, or cannot be computed.
    """
    itself = Definition(word, letters, notation.number(0), (notation.number(0),) * len(letters))
    with entered(word, itself) as row:
        body = written(formula, letters)
    body = right_of(body, row, letters)
    if any(row_called(node.head) == word for node in body.walk()):
        what = f"{word} is defined by itself"
        hint = "write its formula with other functions only"
        raise UnsupportedError(what, where=shorten(text(body)), hint=hint)
    need_value(body)
    need_slope(body, letters)
    need_inputs(body, letters, word)
    return body


def row_called(head: str) -> str:
    """The name of the user's function that a head is, if it is one."""
    row = TABLE.get(head)
    return row.definition.name if row and row.definition else ""


def written(formula: Given, letters: Sequence[sp.Symbol]) -> Notation:
    """A formula as written, its letters those of the definition."""
    return (
        read(formula, symbols=letters) if isinstance(formula, str) else asking.notation_of(formula)
    )


def right_of(body: Notation, row: Primitive, letters: tuple[sp.Symbol, ...]) -> Notation:
    """The formula in swish(x) = … and in y = …, where y is no input."""
    if body.head != "relation" or body.text != "=":
        return body
    left, right = body.parts
    named = left.head in (row.name, "apply", "name") and left.expr not in letters
    return with_remarks(right, body.remarks) if named else body


def need_inputs(body: Notation, letters: tuple[sp.Symbol, ...], word: str) -> None:
    """Refuse letters that are not among the inputs."""
    others = natural_order(body.symbols - set(letters))
    if others:
        listed = ", ".join(f'"{x.name}"' for x in (*letters, *others))
        what = f"{' and '.join(x.name for x in others)} {'is' if len(others) == 1 else 'are'}"
        hint = f'name every letter, as in define("{word}", [{listed}], "…")'
        what = f"{what} not among the inputs of {word}"
        raise UnsupportedError(what, where=shorten(text(body)), hint=hint)


def slope(body: Notation, x: sp.Symbol) -> Notation:
    """The partial derivative that follows from the table."""
    return differentiate(body, x)[-1].after if x in body.symbols else notation.number(0)


def given_partials(partials: Sequence[Given], made: Definition) -> tuple[Notation, ...]:
    """The derivatives that the user gives, each checked.

    Raises
    ------
    UnsupportedError
        If there are not as many as inputs, or one of them is wrong or cannot be checked.
    """
    several = isinstance(partials, list | tuple)
    count, wanted = len(partials) if several else 1, len(made.inputs)
    if count != wanted:
        told = ", ".join(x.name for x in made.inputs)
        what = f"{counted(count, 'partial derivative')} for {counted(wanted, 'input')}"
        what = f"{what} of {made.name}"
        raise UnsupportedError(what, hint=f"give one for each of {told}, in this order")
    given = [written(p, made.inputs) for p in (partials if several else [partials])]
    for x, partial, derived in zip(made.inputs, given, made.partials, strict=True):
        need_value(partial)
        need_inputs(partial, made.inputs, made.name)
        agreed(checked(made.formula, x, partial), x, partial, derived)
    return tuple(given)


def counted(number: int, noun: str) -> str:
    """1 input, 2 inputs."""
    return f"{number} {noun}{'s' * (number != 1)}"


def checked(formula: Notation, x: sp.Symbol, partial: Notation) -> CheckReport:
    """A partial derivative against numeric differentiation of the formula."""
    return check_equal(sp.Derivative(formula.expr, x), partial.expr)


def agreed(report: CheckReport, x: sp.Symbol, partial: Notation, derived: Notation) -> None:
    """Refuse a partial derivative that is wrong, and one that cannot be checked."""
    hint = f"the formula gives {shorten(text(derived))}; leave partials out to take that"
    where = shorten(text(partial))
    if report.status == "undecided":
        what = f"the partial derivative by {x} cannot be checked: too few points have a value"
        raise UnsupportedError(what, where=where, hint=hint)
    if report.status == "disagrees" and report.worst:
        worst = report.worst
        place = ", ".join(f"{name} = {value:.6g}" for name, value in worst.point.items())
        what = f"the partial derivative by {x} is wrong"
        what += f": at {place} it is {worst.got:.6g}, and should be {worst.expected:.6g}"
        raise UnsupportedError(what.replace("-", "−"), where=where, hint=hint)


def sentence(
    says: str, word: str, letters: tuple[sp.Symbol, ...], body: Notation, *, given: bool = False
) -> str:
    """What a learner reads; braces would be fields of it."""
    call = f"{word}({', '.join(text(notation.name(x)) for x in letters)})"
    ending = "was given with it, and checked" if given else "follows from that"
    told = says or f"By definition {call} = {text(body)}. The derivative {ending}."
    return told.replace("{", "{{").replace("}", "}}")

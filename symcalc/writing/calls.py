"""Functions and their arguments."""

from __future__ import annotations

from symcalc.notation import Notation, arithmetic, number
from symcalc.primitives import TABLE
from symcalc.writing.names import is_letter, pieces
from symcalc.writing.writer import ATOM, POSTFIX, SHAPES, T, Writer, shape

MINUS_ONE = arithmetic("negation", number(1))


def spelling(node: Notation) -> str:
    """The word that a function is written with: the learner's own, or the usual one."""
    row = TABLE.get(node.head)
    usual = row.names[0] if row and row.names else node.head
    return node.text.partition("^")[0] or usual


def command(w: Writer[T], node: Notation) -> T:
    """The function of a call; the inverse of one may be written sin⁻¹."""
    if node.head == "log-base" and node.text != "lg":
        return w.scripted(w.operator("log"), w.write(node.parts[1]))
    called = operator(w, node)
    return w.raised(called, MINUS_ONE) if "^" in node.text else called


def operator(w: Writer[T], node: Notation) -> T:
    """The word of a function; the letter of Φ and φ, and of one of the user's own."""
    row = TABLE.get(node.head)
    word = spelling(node)
    own = row is not None and (row.definition is not None or row.latex == f"\\{word}")
    return function(w, word) if own else w.operator(word)


def arguments(node: Notation) -> tuple[Notation, ...]:
    """What stands in the parentheses; the base of a logarithm does not."""
    return node.parts[:1] if node.head == "log-base" else node.parts


def raised_call(node: Notation) -> Notation | None:
    """The sin(x) in a power that is written sin²(x).

    Γ²(x) and f²(x) would be a letter with a power, and sin⁻¹ is the inverse function.
    """
    if node.head != "power":
        return None
    base, exponent = node.parts
    called = base.head in TABLE and base.head not in SHAPES and len(base.parts) == 1
    plain = called and "^" not in base.text and not is_letter(spelling(base))
    whole = exponent.head == "number" and exponent.text.isdigit() and exponent.text != "1"
    return base if plain and whole else None


@shape("call", "log-base")
def parenthesis(w: Writer[T], node: Notation) -> T:
    """sin(x), log_b(u), and every other head that has no shape of its own."""
    return w.applied(command(w, node), arguments(node), node)


@shape("apply")
def applied(w: Writer[T], node: Notation) -> T:
    """f(x)."""
    return w.applied(function(w, node.text), node.parts, node)


def function(w: Writer[T], name: str) -> T:
    """The name of a function that is not in the table: a letter, or a word."""
    return w.name(name) if is_letter(pieces(name).base) else w.operator(name)


@shape("derivative-at")
def derivative_at(w: Writer[T], node: Notation) -> T:
    """f′(u)."""
    return w.applied(function(w, node.text), node.parts, node)


@shape("prime", level=POSTFIX)
def prime(w: Writer[T], node: Notation) -> T:
    """u′, as the statement of a rule writes it."""
    return w.row(w.inside(node.parts[0], ATOM), w.sign("′"))


@shape("determinant")
def determinant(w: Writer[T], node: Notation) -> T:
    """det(A)."""
    return w.determinant(node)


@shape("trace")
def trace(w: Writer[T], node: Notation) -> T:
    """tr(A)."""
    return w.applied(w.operator("tr"), node.parts, node)
